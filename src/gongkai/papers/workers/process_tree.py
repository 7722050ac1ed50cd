"""Ending a process with everything it has started, also what left its process group."""

import contextlib
import os
import signal
from pathlib import Path

_PROC = Path("/proc")


def end_tree(pid: int) -> None:
    """Kill a process, its group and its descendants. What is gone already is passed over."""
    if pid != os.getpid():
        _send(pid, signal.SIGSTOP)  # so that it starts nothing more meanwhile
    end_below(pid)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
    _send(pid, signal.SIGKILL)


def end_below(pid: int) -> None:
    """Kill the descendants of a process."""
    for child in descendants(pid):
        _send(child, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """The children of a process and theirs, as far as the system tells (Linux); children first."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            # The name in brackets may hold anything: the fields begin after its last bracket.
            parent = int(entry.read_text(errors="replace").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.parent.name))
    found: list[int] = []
    ahead = [pid]
    while ahead:
        below = children.get(ahead.pop(), [])
        found += below
        ahead += below
    return found


def _send(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)
