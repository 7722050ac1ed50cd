"""One process that starts the server and a worker, keeps the worker running, and stops both."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep
from types import FrameType

import click

from gongkai.cli.plain.status import Failure, Status

START_WITHIN = 60.0  # seconds until the site must answer
SILENT = 2.0  # what takes longer is told
STOP_WITHIN = 15.0  # seconds after which a child that does not end is killed
STEADY = 60.0  # seconds after which a child counts as running well
LONGEST_PAUSE = 60.0
TICK = 0.2
_PR_SET_PDEATHSIG = 1


class Stopped(Exception):  # noqa: N818  named for what happened
    """Somebody asked the site to stop."""


@dataclass
class Child:
    """A process of ours. Ended by itself, it is started again after a pause that doubles each time."""

    name: str
    command: Sequence[str]
    descriptors: Sequence[int] = ()
    failures: int = 0
    started: float = 0.0
    due: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        self.started = monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            pass_fds=self.descriptors,
            stdin=subprocess.DEVNULL,
            process_group=0,  # an interrupt from the keyboard reaches us alone; we stop them in order
            preexec_fn=_die_with(os.getpid()),
        )

    def tend(self) -> None:
        """Notice that it ended; start it again when its pause is over."""
        if self.process is not None and self.process.poll() is not None:
            status, self.process = self.process.returncode, None
            self.failures = 1 if monotonic() - self.started > STEADY else self.failures + 1
            pause = min(2.0 ** (self.failures - 1), LONGEST_PAUSE)
            self.due = monotonic() + pause
            click.echo(f"{self.name}意外退出（{status}），{pause:.0f} 秒后重新启动", err=True)
        if self.process is None and monotonic() >= self.due:
            self.start()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _die_with(parent: int) -> Callable[[], None] | None:
    """On Linux a child is told to end when we are killed without a chance to tell it."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # killed in between
            os._exit(1)

    return ask


def run(
    listening: socket.socket, *, workers: int, threads: int, host_header: str, announce: Callable[[], None]
) -> None:
    """Serve until told to stop. Raises Failure where the site does not come up."""
    server = Child(
        "网站",
        [
            *(sys.executable, "-m", "gunicorn", "gongkai.site.wsgi:application"),
            *("--bind", f"fd://{listening.fileno()}", "--worker-class", "gthread"),
            *("--workers", str(workers), "--threads", str(threads)),
            *("--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"),
        ],
        descriptors=[listening.fileno()],
    )
    worker = Child("后台进程", [sys.executable, "-m", "django", "worker", "--no-reload"])
    children = (server, worker)
    heard = [signal.SIGTERM, signal.SIGINT]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # ignored under nohup
        heard.append(signal.SIGHUP)
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        # make, a terminal and a service manager may each send a signal of their own: the first one counts.
        nonlocal asked
        if not asked:
            asked = True
            raise Stopped

    try:
        for number in heard:
            signal.signal(number, stop)
        for child in children:
            child.start()
        _await_answer(server, listening, host_header)
        announce()
        while True:
            sleep(TICK)
            for child in children:
                child.tend()
    except Stopped:
        pass
    finally:
        asked = True
        until = monotonic() + STOP_WITHIN
        for child in children:
            child.stop()
        for child in children:
            child.wait(until)


def _await_answer(server: Child, listening: socket.socket, host_header: str) -> None:
    until = monotonic() + START_WITHIN
    silent = monotonic() + SILENT
    while not _answers(listening, host_header):
        if server.process is None or server.process.poll() is not None:
            raise Failure(Status.ENVIRONMENT, "网站没有启动起来，原因见上面的输出；请改正后重来")
        if monotonic() > until:
            raise Failure(
                Status.ENVIRONMENT,
                f"网站 {START_WITHIN:.0f} 秒内没有应答 /healthz；请看上面的输出，改正后重来",
            )
        if monotonic() > silent:
            click.echo("网站正在启动……")
            silent = until
        sleep(TICK)


def _answers(listening: socket.socket, host_header: str) -> bool:
    """Whether /healthz says that pages can be served."""
    host, port = listening.getsockname()[:2]
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    asking = http.client.HTTPConnection(local, port, timeout=SILENT)
    try:
        asking.request("GET", "/healthz", headers={"Host": host_header})
        return asking.getresponse().status == 200
    except OSError:
        return False
    finally:
        asking.close()
