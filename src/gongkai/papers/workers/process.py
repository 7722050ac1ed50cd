"""One worker process as the program above sees it: its pipes, the task it has, its clock."""

import os
import signal
import subprocess
import sys
import sysconfig
import time
from enum import Enum
from pathlib import Path
from typing import Any

import gongkai
from gongkai.papers.workers.frames import Bounds, Word, framed, unframed
from gongkai.papers.workers.process_tree import end_tree

CHUNK = 1 << 18  # bytes passed at a time
_START = 60.0  # seconds until a new worker must be ready, on however busy a machine
# A worker needs no more of the surroundings: no address, no password, no key.
_KEPT = (
    *("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH"),
    *("PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"),
)


class WorkersFailed(RuntimeError):  # noqa: N818 - reads as what it says
    """Workers cannot be started at all; the message is one Chinese sentence."""


class Loss(Enum):
    """Why a task was not finished."""

    TIME = "time"
    MEMORY = "memory"
    ENDED = "ended"  # the process ended of itself


class WorkerProcess:
    """One process, its pipes, the task it has."""

    def __init__(self, command: tuple[str, str], folder: Path) -> None:
        function, at_rest = command
        held, self._lifeline = os.pipe()  # closed by the system when this program ends, however it ends
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, by the interpreter that runs us
                [sys.executable, "-P", "-m", "gongkai.papers.workers.worker", function, str(held), at_rest],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if "GONGKAI_DEBUG" in os.environ else subprocess.DEVNULL,
                pass_fds=(held,),
                start_new_session=True,
                cwd=folder,
                env=_surroundings(folder),
            )
        except OSError as problem:
            os.close(self._lifeline)
            raise WorkersFailed(
                f"读取文件的进程启动不了（{type(problem).__name__}），请检查内存是否够用"
            ) from problem
        finally:
            os.close(held)
        assert self._process.stdin is not None  # noqa: S101 - piped above
        assert self._process.stdout is not None  # noqa: S101
        self.input, self.output = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self.input, False)
        self.outgoing = b""
        self._incoming = bytearray()
        self.ready = False
        self.tag: int | None = None
        self.task: object = None
        self.bounds = Bounds(0, 0, 0)
        self.deadline = time.monotonic() + _START

    def take(self, tag: int, task: object, bounds: Bounds) -> None:
        self.tag, self.task, self.bounds = tag, task, bounds
        self.outgoing = framed((task, bounds))
        self.goes_on()

    def goes_on(self) -> None:
        """Something was heard: the clock starts anew."""
        if self.ready:
            self.deadline = time.monotonic() + self.bounds.seconds

    def write(self) -> None:
        try:
            self.outgoing = self.outgoing[os.write(self.input, self.outgoing[:CHUNK]) :]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self.outgoing = b""  # it has ended, as reading will show

    def frames(self, data: bytes) -> list[tuple[Word, Any]]:
        self._incoming += data
        return unframed(self._incoming)

    def loss(self) -> Loss:
        """Why a process ended of itself. The system ends one that spent its processor time."""
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return Loss.ENDED
        return Loss.TIME if status == -signal.SIGXCPU else Loss.ENDED

    def end(self) -> None:
        if self._process.poll() is None:
            end_tree(self._process.pid)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        os.close(self._lifeline)


def _surroundings(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    found = str(Path(gongkai.__file__).parent.parent)
    package = "" if found in sysconfig.get_paths().values() else found  # installed: found anyway
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    kept |= {"PYTHONPATH": path} if path else {}
    return kept | {"TMPDIR": str(folder), "MALLOC_ARENA_MAX": "2"}
