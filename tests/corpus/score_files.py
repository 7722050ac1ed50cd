"""Scores the reader on made reports as files: `python tests/corpus/score_files.py --reports 20` prints a table per way.

`--ways html,docx` limits them; `--keep FOLDER` writes the files that were read wrong."""

import argparse
import logging
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.as_html import HTML
from corpus.as_office import by_chromium, by_libreoffice, docx, xlsx
from corpus.as_pdf import DRAWN
from corpus.as_print import SHEETS
from corpus.as_scan import scanned
from corpus.made import Made, make
from corpus.ruled import DAMAGES, Page, page
from corpus.score import Score, judge, print_scores
from corpus.structure import LOST, REPEATED
from corpus.veiled import VEILED
from gongkai.annual.read import NotAReport, read
from gongkai.annual.report import Report
from gongkai.papers.open import CannotOpen, from_bytes

DIRECT = {**HTML, **LOST, **REPEATED, **DRAWN, **VEILED, "docx": docx, "xlsx": xlsx, **SHEETS}
OFFICE = {  # way → (made as, suffix, target)
    "docx by LibreOffice": ("docx", "docx", "docx"),
    "odt by LibreOffice": ("docx", "docx", "odt"),
    "doc by LibreOffice": ("docx", "docx", "doc"),
    "rtf by LibreOffice": ("docx", "docx", "rtf"),
    "html by LibreOffice": ("docx", "docx", "html"),
    "pdf by LibreOffice": ("docx", "docx", "pdf"),
    "xls by LibreOffice": ("xlsx", "xlsx", "xls"),
    "ods by LibreOffice": ("xlsx", "xlsx", "ods"),
    "pdf of a sheet fitted": ("xlsx fitted", "xlsx", "pdf"),
    "pdf of a sheet cut": ("xlsx cut", "xlsx", "pdf"),
}
PRINTED = {"pdf by Chromium": "html", "pdf by Chromium cms": "html cms"}
CSS = "table{border-collapse:collapse}table[border] td{border:1px solid #000;font-size:11px}"
WAYS = (*DIRECT, *OFFICE, *PRINTED)
SCAN = "scan"  # some seconds a page: only when asked for


def made_pages(seed: int, count: int, way: str) -> Iterator[tuple[str, Made, Page, random.Random]]:
    """Name, truth, page and the chance of each report; every second one is damaged."""
    names = [name for name in DAMAGES if name != "none"]
    for number in range(count):
        damage = "none" if number % 2 == 0 else names[(number // 2) % len(names)]
        if damage == "merged_values" and way in REPEATED:
            damage = "none"  # a merged figure would be printed as several
        rng = random.Random(f"{seed}/{number}/{way}")
        made = make(rng)
        yield damage, made, page(made, rng, damage), rng


def files(seed: int, count: int, way: str) -> Iterator[tuple[str, Made, bytes | None]]:
    """Damage, truth and bytes of every report written in one way."""
    if way == SCAN:
        for number, (damage, made, data) in enumerate(files(seed, count, "pdf by LibreOffice")):
            yield damage, made, data and scanned(data, seed + number)
        return
    pages = list(made_pages(seed, count, way))
    if way in DIRECT:
        for damage, made, each, rng in pages:
            yield damage, made, DIRECT[way](each, rng)
        return
    if way in OFFICE:
        start, suffix, target = OFFICE[way]
        sources = [DIRECT[start](each, rng) for _, _, each, rng in pages]
        results = by_libreoffice(sources, suffix, target)
    else:
        results = by_chromium([DIRECT[PRINTED[way]](each, rng) for _, _, each, rng in pages], CSS)
    for (damage, made, _, _), data in zip(pages, results, strict=True):
        yield damage, made, data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=30, help="reports for each way")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # of libraries, about files that are damaged on purpose
    ways: dict[str, Score] = defaultdict(Score)
    damages: dict[str, Score] = defaultdict(Score)
    times: dict[str, list[float]] = defaultdict(list)
    for way in options.ways.split(","):
        for number, (damage, made, data) in enumerate(files(options.seed, options.reports, way)):
            if data is None:
                continue
            begun = perf_counter()
            report, why = _read(data)
            times[way].append(perf_counter() - begun)
            label = f"{way} {number} {damage}"
            score = Score()
            judge(made, report, score, label)
            if why:
                sys.stdout.write(f"REFUSED {label}: {why}\n")
            if options.keep and (score.silent or (damage == "none" and score.recall < 1)):
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / label.replace(" ", "_")).write_bytes(data)
            ways[f"{way}{'' if damage == 'none' else ' damaged'}"] += score
            damages[damage] += score
    wrong = print_scores({"way": ways, "damage": damages}, options.show)
    for way, each in times.items():
        sys.stdout.write(f"{way:28} {1000 * sum(each) / len(each):8.1f} ms a file\n")
    sys.exit(1 if wrong else 0)


def _read(data: bytes) -> tuple[Report | None, str]:
    try:
        return read(from_bytes(data, "报告")), ""
    except (NotAReport, CannotOpen) as problem:
        return None, str(problem)


if __name__ == "__main__":
    main()
