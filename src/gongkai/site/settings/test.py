"""Tests: nothing of the machine's own data is touched, jobs run at once."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from gongkai.site.settings.base import *  # noqa: F403
from gongkai.site.settings.base import DATABASES, ENVIRONMENT, MIDDLEWARE, STORAGES

PROFILE = "test"
DEMO = True
SECRET_KEY = "for-tests-only-" + "0123456789" * 5
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# A folder of this process alone: another user's tests may run on the same machine.
DATA = Path(tempfile.mkdtemp(prefix="gongkai-tests-"))


def _gone(maker: int = os.getpid()) -> None:
    """Remove the folder with the process that made it, not with a child of it."""
    if os.getpid() == maker:
        shutil.rmtree(DATA, ignore_errors=True)


atexit.register(_gone)
KEYS = DATA / "keys"
STATIC_ROOT = DATA / "static"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Nothing is collected: Django finds static files where they are written.
MIDDLEWARE = [each for each in MIDDLEWARE if not each.startswith("whitenoise.")]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SECOND_FACTOR_REQUIRED = False
PASSWORD_DAYS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not ENVIRONMENT.database_url:
    DATABASES["default"]["NAME"] = ":memory:"
