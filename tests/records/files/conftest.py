"""A folder of files of the test's own, and an officer of the organ."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.organs.roles import Role
from gongkai.records import files
from officers import officer
from own_organ import organ

__all__ = ["organ"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where the contents lie."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "gongkai.records.files.storage.DurableFolder",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }
    settings.UPLOAD_LIMIT = 2**20
    settings.CLAMD = ""
    return tmp_path / "files"


@pytest.fixture
def lying(folder):
    """What lies in the folder, by path."""
    return lambda: sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def hire(organ):
    """A person in a post of the organ."""
    return lambda name, role, at=organ: officer(at, role, name=name)


@pytest.fixture
def clerk(hire):
    return hire("经办甲", Role.CLERK)


@pytest.fixture
def keep(organ, clerk):
    """Hand in a file."""

    def keep(content=b"a text", name="a.txt", *, by=clerk, **more):
        return files.keep(SimpleUploadedFile(name, content), organ=organ, by=by, **more)

    return keep
