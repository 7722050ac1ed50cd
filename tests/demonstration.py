"""The demonstration in the test database for the tests of one module, and gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.test import override_settings

from gongkai.demo.load import load


@contextmanager
def loaded(blocker) -> Iterator[None]:
    """Load it once for a module: each test inside still undoes what it did itself."""
    with blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True):
            load()
        yield
        transaction.set_rollback(True)
