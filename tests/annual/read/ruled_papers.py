"""Documents with the official grids of a made report, and what is read of them."""

import random
from collections.abc import Sequence

from corpus.made import APPLICANTS, Made, make
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.grid import grid
from gongkai.annual.report import Report
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Block, Cell, Document, Heading
from gongkai.papers.tiling import tiled

Rows = list[list[Cell]]


def made_of(edition: Edition, seed: int = 0) -> Made:
    rng = random.Random(seed)
    made = make(rng)
    while made.edition is not edition:
        made = make(rng)
    return made


def rows_of(made: Made, section: str) -> Rows:
    """The official grid of a section, its figures as printed."""
    drawn = grid(form_of(made.edition).section(section), {}, {}, {a: t for a, t in made.printed.items() if t})
    return [list(row) for row in drawn.rows]


def paper(made: Made, *blocks: Block | Rows, kind: Kind | None = None) -> Document:
    title = Heading(f"{made.organ}{made.year}年政府信息公开工作年度报告", "")
    parts = [tiled(block, "表") if isinstance(block, list) else block for block in blocks]
    return Document((title, *parts), "", kind)


def values(report: Report, section: str) -> dict[Address, object]:
    doubted = {(each.table, each.row, each.column) for each in report.unread}
    return {a: v for a, v in report.cells.items() if a.table == section and tuple(a) not in doubted}


def right(made: Made, section: str) -> dict[Address, object]:
    return {address: value for address, value in made.values.items() if address.table == section}


def plain(rows: Sequence[Sequence[str]]) -> Rows:
    return [
        [Cell(text, f"{row}.{column}") for column, text in enumerate(line)] for row, line in enumerate(rows)
    ]


def flat(made: Made, order: Sequence[str] = APPLICANTS) -> list[list[str]]:
    """Table 三 with one column of labels and one row of heads."""
    table = form_of(made.edition).section("table3").tables[0]
    words = table.column_names
    return [
        ["项目", *(words[key] for key in order)],
        *(
            [leaf.label, *(made.printed[Address("table3", leaf.key, key)] for key in order)]
            for leaf in table.row_leaves
        ),
    ]
