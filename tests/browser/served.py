"""The site as a real process with its background worker, its own data and one organ: no demonstration.

A test that watches a job needs a worker beside the site; a database of the test itself cannot be shared with one.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
PASSWORD = "Dui-de-mima-1949"  # noqa: S105
TESTS = Path(__file__).parents[1]
# Who is there: one organ with one officer of its disclosure office. Run as a program of its own.
_FOUND = """
import django
django.setup()
from gongkai.cli import prepare
prepare.tables()
prepare.keys()
from gongkai.accounts.models import User
from gongkai.base.clock import now
from gongkai.organs.roles import Role
from officers import bureau, officer
user = officer(bureau(), Role.OFFICE, name="公开办乙")
user.username = "office"
user.set_password({password!r})
user.password_changed_at = now()
user.save()
"""


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of the site; its officer is `office`."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR")}
    environment = kept | {
        "GONGKAI_DATA": str(data / "site"),
        "GONGKAI_DEMO": "0",
        "GONGKAI_SETTINGS": "dev",
        "GONGKAI_SECOND_FACTOR": "0",
        "GONGKAI_PASSWORD_DAYS": "0",
        "PYTHONPATH": str(TESTS),
        "PORT": str(port),
        "HOME": str(data),
        "LC_ALL": "C.UTF-8",
        "DJANGO_SETTINGS_MODULE": "gongkai.site.settings.dev",
    }
    subprocess.run(
        [sys.executable, "-c", _FOUND.format(password=PASSWORD)],
        env=environment,
        check=True,
        timeout=PATIENCE,
    )
    said = data / "said.txt"
    with said.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai.cli", "serve"],
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + PATIENCE
        while f":{port}/desk/" not in said.read_text(encoding="utf-8"):
            assert process.poll() is None and time.monotonic() < until, said.read_text(encoding="utf-8")  # noqa: PT018
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        assert "Traceback" not in said.read_text(encoding="utf-8"), said.read_text(encoding="utf-8")
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
