"""Files that hold more than one year or organ: every kind as a page, the truth cut to what the file itself proves.

`python tests/corpus/several.py --reports 20` prints a table per kind and per way of writing."""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.as_html import HTML
from corpus.as_office import docx, xlsx
from corpus.grids import Sheet
from corpus.layouts import LAYOUTS
from corpus.made import PLACES, Made, make
from corpus.ruled import Page, Rows, Tables, _preface, _prose, ruled, spread
from corpus.score import Score, judge, print_scores
from corpus.writing import TITLES
from gongkai.annual.form import Edition
from gongkai.annual.read import NotAReport, read
from gongkai.papers.model import Cell
from gongkai.papers.open import from_bytes, from_text

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


def _page(made: Made, blocks: list[Block]) -> Page:
    return Page([title(made)], blocks)


# Years side by side and row by row


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


def _side(number: str, own_first: bool, told: bool) -> Kind:
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
        return _page(made, body(made, rng, tables))

    return kind


def _year_rows(own_first: bool) -> Kind:
    """Table 四 with a row of figures for each year."""

    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        own, last = said(made, rng)
        rows = tables["四"][0]
        rows[0].insert(0, Cell("年度", "", len(rows) - 1, 1))
        lines = [[Cell(own, ""), *rows.pop()], [Cell(last, ""), *twin["四"][0][-1]]]
        rows += lines if own_first else lines[::-1]
        return _page(made, body(made, rng, tables))

    return kind


def _row_pairs(own_first: bool) -> Kind:
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
        return _page(made, body(made, rng, tables))

    return kind


# Years under each other

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


def _captions(made: Made, rng: random.Random) -> tuple[str, str]:
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


def _under(number: str, how: str, own_first: bool, split: bool = False) -> Kind:
    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        own, last = tables.pop(number), twin[number]
        if split:
            own, last = parted(own[0]), parted(last[0])
        if how == "none" or (how == "last" and not own_first) or (how == "own" and own_first):
            drop(made, TABLES[number])  # the caption may speak for both
        blocks = _stack(_captions(made, rng), own, last, own_first, how)
        return _page(made, body(made, rng, tables, {number: blocks}))

    return kind


def _only_last(number: str, split: bool = False, row: bool = False) -> Kind:
    """The only table of a chapter is captioned as last year's."""

    def kind(made: Made, rng: random.Random) -> Page:
        tables, twin = ruled(made, rng), last_years(made, rng)
        del tables[number]
        drop(made, TABLES[number])
        _, caption = _captions(made, rng)
        last = parted(twin[number][0]) if split else twin[number]
        if row:
            rows = last[0]
            width = sum(cell.across for cell in rows[0])
            last = [[[Cell(caption, "", 1, width)], *rows], *last[1:]]
        blocks: list[Block] = [*([] if row else [("p", caption)]), *(("t", rows) for rows in last)]
        return _page(made, body(made, rng, tables, {number: blocks}))

    return kind


def _heading_of_last(made: Made, rng: random.Random) -> Page:
    """The chapter's own heading names last year."""
    tables, twin = ruled(made, rng), last_years(made, rng)
    tables["三"] = twin["三"]
    drop(made, "table3")
    page = _page(made, body(made, rng, tables))
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


def _appendix(own_lost: bool) -> Kind:
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
        return _page(made, [*body(made, rng, tables), *blocks])

    return kind


def _sample(first: bool, empty: bool, lost: bool = False) -> Kind:
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
        return _page(
            made,
            body(made, rng, tables, {number: blocks} if first else None, None if first else {number: blocks}),
        )

    return kind


def _again(made: Made, rng: random.Random) -> Page:
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
        return _page(made, [*body(made, rng, tables), ("p", "附表"), block])
    return _page(made, body(made, rng, tables, None, {where: [block]}))


def _row_lost(made: Made, rng: random.Random) -> Page:
    """This year's table lacks a row that last year's, of the same figures but for that row, has."""
    tables = ruled(made, rng)
    rows = [list(row) for row in tables["三"][0]]
    last = without_keys([list(row) for row in rows])
    del tables["三"][0][4]
    for address in [each for each in made.values if each.row == "carried_in"]:
        del made.values[address]
    _, caption = _captions(made, rng)
    return _page(made, body(made, rng, tables, None, {"三": [("p", caption), ("t", last)]}))


# Organs


def second(made: Made, rng: random.Random) -> Made:
    """Another organ's report of the same year."""
    found = other(made, rng)
    while found.organ == made.organ or found.organ.endswith(made.organ) or made.organ.endswith(found.organ):
        found = other(made, rng)
    found.year = made.year
    return found


def nothing(made: Made) -> None:
    drop(made, *TABLES.values())
    made.units.clear()


def _first_without_tables(made: Made, rng: random.Random) -> Page:
    """The first organ's tables are pictures."""
    twin = second(made, rng)
    first = [block for block in body(made, rng, {}) if block[0] != "t"]
    first.insert(3, ("p", "全年主动公开各类政府信息，及时回应社会关切，公开平台运行平稳。" * 8))
    own = title(made)
    tables = {number: [without_keys(rows) for rows in parts] for number, parts in ruled(twin, rng).items()}
    blocks: list[Block] = [*first, ("p", title(twin)), *body(twin, rng, tables)]
    nothing(made)
    made.organ = "多个机关"
    return Page([own], blocks)


