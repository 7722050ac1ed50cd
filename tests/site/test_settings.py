"""The profiles: what protects people is set, and real service refuses to start without it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

PRODUCTION = {
    "GONGKAI_SETTINGS": "production",
    "DJANGO_SETTINGS_MODULE": "gongkai.site.settings.production",
    "GONGKAI_SECRET_KEY": "0123456789abcdef" * 4,
    "GONGKAI_ALLOWED_HOSTS": "xxgk.example.gov.cn",
}


def manage(folder: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """A command of Django in a process of its own, with these settings alone."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")}
    return subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        env=kept | {"GONGKAI_DATA": str(folder), "PYTHONIOENCODING": "utf-8"} | given,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_every_page_carries_the_protecting_headers() -> None:
    sent = Client().get("/robots.txt").headers
    assert sorted(sent["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
    ]
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["X-Frame-Options"] == "DENY"
    assert sent["Referrer-Policy"] == "same-origin"
    assert "camera=()" in sent["Permissions-Policy"]


def test_what_was_acknowledged_is_on_disk() -> None:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        options = settings.DATABASES["default"]["OPTIONS"]
        assert "synchronous=FULL" in options["init_command"]
        assert "journal_mode=WAL" in options["init_command"]
        assert options["transaction_mode"] == "IMMEDIATE"


def test_real_service_passes_the_deployment_check(tmp_path: Path) -> None:
    """A process of its own, about a second: settings can be loaded only once in one."""
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["GONGKAI_SECRET_KEY", "GONGKAI_ALLOWED_HOSTS"])
def test_real_service_makes_nothing_up(tmp_path: Path, name: str) -> None:
    """In a process of its own, as above."""
    done = manage(tmp_path, "check", **{key: value for key, value in PRODUCTION.items() if key != name})
    assert done.returncode != 0
    assert name in done.stderr


def test_every_profile_speaks_chinese_in_beijing_time() -> None:
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE, settings.USE_TZ) == ("zh-hans", "Asia/Shanghai", True)
    assert json.dumps(settings.CONTENT_SECURITY_POLICY).count("unsafe") == 0


ASKED = "from django.conf import settings as s; print(s.SECOND_FACTOR_REQUIRED, s.PASSWORD_DAYS)"


@pytest.mark.parametrize(
    ("given", "asks"),
    [
        ({}, "True 90"),
        ({"GONGKAI_SECOND_FACTOR": "0", "GONGKAI_PASSWORD_DAYS": "0"}, "False 0"),
        ({"GONGKAI_PASSWORD_DAYS": "30"}, "True 30"),
    ],
)
def test_real_service_asks_more_of_who_signs_in_unless_told_otherwise(
    tmp_path: Path, given: dict[str, str], asks: str
) -> None:
    """In a process of its own, as above."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")}
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        env=kept | {"GONGKAI_DATA": str(tmp_path)} | PRODUCTION | given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == asks, done.stderr
