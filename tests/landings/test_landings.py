"""A database of each landing so far, brought to today's tables: every row is found again, word for word.

A landing's file holds the last migration of each app and the rows, as that landing's own program wrote them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import databases

pytestmark = pytest.mark.web
SCRIPT = Path(__file__).with_name("upgrade.py")
FILES = sorted(SCRIPT.parent.glob("landing-*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_of_a_landing_is_found_after_the_upgrade(
    django_db_setup, django_db_blocker, tmp_path, file
):
    with django_db_blocker.unblock(), databases.beside("gongkai_landing", tmp_path) as url:
        told = os.environ | {
            "DJANGO_SETTINGS_MODULE": "gongkai.site.settings.dev",
            "GONGKAI_DATA": str(tmp_path),
            "DATABASE_URL": url,
        }
        done = subprocess.run(
            [sys.executable, SCRIPT, file], env=told, capture_output=True, text=True, check=False
        )
    rows = len(json.loads(file.read_text(encoding="utf-8"))["rows"])
    assert (done.stdout, done.returncode) == (f"{rows} rows, 0 lost\n", 0), done.stderr


def test_there_is_a_file_for_each_landing():
    assert [file.stem for file in FILES] == [f"landing-{number}" for number in range(1, len(FILES) + 1)]
    assert FILES
