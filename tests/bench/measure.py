"""Timing: medians of many runs, alternating pairs, and the machine they were taken on."""

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured line: what, the median in seconds, the spread, the limit if the project sets one."""

    what: str
    seconds: float
    least: float
    most: float
    runs: int
    limit: float | None = None

    @property
    def met(self) -> bool:
        return self.limit is None or self.seconds <= self.limit


def timed(function: Callable[[], object], runs: int, per_run: int = 1) -> list[float]:
    """Seconds of one call, for each run; `per_run` calls are averaged where one is too short to time."""
    function()
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        for _ in range(per_run):
            function()
        taken.append((time.perf_counter() - begun) / per_run)
    return taken


def figure(what: str, taken: Sequence[float], limit: float | None = None) -> Figure:
    return Figure(what, statistics.median(taken), min(taken), max(taken), len(taken), limit)


def alternating(first: Sequence[str], second: Sequence[str], pairs: int) -> tuple[list[float], list[float]]:
    """Seconds of two commands as whole processes, in turn, so that a busy moment falls on both."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(pairs):
        for command, into in zip((first, second), taken, strict=True):
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            into.append(time.perf_counter() - begun)
    return taken


def machine() -> str:
    """The machine in one line: processor, cores, memory, system, Python."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.split(":", 1)[1].strip()
            for line in cpuinfo.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}, Python {platform.python_version()}"


def shown(seconds: float) -> str:
    """A time in the unit people read."""
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.1f} {unit}"
    return f"{seconds * 1e9:.0f} ns"
