"""What pages of several years or organs are made of."""

import random
from collections.abc import Callable
from dataclasses import replace

from corpus.made import Made, make
from corpus.ruled import Page, Rows, Tables, _preface, _prose, ruled
from corpus.writing import TITLES

Block = tuple[str, str | Rows]
Kind = Callable[[Made, random.Random], Page]
TABLES = {"二": "table2", "三": "table3", "四": "table4"}
# How this year and last year are named: {y} and {p} are the years.
SAID = (
    ("{y}年", "{p}年"), ("{y}年度", "{p}年度"), ("本年", "上年"), ("本年度", "上年度"), ("今年", "去年"),
    ("{y}年数", "{p}年数"), ("本年数", "上年数"), ("{y}年度情况", "{p}年度情况"), ("{y}", "{p}"),
)  # fmt: skip


def said(made: Made, rng: random.Random) -> tuple[str, str]:
    own, last = rng.choice(SAID)
    return own.format(y=made.year, p=made.year - 1), last.format(y=made.year, p=made.year - 1)


def without_keys(rows: Rows) -> Rows:
    return [[replace(cell, key=None) for cell in row] for row in rows]


def other(made: Made, rng: random.Random) -> Made:
    """Another report of the same edition; no table of it is the same."""
    while True:
        found = make(rng)
        if found.edition is made.edition and all(_differ(found, made, table) for table in TABLES.values()):
            return found


def _differ(one: Made, two: Made, table: str) -> bool:
    return any(value != two.values.get(each) for each, value in one.values.items() if each.table == table)


def last_years(made: Made, rng: random.Random) -> Tables:
    return {
        number: [without_keys(rows) for rows in parts]
        for number, parts in ruled(other(made, rng), rng).items()
    }


def drop(made: Made, *tables: str) -> None:
    """What the file does not prove."""
    for address in [each for each in made.values if each.table in tables]:
        del made.values[address]


def title(made: Made) -> str:
    return f"{made.organ}{made.year}年政府信息公开工作年度报告"


def body(made: Made, rng: random.Random, tables: Tables, before: dict[str, list[Block]] | None = None,
         after: dict[str, list[Block]] | None = None) -> list[Block]:  # fmt: skip
    """The blocks of a report; `before` and `after` the tables of a chapter."""
    blocks: list[Block] = [("p", _preface(made, rng))]
    for number, name in TITLES.items():
        blocks.append(("h", f"{number}、{name}"))
        blocks += (before or {}).get(number, [])
        if number in TABLES:
            blocks += [("t", part) for part in tables.get(number, [])]
        else:
            blocks += [("p", text) for text in _prose(made, rng)]
        blocks += (after or {}).get(number, [])
    return [*blocks, ("p", made.organ), ("p", f"{made.year + 1}年1月20日")]


def page_of(made: Made, blocks: list[Block]) -> Page:
    return Page([title(made)], blocks)
