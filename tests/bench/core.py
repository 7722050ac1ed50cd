"""The pure core and its commands."""

import resource
import sys
from datetime import date
from pathlib import Path

from measure import Figure, alternating, figure, shown, timed

import gongkai
from gongkai.annual.check import check
from gongkai.annual.contract import dumps
from gongkai.cli.plain.files import load
from gongkai.law.clock import reply_deadline

SAMPLES = sorted((Path(gongkai.__file__).parent / "demo" / "samples").glob("*.txt"))
COMMAND = Path(sys.executable).parent / "gongkai"


def core() -> list[Figure]:
    reports = {path.stem: load(path) for path in SAMPLES}
    figures = [
        figure(f"check one report ({name})", timed(lambda report=report: check(report), 50, 20), 1e-3)
        for name, report in reports.items()
    ]
    figures.append(
        figure("one deadline", timed(lambda: reply_deadline(date(2022, 9, 30)).due, 50, 500), 50e-6)
    )
    figures += [
        figure(
            f"open and read {path.name} ({path.stat().st_size // 1024} KB)",
            timed(lambda path=path: load(path), 30),
            50e-3,
        )
        for path in SAMPLES
    ]
    figures.append(figure("write one report as JSON", timed(lambda: dumps(reports["yuhang-2020"]), 50, 10)))
    return figures


def processes() -> list[Figure]:
    text = str(next(path for path in SAMPLES if path.stem == "yinzhou-2019"))
    bare = [sys.executable, "-c", "pass"]
    help_taken, bare_taken = alternating([str(COMMAND), "--help"], bare, 15)
    read_taken, _ = alternating([str(COMMAND), "read", text, "--json"], bare, 15)
    return [
        figure("python that does nothing, as a process", bare_taken),
        figure("gongkai --help, as a process", help_taken, 0.2),
        figure("gongkai read one text, as a process", read_taken, 0.4),
    ]


def growth() -> list[str]:
    """How time and memory grow: one text after another, ten and a hundred reports."""
    rows = []
    for times in (2, 20):
        taken = timed(lambda times=times: [load(path) for path in SAMPLES * times], 3)
        reports = len(SAMPLES) * times
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(
            f"| {reports} reports read one after another | {shown(min(taken))} "
            f"| {shown(min(taken) / reports)} | {peak:.0f} MB |"
        )
    return rows


def figures() -> list[Figure]:
    return core() + processes()
