"""An installation made for a measurement and thrown away, on SQLite or on the server that DATABASE_URL names."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import django
from django.core.management import call_command
from measure import Figure


@contextmanager
def installation() -> Iterator[Path]:
    """Sets Django up with empty tables; gives the data folder. Models are imported inside."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "gongkai.site.settings.dev",
            "GONGKAI_DATA": folder,
            "GONGKAI_DEMO": "0",
            "GONGKAI_LOG_LEVEL": "ERROR",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        yield Path(folder)


def tell(figures: Iterable[Figure]) -> None:
    """One figure a line, for `run.py`."""
    for each in figures:
        print(json.dumps(asdict(each), ensure_ascii=False), flush=True)
