"""What lies in the storage without a row, and what was never finished."""

import io
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from gongkai.base import jobs, scope
from gongkai.records.files import storage
from gongkai.records.files.jobs import sweep
from gongkai.records.models import Scan, StoredFile

pytestmark = pytest.mark.django_db

OLD = time.time() - 25 * 3600
ORPHAN = "ab/cd/abcd" + "0" * 60


@pytest.fixture
def put(folder):
    def put(name, *, old):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        if old:
            os.utime(path, (OLD, OLD))

    return put


def test_one_content_written_by_many_at_once_is_whole(lying, folder):
    content = bytes(range(256)) * 2000
    with ThreadPoolExecutor(8) as pool:
        hashes = set(pool.map(lambda _: storage.put(io.BytesIO(content)), range(24)))
    (sha256,) = hashes
    (place,) = lying()
    assert place == storage.place(sha256)
    assert (folder / place).read_bytes() == content


def test_a_storage_that_does_not_replace_keeps_one_copy(settings, folder, lying):
    """As some storages other than a folder do: a name that is taken becomes another one."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder},
        }
    }
    assert storage.put(io.BytesIO(b"x")) == storage.put(io.BytesIO(b"x"))
    assert len(lying()) == 1


def test_only_what_is_old_and_belongs_to_no_row_is_swept(put, keep, folder, lying):
    row = keep()
    kept = f"{row.sha256[:2]}/{row.sha256[2:4]}/{row.sha256}"
    os.utime(folder / kept, (OLD, OLD))
    put(ORPHAN, old=True)
    put("ab/cd/abcd" + "1" * 60, old=False)
    put("partial/tmp1", old=True)
    put("partial/tmp2", old=False)
    put("notes.txt", old=True)  # not ours
    assert jobs.enqueue(sweep).return_value == 2
    assert lying() == sorted([kept, "ab/cd/abcd" + "1" * 60, "partial/tmp2", "notes.txt"])


def test_an_orphan_that_is_handed_in_again_is_young_again(put, keep, folder, lying):
    row = keep()
    with scope.everywhere("test"):
        StoredFile.objects.all().delete()
    (place,) = lying()
    os.utime(folder / place, (OLD, OLD))
    keep()
    with scope.everywhere("test"):
        StoredFile.objects.all().delete()
    assert jobs.enqueue(sweep).return_value == 0
    assert lying() == [place]
    assert row.sha256 in place


def test_the_content_of_a_discarded_row_is_swept_where_it_was_left(keep, folder, lying):
    keep()
    with scope.everywhere("test"):
        StoredFile.objects.update(state=Scan.DISCARDED)
    os.utime(folder / lying()[0], (OLD, OLD))
    assert jobs.enqueue(sweep).return_value == 1
    assert lying() == []


def test_an_empty_storage_is_swept_without_complaint():
    assert jobs.enqueue(sweep).return_value == 0
