"""Files that hold more than one year or organ: every kind as a page, the truth cut to what the file itself proves.

`python tests/corpus/several.py --reports 20` prints a table per kind and per way of writing."""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.as_html import HTML
from corpus.as_office import docx, xlsx
from corpus.grids import Sheet
from corpus.layouts import LAYOUTS
from corpus.made import Made, make
from corpus.organs_together import (
    first_without_tables,
    headed,
    neighbours,
    others_named,
    two_organs,
    two_years,
)
from corpus.ruled import Page, ruled, spread
from corpus.score import Score, judge, print_scores
from corpus.several_parts import TABLES, Block, Kind, body, page_of
from corpus.years_beside import row_pairs, side, year_rows
from corpus.years_under import (
    again,
    appendix,
    captions,
    heading_of_last,
    only_last,
    row_lost,
    under,
    with_sample,
)
from gongkai.annual.form import Edition
from gongkai.annual.read import NotAReport, read
from gongkai.papers.open import from_bytes, from_text


def _plain(made: Made, rng: random.Random) -> Page:
    return page_of(made, body(made, rng, ruled(made, rng)))


def _captioned(made: Made, rng: random.Random) -> Page:
    """One set of tables, captioned as this year's."""
    blocks: dict[str, list[Block]] = {number: [("p", captions(made, rng)[0])] for number in TABLES}
    return page_of(made, body(made, rng, ruled(made, rng), blocks))


KINDS: dict[str, Kind] = {
    "plain": _plain,
    "captioned as this year's": _captioned,
    "neighbours linked": neighbours,
    "a line at the head of a page": headed,
    "organs named in prose": others_named,
    **{
        f"{number} beside, {'own' if own else 'last'} left, {'told' if told else 'untold'}": side(number, own, told)
        for number in "二三" for own in (True, False) for told in (True, False)
    },
    "四 a row a year, own first": year_rows(True),
    "四 a row a year, last first": year_rows(False),
    "三 two rows for one, own first": row_pairs(True),
    "三 two rows for one, last first": row_pairs(False),
    **{
        f"{number} under, {how} captioned, {'own' if own else 'last'} first{', split' if split else ''}":
            under(number, how, own, split)
        for number, split in (("二", False), ("二", True), ("三", False), ("四", False))
        for how in ("both", "last", "own", "none") for own in (True, False)
    },
    **{f"only last year's {number}": only_last(number) for number in TABLES},
    "only last year's 二, split": only_last("二", split=True),
    **{f"only last year's {number}, said in a row": only_last(number, row=True) for number in TABLES},
    "heading names last year": heading_of_last,
    "appendix of last year": appendix(False),
    "appendix of last year, a table lost": appendix(True),
    "sample before": with_sample(True, False),
    "sample before, empty": with_sample(True, True),
    "sample behind": with_sample(False, False),
    "sample behind, empty": with_sample(False, True),
    "only a sample": with_sample(True, False, lost=True),
    "only a sample, empty": with_sample(True, True, lost=True),
    "repeated, one figure differs": again,
    "a row lost that last year has": row_lost,
    "two organs": two_organs(),
    "two organs, second without chapters": two_organs(chapters=False),
    "two organs, the same figures": two_organs(alike=True),
    "two organs, tables shared out": two_organs(part="二"),
    "two organs, first without tables": first_without_tables,
    "collection by names": two_organs(titled=False),
    "two years' reports": two_years,
}  # fmt: skip


def _as_text(layout: str) -> Callable[[Page, random.Random], bytes]:
    def write(page: Page, rng: random.Random) -> bytes:
        parts = list(page.title)
        for _, block in page.blocks:
            if isinstance(block, str):
                parts.append(block)
                continue
            heads = sum(all(cell.key is None for cell in row) for row in block)
            sheet = Sheet([[cell.text.replace("\n", "") for cell in row] for row in block],
                          [[cell.text.replace("\n", "") for cell in row] for row in spread(block)],
                          min(heads, 3))  # fmt: skip
            parts.append(LAYOUTS[layout](sheet, rng))
        return (rng.choice(("\n", "\n\n")).join(parts) + "\n").encode()

    return write


TEXTS = (
    "tab_rows", "tab_rows_full", "bars", "bars_raw", "lines_blank", "lines_full", "aligned", "paste_word",
    "markdown", "spaced", "browser", "tab_cells",
)  # fmt: skip
WAYS: dict[str, Callable[[Page, random.Random], bytes]] = {
    **HTML, "docx": docx, "xlsx": xlsx, **{layout: _as_text(layout) for layout in TEXTS},
}  # fmt: skip


def sample(seed: int, kind: str, way: str) -> tuple[Made, bytes]:
    """The truth and the file of a seed."""
    rng = random.Random(f"{seed}/{kind}/{way}")
    made = make(rng)
    wanted = list(Edition)[seed % 2]
    while made.edition is not wanted:
        made = make(rng)
    page = KINDS[kind](made, rng)
    return made, WAYS[way](page, rng)


def measure(seed: int, kind: str, way: str, score: Score) -> None:
    made, data = sample(seed, kind, way)
    document = from_text(data.decode()) if way in TEXTS else from_bytes(data, f"report.{way.split()[0]}")
    try:
        report = read(document)
    except NotAReport:
        report = None
    judge(made, report, score, f"seed {seed} {kind} | {way}")


def pairs(kinds: str, ways: str) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        if kinds in kind:
            for way in ways.split(",") if ways else WAYS:
                yield kind, way


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=4, help="reports for each kind and way")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", default="", help="only kinds with this in their name")
    parser.add_argument("--ways", default="")
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    kinds: dict[str, Score] = defaultdict(Score)
    ways: dict[str, Score] = defaultdict(Score)
    for kind, way in pairs(options.kinds, options.ways):
        for number in range(options.reports):
            score = Score()
            measure(options.seed + number, kind, way, score)
            kinds[kind] += score
            ways[way] += score
    sys.exit(1 if print_scores({"kind": kinds, "way": ways}, options.show) else 0)


if __name__ == "__main__":
    main()
