"""What a view lets through ends in words, with nothing saved and nothing personal in the log."""

import errno
import logging

import pytest
from django.db import DatabaseError, IntegrityError, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

import pages
from gongkai.base.failures import Failures
from gongkai.base.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_disk(tmp_path):
    """The error of a real database file that may not grow any more."""
    described = connections["default"].settings_dict | {"NAME": str(tmp_path / "full.sqlite3"), "OPTIONS": {}}
    database = DatabaseWrapper(described)
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (text)")
        cursor.execute("PRAGMA max_page_count = 3")
        with pytest.raises(DatabaseError) as caught:
            cursor.execute("INSERT INTO kept VALUES (%s)", ["王小明" * 10_000])
    database.close()
    return caught.value


def answer(rf, problem):
    return Failures(lambda request: None).process_exception(rf.post("/desk/"), problem)


def told(rf, problem, status):
    response = answer(rf, problem)
    assert response.status_code == status
    return pages.Page("/desk/", response).main.text


def test_a_full_disk_is_said_and_nothing_was_saved(rf, full_disk, caplog):
    with caplog.at_level(logging.ERROR):
        words = told(rf, full_disk, 503)
    assert "服务器的磁盘满了，这一次没有保存" in words
    assert "磁盘满了" in caplog.text
    assert "王小明" not in caplog.text


def test_a_full_disk_while_a_file_is_written_is_said_too(rf):
    assert "磁盘满了" in told(rf, OSError(errno.ENOSPC, "No space left on device"), 503)


def test_what_an_action_refuses_is_shown_in_its_own_words(rf):
    words = told(rf, Refused("这件申请刚被别人改过；请重新打开再办。"), 409)
    assert "这件申请刚被别人改过" in words
    assert "没有保存" in words


@pytest.mark.parametrize(
    "problem", [IntegrityError("UNIQUE constraint failed"), ZeroDivisionError(), OSError(2, "x")]
)
def test_a_fault_of_the_program_stays_one(rf, problem):
    assert answer(rf, problem) is None