def _headed(made: Made, rng: random.Random) -> Page:
    """The publisher's name and the title again between the parts of a table, as at the head of a page."""
    tables = ruled(made, rng)
    rows = tables.pop("三")[0]
    header = rng.choice(("某县人民政府门户网站", title(made), made.organ))
    blocks: list[Block] = [("t", rows[:5]), ("p", header), ("t", [*rows[:3], *rows[5:]])]
    return _page(made, body(made, rng, tables, {"三": blocks}))


def _two_organs(
    titled: bool = True, chapters: bool = True, alike: bool = False, part: str | None = None
) -> Kind:
    def kind(made: Made, rng: random.Random) -> Page:
        twin = second(made, rng)
        if alike:
            for address, text in made.printed.items():
                twin.put(address, text, made.values[address])
        tables, others = (
            ruled(made, rng),
            {n: [without_keys(r) for r in p] for n, p in ruled(twin, rng).items()},
        )
        if part:
            tables = {number: rows for number, rows in tables.items() if number != part}
            others = {number: rows for number, rows in others.items() if number == part}
        first, then = body(made, rng, tables), body(twin, rng, others)
        if not chapters:
            then = [block for block in then if block[0] == "t"]
        name = title(twin) if titled else twin.organ
        blocks: list[Block] = [*first, (rng.choice("hp"), name), *then]
        own = title(made) if titled else f"{made.year}年政府信息公开工作年度报告汇编"
        if not titled:
            blocks.insert(0, ("h", made.organ))
        nothing(made)
        made.organ = "多个机关"
        return Page([own], blocks)

    return kind


def _two_years(made: Made, rng: random.Random) -> Page:
    """This year's report and last year's, whole."""
    twin = other(made, rng)
    twin.organ, twin.year = made.organ, made.year - 1
    first = body(made, rng, ruled(made, rng))
    then = body(twin, rng, last_years(made, rng))
    page = _page(made, [*first, ("p", title(twin)), *then])
    if rng.random() < 0.5:
        page = Page([title(twin)], [*then, ("p", title(made)), *first])
    nothing(made)
    made.year = -1
    return page


# What must stay readable


def _neighbours(made: Made, rng: random.Random) -> Page:
    """Links to other reports before and behind the only one."""
    links: list[Block] = [
        (
            "p",
            rng.choice(("{}2021年政府信息公开工作年度报告", "{}2020年政府信息公开年度报告")).format(
                place + "水务局"
            ),
        )
        for place in PLACES[:4]
    ]
    return _page(made, [*body(made, rng, ruled(made, rng)), ("p", "相关链接"), *links])


def _named(made: Made, rng: random.Random) -> Page:
    """Other organs in the prose: who leads, who is told, whom it sums up."""
    page = _page(made, body(made, rng, ruled(made, rng)))
    place = made.organ[: made.organ.index("县") + 1] if "县" in made.organ else made.organ[:3]
    lines: list[Block] = [
        ("p", f"{place}人民政府："),
        (
            "p",
            f"本报告汇总了{place}城关镇、{place}民政局、{place}水利局的数据，由{place}人民政府办公室牵头编制。",
        ),
        ("p", f"根据《{place}人民政府2020年政府信息公开工作年度报告》的要求改进。"),
    ]
    page.blocks[1:1] = rng.sample(lines, rng.randint(1, 3))
    return page


def _plain(made: Made, rng: random.Random) -> Page:
    return _page(made, body(made, rng, ruled(made, rng)))


def _captioned(made: Made, rng: random.Random) -> Page:
    """One set of tables, captioned as this year's."""
    blocks: dict[str, list[Block]] = {number: [("p", _captions(made, rng)[0])] for number in TABLES}
    return _page(made, body(made, rng, ruled(made, rng), blocks))


KINDS: dict[str, Kind] = {
    "plain": _plain,
    "captioned as this year's": _captioned,
    "neighbours linked": _neighbours,
    "a line at the head of a page": _headed,
    "organs named in prose": _named,
    **{
        f"{number} beside, {'own' if own else 'last'} left, {'told' if told else 'untold'}": _side(number, own, told)
        for number in "二三" for own in (True, False) for told in (True, False)
    },
    "四 a row a year, own first": _year_rows(True),
    "四 a row a year, last first": _year_rows(False),
    "三 two rows for one, own first": _row_pairs(True),
    "三 two rows for one, last first": _row_pairs(False),
    **{
        f"{number} under, {how} captioned, {'own' if own else 'last'} first{', split' if split else ''}":
            _under(number, how, own, split)
        for number, split in (("二", False), ("二", True), ("三", False), ("四", False))
        for how in ("both", "last", "own", "none") for own in (True, False)
    },
    **{f"only last year's {number}": _only_last(number) for number in TABLES},
    "only last year's 二, split": _only_last("二", split=True),
    **{f"only last year's {number}, said in a row": _only_last(number, row=True) for number in TABLES},
    "heading names last year": _heading_of_last,
    "appendix of last year": _appendix(False),
    "appendix of last year, a table lost": _appendix(True),
    "sample before": _sample(True, False),
    "sample before, empty": _sample(True, True),
    "sample behind": _sample(False, False),
    "sample behind, empty": _sample(False, True),
    "only a sample": _sample(True, False, lost=True),
    "only a sample, empty": _sample(True, True, lost=True),
    "repeated, one figure differs": _again,
    "a row lost that last year has": _row_lost,
    "two organs": _two_organs(),
    "two organs, second without chapters": _two_organs(chapters=False),
    "two organs, the same figures": _two_organs(alike=True),
    "two organs, tables shared out": _two_organs(part="二"),
    "two organs, first without tables": _first_without_tables,
    "collection by names": _two_organs(titled=False),
    "two years' reports": _two_years,
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
