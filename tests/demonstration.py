"""The demonstration in the test database for the tests of one module, and gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.test import override_settings

from gongkai.demo.chance import SEED
from gongkai.demo.load import load


@contextmanager
def loaded(blocker, *, records: bool = False, seed: int = SEED) -> Iterator[None]:
    """Load it once for a module: each test inside still undoes what it did itself.

    The records behind the reports take seconds and are loaded only for who asks for them.
    """
    with blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True):
            load(records=records, seed=seed)
        yield
        transaction.set_rollback(True)
