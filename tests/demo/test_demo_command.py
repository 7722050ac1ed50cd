"""`gongkai demo --verify` as a process, on either database: what is stated, and nothing of one's own touched."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg

GONGKAI = Path(sys.executable).parent / "gongkai"
DATABASE = os.environ.get("DATABASE_URL", "")


def run(*arguments: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    plain = {"GONGKAI_DATA": str(data), "GONGKAI_SETTINGS": "dev", "GONGKAI_DEMO": "0", **more}
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "DATABASE_URL") if name in os.environ}
    return subprocess.run(
        [GONGKAI, "demo", *arguments], env=keep | plain, capture_output=True, text=True, check=False
    )


def databases() -> list[str]:
    """The databases of the server, none where there is no server."""
    if not DATABASE:
        return []
    with psycopg.connect(DATABASE) as server:
        return [name for (name,) in server.execute("SELECT datname FROM pg_database")]


def test_verify_replays_five_years_beside_ones_own_data_and_leaves_nothing(tmp_path: Path) -> None:
    """Takes some seconds: it is the whole command, with a database made, filled and thrown away."""
    before = databases()
    done = run("--verify", "--json", data=tmp_path / "mine")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["ok"] is True
    assert len(found["organs"]) == 10
    assert sum(each["equal"] for each in found["organs"]) == 24 + 176 + 176 + 53 + 19 + 22 + 22 + 20 + 17
    assert not (tmp_path / "mine").exists()
    assert databases() == before


def test_a_server_that_cannot_be_reached_is_told_in_words(tmp_path: Path) -> None:
    done = run("--verify", data=tmp_path, DATABASE_URL="postgres://nobody:wrong@127.0.0.1:1/none")
    assert done.returncode == 5
    assert "连不上数据库" in done.stderr
    assert "wrong" not in done.stderr


def test_json_goes_with_verify_alone(tmp_path: Path) -> None:
    done = run("--json", data=tmp_path)
    assert done.returncode == 2
    assert "--verify" in done.stderr


def test_a_seed_that_is_no_number_is_told_in_words(tmp_path: Path) -> None:
    done = run("--seed", "abc", data=tmp_path)
    assert done.returncode == 2
    assert "--seed 的值不对：要写一个整数；" in done.stderr
    assert "integer" not in done.stderr
