"""Tasks for the tests of workers: each does one thing that a file may make a reader do."""

import ctypes
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from gongkai.papers.workers.frames import Bounds


def do(task: tuple[str, object]) -> Iterator[object]:
    what, value = task
    match what:
        case "say":
            yield value
        case "process":
            yield os.getpid()
        case "sleep":
            yield "before"
            time.sleep(float(str(value)))
            yield "after"
        case "spin":
            re.match(r"(a+)+$", "a" * 60 + "b")
        case "grow":
            bytearray(int(str(value)))
            yield "grown"
        case "swell":
            do.kept = b"x" * int(str(value))  # type: ignore[attr-defined]
            yield "swollen"
        case "crash":
            ctypes.string_at(0)
        case "leave":
            os._exit(0)
        case "fault":
            raise ValueError(value)
        case "print":
            print("a library talks", flush=True)  # noqa: T201
            os.write(1, b"and so does its C code")
            yield sys.stdin.read()
        case "write":
            try:
                Path("large").write_bytes(b"x" * int(str(value)))
            except OSError as problem:
                yield problem.errno
        case "child":
            # As LibreOffice is started: in a session of its own, out of reach of signals to the group.
            child = subprocess.Popen(["sleep", "60"], start_new_session=True)
            yield child.pid
            time.sleep(60)
        case "wait":
            yield Bounds(seconds=30, memory=1 << 30, written=1 << 20)
            time.sleep(float(str(value)))
            yield "waited"
        case "many":
            yield from (("x" * 100_000, number) for number in range(int(str(value))))
        case "surroundings":
            yield sorted(os.environ)
        case "foreign":
            yield subprocess.Popen
