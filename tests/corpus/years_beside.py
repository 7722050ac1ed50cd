"""Two years in one table: side by side, or row by row."""

import random
from dataclasses import replace

from corpus.made import Made
from corpus.ruled import Page, Rows, ruled
from corpus.several_parts import (
    TABLES,
    Kind,
    body,
    last_years,
    other,
    page_of,
    said,
    without_keys,
)
from gongkai.papers.model import Cell


def _beside_requests(rows: Rows, twin: Rows, heads: tuple[str, str] | None, own_first: bool) -> Rows:
    found: Rows = []
    for number, (row, second) in enumerate(zip(rows, twin, strict=True)):
        cut = 1 if number == 0 else 0 if number < 3 else len(row) - 7
        halves = (row[cut:], second[1 if number == 0 else 0 if number < 3 else len(second) - 7 :])
        found.append([*row[:cut], *(halves[0] + halves[1] if own_first else halves[1] + halves[0])])
    if heads:
        corner, *rest = found[0]
        names = heads if own_first else heads[::-1]
        found[0] = rest
        found.insert(0, [replace(corner, down=corner.down + 1), *(Cell(name, "", 1, 7) for name in names)])
    return found


def _beside(rows: Rows, twin: Rows, heads: tuple[str, str] | None, own_first: bool) -> Rows:
    """Table 二: every row twice as wide behind its label."""
    found: Rows = []
    for row, second in zip(rows, twin, strict=True):
        if len(row) == 1:
            found.append([replace(row[0], across=7)])
            continue
        found.append([row[0], *(row[1:] + second[1:] if own_first else second[1:] + row[1:])])
    if heads:
        names = heads if own_first else heads[::-1]
        found.insert(0, [Cell("", ""), *(Cell(name, "", 1, 3) for name in names)])
    return found


def side(number: str, own_first: bool, told: bool) -> Kind:
    def kind(made: Made, rng: random.Random) -> Page:
        tables, last = ruled(made, rng), other(made, rng)
        twin = {key: [without_keys(rows) for rows in parts] for key, parts in ruled(last, rng).items()}
        join = _beside_requests if number == "三" else _beside
        heads = said(made, rng) if told else None
        tables[number] = [join(tables[number][0], twin[number][0], heads, own_first)]
        if not told:  # what both years print is true of either
            for address in [each for each in made.values if each.table == TABLES[number]]:
                if made.values[address] != last.values[address]:
                    del made.values[address]
        return page_of(made, body(made, rng, tables))

    return kind


def year_rows(own_first: bool) -> Kind:
    """Table 四 with a row of figures for each year."""

    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        own, last = said(made, rng)
        rows = tables["四"][0]
        rows[0].insert(0, Cell("年度", "", len(rows) - 1, 1))
        lines = [[Cell(own, ""), *rows.pop()], [Cell(last, ""), *twin["四"][0][-1]]]
        rows += lines if own_first else lines[::-1]
        return page_of(made, body(made, rng, tables))

    return kind


def row_pairs(own_first: bool) -> Kind:
    """Table 三 with two rows for each of the form's, a year in a column of its own."""

    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        own, last = said(made, rng)
        rows: Rows = []
        for number, (row, second) in enumerate(zip(tables["三"][0], twin["三"][0], strict=True)):
            if number < 3:
                rows.append([replace(row[0], across=4), *row[1:]] if number == 0 else row)
                continue
            lines = [[Cell(own, ""), *row[-7:]], [Cell(last, ""), *second[-7:]]]
            first, then = lines if own_first else lines[::-1]
            rows += [[*(replace(cell, down=cell.down * 2) for cell in row[:-7]), *first], then]
        tables["三"] = [rows]
        return page_of(made, body(made, rng, tables))

    return kind
