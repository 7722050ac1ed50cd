"""The site as a real process: it comes up, is minded, stops, and leaves nobody behind.

These tests start processes and take some seconds together; nothing less shows what they show.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

PATIENCE = 120  # seconds; other tests may keep all cores busy


@dataclass
class Site:
    """`gongkai serve` on a free port with a data folder of its own."""

    process: subprocess.Popen[str]
    port: int
    said: Path

    def get(self, path: str) -> tuple[int, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as asking:
            asking.request("GET", path)
            answer = asking.getresponse()
            return answer.status, answer.read().decode()

    def output(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def worker(self) -> psutil.Process | None:
        children = filter(alive, psutil.Process(self.process.pid).children())
        return next((child for child in children if "worker" in child.cmdline()), None)


def alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def environment(data: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "TMPDIR")}
    return kept | {"GONGKAI_DATA": str(data), "PORT": str(port), "LC_ALL": "C", "HOME": str(data / "no-home")}


def start(data: Path, log: Path) -> Site:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai.cli", "serve"],
            env=environment(data, port),
            stdout=file,
            stderr=subprocess.STDOUT,
            text=True,
        )
    site = Site(process, port, log)
    try:
        wait_for(lambda: f":{port}/desk/" in site.output() or process.poll() is not None)
        assert process.poll() is None, site.output()
    except BaseException:
        process.kill()
        raise
    return site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    found = start(tmp_path / "data", tmp_path / "log.txt")
    yield found
    if found.process.poll() is None:
        found.process.kill()
        found.process.wait()


def test_the_site_comes_up_is_minded_and_stops(site: Site, tmp_path: Path) -> None:
    said = site.output()
    assert "已装入演示数据" in said
    assert "密码" in said
    assert f"http://127.0.0.1:{site.port}/" in said
    assert site.get("/healthz")[0] == 200
    assert "余杭" in site.get("/organs/")[1]
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0

    second = subprocess.run(
        [sys.executable, "-m", "gongkai.cli", "serve"],
        env=environment(tmp_path / "other", site.port),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert second.returncode == 5
    assert len(second.stderr.strip().splitlines()) == 1
    assert f"端口 {site.port} 已被" in second.stderr

    worker = site.worker()
    assert worker is not None
    worker.kill()
    wait_for(lambda: (again := site.worker()) is not None and again.pid != worker.pid)
    assert "重新启动" in site.output()
    assert site.get("/healthz")[0] == 200

    family = psutil.Process(site.process.pid).children(recursive=True)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGTERM):  # as make and a terminal do, at once
        site.process.send_signal(each)
    assert site.process.wait(PATIENCE) == 0
    assert not any(map(alive, family))
    assert "Traceback" not in site.output()

    again = start(tmp_path / "data", tmp_path / "again.txt")
    try:
        assert "演示" not in again.output()
        assert "余杭" in again.get("/organs/")[1]
        family = psutil.Process(again.process.pid).children(recursive=True)
    finally:
        again.process.kill()  # without a chance to tell its children
        again.process.wait()
    if sys.platform == "linux":
        wait_for(lambda: not any(map(alive, family)))
