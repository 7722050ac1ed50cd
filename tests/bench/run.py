"""`make bench [PART=audit]`: measures, prints the table, writes docs/reference/performance.md.

Each part of the site is measured in a process of its own (`python tests/bench/PART.py`), on an installation that is
made for it and thrown away. Such a part prints one figure a line, as JSON.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import core
from measure import Figure, machine, shown

import gongkai

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "reference" / "performance.md"
PARTS = ("reading", "audit", "compiling", "request_list", "backup")


def measured(part: str) -> list[Figure]:
    """The figures of a part of the site."""
    told = subprocess.run(
        [sys.executable, HERE / f"{part}.py"], check=True, stdout=subprocess.PIPE, text=True
    )
    return [Figure(**json.loads(line)) for line in told.stdout.splitlines()]


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
    if part := os.environ.get("PART"):
        figures = measured(part)
        for item in figures:
            print(
                f"{item.what}: {shown(item.seconds)}"
                + ("" if item.met else f", over {shown(item.limit or 0)}")
            )
    else:
        figures = core.figures()
        grown = core.growth()
        figures += [figure for part in PARTS for figure in measured(part)]
        text = page(figures, grown)
        PAGE.write_text(text, encoding="utf-8")
        print(text)
    return 0 if all(item.met for item in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
