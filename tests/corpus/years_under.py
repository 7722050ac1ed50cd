"""Two years under each other: captioned tables, appendices, samples, the same table again."""

import random
from dataclasses import replace

from corpus.made import Made
from corpus.ruled import Page, Rows, ruled
from corpus.several_parts import (
    TABLES,
    Block,
    Kind,
    body,
    drop,
    last_years,
    page_of,
    without_keys,
)
from corpus.writing import TITLES
from gongkai.papers.model import Cell

_CAPTIONS = (
    "{}收到和处理政府信息公开申请情况",
    "附：{}收到和处理政府信息公开申请情况",
    "{}数据",
    "（{}）",
    "{}：",
    "表一 {}情况统计表",
    "附件1：{}情况",
    "{}收到和处理政府信息公开申请情况（单位：件）",
)
_YEARS = (
    ("{y}年", "{p}年"),
    ("{y}年度", "{p}年度"),
    ("本年度", "上年度"),
    ("本年", "上年"),
    ("今年", "上一年"),
    ("（{y}年）", "（{p}年）"),
)


def captions(made: Made, rng: random.Random) -> tuple[str, str]:
    own, last = (each.format(y=made.year, p=made.year - 1) for each in rng.choice(_YEARS))
    frame = rng.choice(_CAPTIONS)
    return frame.format(own), frame.format(last)


def parted(rows: Rows) -> list[Rows]:
    """Table 二 as a grid for each of its small tables."""
    starts = [place for place, row in enumerate(rows) if len(row) == 1]
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _stack(
    captions: tuple[str, str], own: list[Rows], last: list[Rows], own_first: bool, how: str
) -> list[Block]:
    parts: list[list[Block]] = []
    for caption, tables, kept in (
        (captions[0], own, how in ("both", "own")),
        (captions[1], last, how in ("both", "last")),
    ):
        parts.append([*([("p", caption)] if kept else []), *(("t", rows) for rows in tables)])
    return [*parts[0], *parts[1]] if own_first else [*parts[1], *parts[0]]


def under(number: str, how: str, own_first: bool, split: bool = False) -> Kind:
    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        own, last = tables.pop(number), twin[number]
        if split:
            own, last = parted(own[0]), parted(last[0])
        if how == "none" or (how == "last" and not own_first) or (how == "own" and own_first):
            drop(made, TABLES[number])  # the caption may speak for both
        blocks = _stack(captions(made, rng), own, last, own_first, how)
        return page_of(made, body(made, rng, tables, {number: blocks}))

    return kind


def only_last(number: str, split: bool = False, row: bool = False) -> Kind:
    """The only table of a chapter is captioned as last year's."""

    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        del tables[number]
        drop(made, TABLES[number])
        _, caption = captions(made, rng)
        last = parted(twin[number][0]) if split else twin[number]
        if row:
            rows = last[0]
            width = sum(cell.across for cell in rows[0])
            last = [[[Cell(caption, "", 1, width)], *rows], *last[1:]]
        blocks: list[Block] = [*([] if row else [("p", caption)]), *(("t", rows) for rows in last)]
        return page_of(made, body(made, rng, tables, {number: blocks}))

    return kind


def heading_of_last(made: Made, rng: random.Random) -> Page:
    """The chapter's own heading names last year."""
    tables, twin = ruled(made, rng), last_years(made, rng)
    tables["三"] = twin["三"]
    drop(made, "table3")
    page = page_of(made, body(made, rng, tables))
    page.blocks = [
        (
            kind,
            block.replace("、收到", f"、{made.year - 1}年收到")
            if kind == "h" and isinstance(block, str)
            else block,
        )
        for kind, block in page.blocks
    ]
    return page


def appendix(own_lost: bool) -> Kind:
    """Last year's tables behind the report."""

    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        numbers = list(TABLES)
        if own_lost:
            lost = rng.choice(numbers)
            del tables[lost]
            drop(made, TABLES[lost])
        caption = rng.choice(
            (
                "附件：{}年政府信息公开情况统计表",
                "附表：{}年度数据",
                "附：{}年相关表格",
                "{}年度政府信息公开数据（供对比）",
            )
        )
        blocks: list[Block] = [("p", caption.format(made.year - 1))]
        for number in numbers:
            blocks.append(("p", rng.choice((f"表{number}", TITLES[number]))))
            blocks += [("t", rows) for rows in twin[number]]
        return page_of(made, [*body(made, rng, tables), *blocks])

    return kind


def with_sample(first: bool, empty: bool, lost: bool = False) -> Kind:
    """The form's own example beside the real table."""

    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        number = rng.choice(list(TABLES))
        rows = twin[number][0]
        if empty:
            rows = without_keys(
                [[replace(cell, text="") if cell.key else cell for cell in row] for row in tables[number][0]]
            )
        caption = rng.choice(
            ("填报样表", "附：填报样表", "样表（供参考）", "示例：", "填表示例", "（样表）", "模板")
        )
        blocks: list[Block] = [("p", caption), ("t", rows)]
        if lost:
            del tables[number]
        if first:
            drop(made, TABLES[number])  # nothing says where the sample ends
        return page_of(
            made,
            body(made, rng, tables, {number: blocks} if first else None, None if first else {number: blocks}),
        )

    return kind


def again(made: Made, rng: random.Random) -> Page:
    """A table once more, with one figure that differs."""
    tables = ruled(made, rng)
    number = rng.choice(list(TABLES))
    again = [list(row) for row in tables[number][0]]
    places = [(r, c) for r, row in enumerate(again) for c, cell in enumerate(row) if cell.key]
    r, c = rng.choice(places)
    cell = again[r][c]
    address = next(each for each in made.values if "/".join(each) == cell.key)
    del made.values[address]
    again[r][c] = replace(cell, text=str(rng.randint(2000, 2999)))
    where = rng.choice(("附", "三", "六"))
    block: Block = ("t", again)
    if where == "附":
        return page_of(made, [*body(made, rng, tables), ("p", "附表"), block])
    return page_of(made, body(made, rng, tables, None, {where: [block]}))


def row_lost(made: Made, rng: random.Random) -> Page:
    """This year's table lacks a row that last year's, of the same figures but for that row, has."""
    tables = ruled(made, rng)
    rows = [list(row) for row in tables["三"][0]]
    last = without_keys([list(row) for row in rows])
    del tables["三"][0][4]
    for address in [each for each in made.values if each.row == "carried_in"]:
        del made.values[address]
    _, caption = captions(made, rng)
    return page_of(made, body(made, rng, tables, None, {"三": [("p", caption), ("t", last)]}))
