"""Asking clamd: a small server that speaks its protocol, and the daemon itself where it is installed."""

import hashlib
import io
import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time

import pytest

from gongkai.base import jobs, scope
from gongkai.base.refusal import Refused
from gongkai.records import files
from gongkai.records.files import clamd
from gongkai.records.files.jobs import scan
from gongkai.records.models import Event, Scan, StoredFile

HARMFUL = b"a harmless text that the test calls harmful\n"


class Daemon(socketserver.ThreadingTCPServer):
    """Speaks INSTREAM. `says`: the answer to anything; else by what it was sent."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, says=None):
        super().__init__(("127.0.0.1", 0), Talk)
        self.says = says
        self.heard = []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def address(self):
        return f"127.0.0.1:{self.server_address[1]}"


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        self.server.heard.append(content)
        says = self.server.says
        if says is None:
            says = b"stream: Test.Harmful FOUND\0" if HARMFUL in content else b"stream: OK\0"
        self.wfile.write(says)


@pytest.fixture
def daemon():
    servers = []

    def start(says=None):
        servers.append(Daemon(says))
        return servers[-1]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 200_000])
def test_the_daemon_hears_the_whole_content(daemon, size):
    server = daemon()
    file = io.BytesIO(b"y" * size)
    assert clamd.is_infected(file, server.address) is False
    assert server.heard == [b"y" * size]
    assert file.tell() == 0


def test_what_it_finds_is_infected(daemon):
    assert clamd.is_infected(io.BytesIO(b"x" + HARMFUL), daemon().address) is True


@pytest.mark.parametrize(
    "says",
    [
        b"",
        b"\xff\xfe\x00",
        b"stream: OK and more\0",
        b"FOUND\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"y" * 100_000,
    ],
)
def test_any_other_answer_is_none(daemon, says):
    with pytest.raises(clamd.Away):
        clamd.is_infected(io.BytesIO(b"x"), daemon(says).address)


def test_a_daemon_that_keeps_silent_is_away(monkeypatch):
    monkeypatch.setattr(clamd, "ANSWER", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        began = time.monotonic()
        with pytest.raises(clamd.Away, match="timed out"):
            clamd.is_infected(io.BytesIO(b"x"), f"127.0.0.1:{server.getsockname()[1]}")
        assert time.monotonic() - began < 30


def test_a_daemon_that_trickles_is_away_too(monkeypatch):
    monkeypatch.setattr(clamd, "ANSWER", 0.3)

    class Trickle(socketserver.BaseRequestHandler):
        def handle(self):
            try:
                while True:
                    self.request.sendall(b"s")
                    time.sleep(0.02)
            except OSError:
                pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Trickle) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        with pytest.raises(clamd.Away, match=r"in time|timed out"):
            clamd.is_infected(io.BytesIO(b"x"), f"127.0.0.1:{server.server_address[1]}")
        server.shutdown()


def test_nobody_there_is_away(tmp_path):
    for address in ("127.0.0.1:1", f"unix:{tmp_path}/none.ctl"):
        with pytest.raises(clamd.Away):
            clamd.is_infected(io.BytesIO(b"x"), address)


@pytest.fixture
def quarantined(db, settings, keep):
    """Files that were handed in while the daemon was away."""
    settings.CLAMD = "127.0.0.1:1"
    return keep(b"a clean text"), keep(HARMFUL)


def states(*rows):
    with scope.everywhere("test"):
        return [StoredFile.objects.get(pk=row.pk).state for row in rows]


@pytest.mark.django_db
def test_while_the_daemon_is_away_files_wait_in_quarantine(quarantined, organ, clerk):
    for row in quarantined:
        assert row.state == Scan.QUARANTINED
        assert "隔离待查" in files.attachable(row, organ)
        with pytest.raises(Refused, match="隔离待查"):
            files.content(row, by=clerk)
    assert jobs.enqueue(scan).return_value == 0
    assert states(*quarantined) == [Scan.QUARANTINED] * 2


@pytest.mark.django_db(transaction=True)
def test_when_it_is_back_the_clean_is_opened_and_the_harmful_thrown_away(
    quarantined, daemon, settings, lying, organ
):
    settings.CLAMD = daemon().address
    assert jobs.enqueue(scan).return_value == 2
    clean, harmful = quarantined
    assert states(clean, harmful) == [Scan.CLEAN, Scan.DISCARDED]
    assert lying() == [f"{clean.sha256[:2]}/{clean.sha256[2:4]}/{clean.sha256}"]
    with scope.organ(organ):
        assert files.attachable(StoredFile.objects.get(pk=clean.pk), organ) is None
        assert list(files.verify()) == []  # what was thrown away is not missed
        told = Event.objects.filter(action="files.scan").order_by("seq")
        assert sorted(event.data["state"] for event in told) == ["clean", "discarded"]
    assert jobs.enqueue(scan).return_value == 0


@pytest.mark.django_db
def test_an_infected_upload_is_refused_and_leaves_its_fact_alone(daemon, settings, keep, lying, organ):
    settings.CLAMD = daemon().address
    with pytest.raises(Refused, match="病毒"):
        keep(HARMFUL, "张三.txt")
    assert lying() == []
    with scope.organ(organ):
        assert not StoredFile.objects.exists()
        (event,) = Event.objects.filter(action__startswith="files.")
        assert (event.action, event.data) == ("files.refuse-infected", {})


@pytest.mark.django_db
def test_what_was_open_before_it_was_found_out_is_locked_not_lost(daemon, settings, keep, lying, clerk):
    row = keep(HARMFUL)
    assert row.state == Scan.UNSCANNED
    settings.CLAMD = daemon().address
    assert jobs.enqueue(scan).return_value == 1
    assert states(row) == [Scan.LOCKED]
    assert len(lying()) == 1
    with pytest.raises(Refused, match="锁定"):
        files.content(row, by=clerk)


@pytest.mark.django_db
def test_a_clean_upload_is_open_at_once(daemon, settings, keep, organ):
    settings.CLAMD = daemon().address
    row = keep()
    assert (row.state, files.attachable(row, organ)) == (Scan.CLEAN, None)
    assert row.scanned_at is not None


installed = pytest.mark.skipif(
    shutil.which("clamd") is None, reason="没有 clamd；请运行：apt install clamav-daemon"
)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The daemon itself, with a signature of our own and no network."""
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "test.hsb").write_text(
        f"{hashlib.sha256(HARMFUL).hexdigest()}:{len(HARMFUL)}:Test.Harmful\n"
    )
    (folder / "clamd.conf").write_text(
        f"DatabaseDirectory {folder}/db\nLocalSocket {folder}/ctl\nForeground yes\nStreamMaxLength 1M\n"
    )
    process = subprocess.Popen(
        ["clamd", "--config-file", str(folder / "clamd.conf")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        for _attempt in range(200):
            if (folder / "ctl").exists() or process.poll() is not None:
                break
            time.sleep(0.05)
        assert process.poll() is None, process.stdout.read()
        yield f"unix:{folder}/ctl"
    finally:
        process.terminate()
        process.communicate(timeout=10)


@installed
@pytest.mark.clamd
def test_the_real_daemon(real):
    assert clamd.is_infected(io.BytesIO(b"a clean text"), real) is False
    assert clamd.is_infected(io.BytesIO(HARMFUL), real) is True
    with pytest.raises(clamd.Away):  # more than it takes
        clamd.is_infected(io.BytesIO(b"x" * 3_000_000), real)
    assert clamd.is_infected(io.BytesIO(b"still there"), real) is False


@installed
@pytest.mark.clamd
@pytest.mark.django_db
def test_an_upload_asked_about_at_the_real_daemon(real, settings, keep):
    settings.CLAMD = real
    assert keep().state == Scan.CLEAN
    with pytest.raises(Refused, match="病毒"):
        keep(HARMFUL)
