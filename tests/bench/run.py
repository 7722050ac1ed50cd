"""`make bench [PART=audit]`: measures, prints the tables, writes docs/reference/performance.md (of a part alone its
section).

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


# Part → its heading on the page. "core" is measured in this process.
PARTS = {
    "core": "The core and its commands",
    "reading": "Reading and writing files",
    "audit": "The log",
    "compiling": "Compiling",
    "request_list": "The list of requests",
    "backup": "Backup",
}
TABLE = ["| what | median | least–most | runs | limit | met |", "|---|---:|---:|---:|---:|---|"]


def measured(part: str) -> list[Figure]:
    """The figures of a part."""
    if part == "core":
        return core.figures()
    told = subprocess.run(
        [sys.executable, HERE / f"{part}.py"], check=True, stdout=subprocess.PIPE, text=True
    )
    return [Figure(**json.loads(line)) for line in told.stdout.splitlines()]


def row(item: Figure) -> str:
    limit = shown(item.limit) if item.limit is not None else "–"
    verdict = "–" if item.limit is None else "yes" if item.met else "NO"
    spread = f"{shown(item.least)} – {shown(item.most)}"
    return f"| {item.what} | {shown(item.seconds)} | {spread} | {item.runs} | {limit} | {verdict} |"


def section(part: str, figures: list[Figure]) -> str:
    lines = [f"## {PARTS[part]}", "", *TABLE, *map(row, figures)]
    if part == "core":
        lines += [
            "",
            "| what | whole | each | peak memory of the process |",
            "|---|---:|---:|---:|",
            *core.growth(),
        ]
    return "\n".join(lines)


def page(sections: dict[str, str]) -> str:
    head = (
        "# Performance\n\nMeasured by `make bench` (generated; run it on a quiet machine). Medians; reading: means;\n"
        f"commands as whole processes in alternating pairs.\n\nMachine: {machine()}. Gongkai {gongkai.__version__}."
    )
    return "\n\n".join([head, *(sections[part] for part in PARTS if part in sections)]) + "\n"


def known() -> dict[str, str]:
    """The sections of the page as it is."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    found = {}
    for each in text.split("\n\n## ")[1:]:
        heading = each.partition("\n")[0]
        found |= {part: f"## {each.strip()}" for part, title in PARTS.items() if title == heading}
    return found


def main() -> int:
    parts = [os.environ["PART"]] if os.environ.get("PART") else list(PARTS)
    sections = known()
    figures: list[Figure] = []
    for part in parts:
        found = measured(part)
        sections[part] = section(part, found)
        figures += found
        print(sections[part], end="\n\n", flush=True)
    PAGE.write_text(page(sections), encoding="utf-8")
    return 0 if all(item.met for item in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
