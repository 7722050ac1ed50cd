"""`make bench`: measures core and commands, prints the table, writes docs/reference/performance.md."""

import resource
import sys
from datetime import date
from pathlib import Path

from measure import Figure, alternating, figure, machine, shown, timed

import gongkai
from gongkai.annual.check import check
from gongkai.annual.contract import dumps
from gongkai.cli.plain.files import load
from gongkai.law.clock import reply_deadline

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((Path(gongkai.__file__).parent / "demo" / "samples").glob("*.txt"))
COMMAND = Path(sys.executable).parent / "gongkai"
PAGE = ROOT / "docs" / "reference" / "performance.md"


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


def page(figures: list[Figure], grown: list[str]) -> str:
    lines = [
        "# Performance",
        "",
        "Measured by `make bench` (generated; run it on a quiet machine). Medians;",
        "commands as whole processes in alternating pairs.",
        "",
        f"Machine: {machine()}. Gongkai {gongkai.__version__}.",
        "",
        "| what | median | least–most | runs | limit | met |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for item in figures:
        limit = shown(item.limit) if item.limit is not None else "–"
        verdict = "–" if item.limit is None else "yes" if item.met else "NO"
        spread = f"{shown(item.least)} – {shown(item.most)}"
        lines.append(
            f"| {item.what} | {shown(item.seconds)} | {spread} | {item.runs} | {limit} | {verdict} |"
        )
    lines += [
        "",
        "## Growth and memory",
        "",
        "| what | whole | each | peak memory of the process |",
        "|---|---:|---:|---:|",
        *grown,
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    figures = core() + processes()
    text = page(figures, growth())
    PAGE.write_text(text, encoding="utf-8")
    print(text)
    return 0 if all(item.met for item in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
