"""Scores the reader on made reports: `python tests/corpus/score.py --reports 300` prints a table per class."""

import argparse
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.converters import converted, keep
from corpus.damage import DAMAGES
from corpus.layouts import LAYOUTS
from corpus.made import Made, make
from corpus.writing import write
from gongkai.annual.read import NotAReport, read
from gongkai.annual.report import Report
from gongkai.papers.open import from_text


@dataclass
class Score:
    """Counts of cells: right, unread (named as such), missing, and wrong without a word."""

    counts: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Score") -> "Score":
        self.counts += other.counts
        self.silent += other.silent
        return self

    @property
    def recall(self) -> float:
        total = sum(self.counts[key] for key in ("right", "unread", "missing", "silent"))
        return self.counts["right"] / total if total else 1.0


def judge(made: Made, report: Report | None, score: Score, label: str) -> None:
    """Compare what was read with the truth."""
    if report is None:
        score.counts["missing"] += len(made.values)
        return
    doubted = {(each.table, each.row, each.column) for each in report.unread}
    for address in {*made.values, *report.cells}:
        known = address in report.cells
        if tuple(address) in doubted:
            outcome = "unread"
            if known and report.cells[address] is not None:
                outcome = "silent"
        elif not known:
            outcome = "missing"
        elif address in made.values and report.cells[address] == made.values[address]:
            outcome = "right"
        else:
            outcome = "silent"
        if outcome == "unread" and address not in made.values:
            continue
        score.counts[outcome] += 1
        if outcome == "silent":
            score.silent.append(
                f"{label} {'/'.join(address)}: {made.values.get(address, 'absent')} read {report.cells.get(address)}"
            )
    for name, got, want in (
        ("organ", report.organ, made.organ),
        ("year", report.year, made.year),
        ("edition", report.edition, made.edition),
    ):
        if got is not None and got != want:
            score.counts["silent"] += 1
            score.silent.append(f"{label} {name}: {want} read {got}")
        score.counts[f"{name} {'known' if got is not None else 'unknown'}"] += 1
    if {key: unit for key, unit in report.units.items() if tuple(key) not in doubted} != {
        key: unit for key, unit in made.units.items() if key in report.cells and tuple(key) not in doubted
    }:
        score.counts["silent"] += 1
        score.silent.append(f"{label} units {made.units} read {dict(report.units)}")


def sample(seed: int, layout: str, damage: str) -> tuple[Made, str]:
    """The made report of a seed and its text."""
    rng = random.Random(f"{seed}/{layout}/{damage}")
    made = make(rng)
    return made, write(made, layout, damage, rng)


def measure(seed: int, layout: str, damage: str, score: Score) -> None:
    made, text = sample(seed, layout, damage)
    try:
        report = read(from_text(text))
    except NotAReport:
        report = None
    judge(made, report, score, f"seed {seed} {layout} {damage}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100, help="reports for each layout")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--converters", type=Path, metavar="FOLDER", help="real converters; texts kept there")
    parser.add_argument("--show", type=int, default=10, help="silent errors to print")
    options = parser.parse_args()
    layouts: dict[str, Score] = defaultdict(Score)
    damages: dict[str, Score] = defaultdict(Score)
    if options.converters:
        _real(options.seed, options.converters)
        return
    names = sorted(DAMAGES)
    for layout in LAYOUTS:
        for number in range(options.reports):
            plain = number % 2 == 0
            damage = "none" if plain else names[(number // 2) % len(names)]
            score = Score()
            measure(options.seed + number, layout, damage, score)
            for table, key in ((layouts, layout), (damages, damage)):
                if table is layouts and not plain:
                    key = f"{layout} damaged"
                table[key] += score
    sys.exit(1 if print_scores({"layout": layouts, "damage": damages}, options.show) else 0)


def _real(seed: int, folder: Path) -> None:
    ways: dict[str, Score] = defaultdict(Score)
    for name, text, made in converted(seed):
        way, _, blanks = name.rsplit("-", 2)
        if not text.strip():
            continue
        keep(name, text, made, folder)
        try:
            report = read(from_text(text))
        except NotAReport:
            report = None
        score = ways[f"{way} {float(blanks):.0%}"]
        judge(made, _without(report, made), score, name)
    sys.exit(1 if print_scores({"converter and blanks": ways}, 10) else 0)


def _without(report: Report | None, made: Made) -> Report | None:
    """The report without the rows that the truth leaves out."""
    if report is None:
        return None
    return replace(
        report,
        cells={address: value for address, value in report.cells.items() if address in made.values},
        units={},
    )


def print_scores(tables: dict[str, dict[str, Score]], show: int) -> bool:
    out = sys.stdout.write
    for title, table in tables.items():
        out(f"{title:28} {'right':>8} {'unread':>8} {'missing':>8} {'SILENT':>7} {'recall':>8}\n")
        for name, score in sorted(table.items()):
            counts = score.counts
            out(
                f"{name:28} {counts['right']:8} {counts['unread']:8} {counts['missing']:8} "
                f"{counts['silent']:7} {score.recall:8.1%}\n"
            )
    wrong = [line for score in next(iter(tables.values())).values() for line in score.silent]
    for line in wrong[:show]:
        out(f"SILENT {line}\n")
    return bool(wrong)


if __name__ == "__main__":
    main()
