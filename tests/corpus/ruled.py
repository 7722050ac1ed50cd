"""A made report as a page with ruled tables: title, prose with decoys, the official grids with true spans."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from corpus.made import APPLICANTS, Made, make
from corpus.writing import TITLES
from gongkai.annual.forms import form_of
from gongkai.annual.grid import grid
from gongkai.papers.model import Cell

Rows = list[list[Cell]]

# Wordings met in published reports; {} stands for nothing printed there.
VARIANTS: dict[str, tuple[str, ...]] = {
    "行政规范性文件": ("规范性文件", "行政规范性\n文件"),
    "本年制发件数": ("本年制发\n件数", "本年制发数量", "制发件数"),
    "本年废止件数": ("本年废止\n件数", "本年废止数量", "废止件数"),
    "现行有效件数": ("现行有效\n件数", "现行有效数量"),
    "本年处理决定数量": ("本年处理\n决定数量",),
    "第二十条第（一）项": ("第二十条 第（一）项", "第二十条第(一)项"),
    "商业企业": ("商业\n企业", "商 业\n企 业"),
    "科研机构": ("科研\n机构",),
    "社会公益组织": ("社会\n公益\n组织", "社会公益\n组织"),
    "法律服务机构": ("法律\n服务\n机构", "法律服务\n机构"),
    "自然人": ("自然\n人", "自\n然\n人", "自 然 人"),
    "总计": ("总\n计", "总  计"),
    "3.危及“三安全一稳定”": ('3.危及"三安全一稳定"', "3.危及「三安全一稳定」", "3．危及“三安全一稳定”"),
    "1.属于国家秘密": ("1．属于国家秘密", "1、属于国家秘密", "1. 属于国家秘密"),
    "（七）总计": ("(七)总计", "（七） 总计"),
    "（三）不予公开": ("（三）不予\n公开", "（三）\n不予公开"),
    "三、本年度办理结果": ("三、本年度\n办理结果", "三、\n本年\n度办\n理结\n果"),
    "一、本年新收政府信息公开申请数量": ("一、本年新收政府信息公开\n申请数量",),
    "其他": ("其 他", "其\n他"),
    "结果维持": ("结果\n维持", "结\n果\n维\n持"),
    "尚未审结": ("尚未\n审结", "尚\n未\n审\n结"),
    "未经复议直接起诉": ("未经复议\n直接起诉",),
}


@dataclass
class Page:
    """The title's lines and, in order, ("h" heading | "p" prose | "t" table, content)."""

    title: list[str]
    blocks: list[tuple[str, str | Rows]] = field(default_factory=list)
    around: list[str] = field(default_factory=list)  # what a site prints around it

    def tables(self) -> list[Rows]:
        return [block for kind, block in self.blocks if kind == "t" and not isinstance(block, str)]


def page(made: Made, rng: random.Random, damage: str = "none") -> Page:
    """The page; `made.values` loses what the damage takes away."""
    tables = ruled(made, rng)
    DAMAGES[damage](made, tables, rng)
    title = rng.choice(
        (
            [f"{made.organ}{made.year}年政府信息公开工作年度报告"],
            [made.organ, f"{made.year}年政府信息公开工作年度报告"],
            [f"{made.organ}", f"{made.year}年度政府信息公开工作", "年度报告"],
        )
    )
    found = Page(title)
    found.blocks.append(("p", _preface(made, rng)))
    numbers = list(TITLES.items())
    for place, (number, name) in enumerate(numbers, start=1):
        found.blocks.append(("h", f"{number}、{name}" if rng.random() < 0.9 else f"{place}、{name}"))
        if number in tables:
            for part in tables[number]:
                found.blocks.append(("t", part))
        else:
            found.blocks += [("p", text) for text in _prose(made, rng)]
    found.blocks += [("p", made.organ), ("p", f"{made.year + 1}年1月20日")]
    return found


def ruled(made: Made, rng: random.Random) -> dict[str, list[Rows]]:
    """Chapter → the grids of its section (several after a page break)."""
    found = {}
    style = {label: rng.choice(words) for label, words in VARIANTS.items() if rng.random() < 0.4}
    for section in form_of(made.edition).sections:
        rows: Rows = [
            [replace(cell, text=_text(made, cell, style)) for cell in row] for row in grid(section).rows
        ]
        found[section.chapter] = [rows]
    return found


def _text(made: Made, cell: Cell, style: dict[str, str]) -> str:
    if cell.key is None:
        return style.get(cell.text, cell.text)
    return next(text for address, text in made.printed.items() if "/".join(address) == cell.key)


def _preface(made: Made, rng: random.Random) -> str:
    return rng.choice(
        (
            f"本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{made.year}年1月1日起至{made.year}年12月31日止。",
            f"{made.organ}现公布{made.year}年政府信息公开工作年度报告，由总体情况等六部分组成。",
        )
    )


def _prose(made: Made, rng: random.Random) -> list[str]:
    return rng.sample(
        [
            f"{made.year}年，{made.organ}共办理行政许可{rng.randint(1, 99)}件，行政处罚3件。",
            "（一）主动公开情况。",
            f"本年新收政府信息公开申请数量{rng.randint(1, 9)}件，上年结转0件，予以公开1件。",
            f"与{made.year - 1}年相比，申请数量有所下降。",
            "行政复议0件，行政诉讼0件。",
            "（二）依申请公开情况。",
            "无。",
        ],
        rng.randint(1, 4),
    )


Tables = dict[str, list[Rows]]
Damage = Callable[[Made, Tables, random.Random], None]


def _none(made: Made, tables: Tables, rng: random.Random) -> None:
    """Nothing."""


def _covered_from_above(rows: Rows, place: int) -> bool:
    """Whether a cell of an earlier row reaches into the row at `place`."""
    return any(cell.down > place - number for number, row in enumerate(rows[:place]) for cell in row)


def _broken(made: Made, tables: Tables, rng: random.Random) -> None:
    """A page break parts table 三 where no merged cell crosses it."""
    rows = tables["三"][0]
    places = [place for place in range(5, len(rows)) if not _covered_from_above(rows, place)]
    place = rng.choice(places)
    tables["三"] = [rows[:place], rows[place:]]


def _broken_repeated(made: Made, tables: Tables, rng: random.Random) -> None:
    """The same with the head repeated."""
    _broken(made, tables, rng)
    first, second = tables["三"]
    tables["三"] = [first, [*first[:3], *second]]


def _cut_group(made: Made, tables: Tables, rng: random.Random) -> None:
    """A page break in the middle of a merged group label, which goes on as a blank cell."""
    rows = tables["三"][0]
    place = rng.randint(8, len(rows) - 6)
    crossing = []
    for number, row in enumerate(rows[:place]):
        for column, cell in enumerate(row):
            if cell.down > place - number:
                crossing.append(replace(cell, text="", down=cell.down - (place - number)))
                row[column] = replace(cell, down=place - number)
    second = [list(row) for row in rows[place:]]
    second[0] = [*crossing, *second[0]]
    tables["三"] = [rows[:place], second]


def _swapped(made: Made, tables: Tables, rng: random.Random) -> None:
    """Two columns of table 三 change places, head and figures."""
    left, right = rng.sample(range(5), 2)
    rows = tables["三"][0]
    head = rows[2]
    head[left], head[right] = head[right], head[left]
    for row in rows[3:]:
        base = len(row) - 7 + 1
        row[base + left], row[base + right] = row[base + right], row[base + left]


def _extra_column(made: Made, tables: Tables, rng: random.Random) -> None:
    """A column of remarks at the right."""
    rows = tables["三"][0]
    rows[0].append(Cell("备注", "", 3, 1, header=True))
    for row in rows[3:]:
        row.append(Cell(rng.choice(("", "", "无", "3")), ""))


def _extra_row(made: Made, tables: Tables, rng: random.Random) -> None:
    """A row that the form does not have, with figures of its own, before 四、结转下年度."""
    rows = tables["三"][0]
    row = [Cell("其中：网上申请件", "", 1, 3, header=True)]
    row += [Cell(str(rng.randint(0, 9)), "") for _ in APPLICANTS]
    rows.insert(len(rows) - 1, row)


def _missing_row(made: Made, tables: Tables, rng: random.Random) -> None:
    """二、上年结转 is not printed."""
    rows = tables["三"][0]
    del rows[4]
    for address in [each for each in made.values if each.row == "carried_in"]:
        del made.values[address]


def _lost_label(made: Made, tables: Tables, rng: random.Random) -> None:
    """A row keeps its figures and loses its label."""
    rows = tables["三"][0]
    place = rng.randint(6, len(rows) - 3)
    key = next(cell.key for cell in rows[place] if cell.key)
    row = rows[place]
    at = next(number for number, cell in enumerate(row) if cell.key) - 1
    row[at] = replace(row[at], text="")
    name = key.split("/")[1]
    for address in [each for each in made.values if each.row == name]:
        del made.values[address]


def _merged_values(made: Made, tables: Tables, rng: random.Random) -> None:
    """The figures of the last two columns of one row are merged to one cell."""
    rows = tables["三"][0]
    place = rng.randint(3, len(rows) - 1)
    row = rows[place]
    for cell in row[-2:]:
        _, name, column = (cell.key or "").split("/")
        for address in [each for each in made.values if each.row == name and each.column == column]:
            del made.values[address]
    row[-2:] = [replace(row[-2], across=2)]


def _two_years(made: Made, tables: Tables, rng: random.Random) -> None:
    """Another year's table 三 after this year's, with nothing but a caption between."""
    last = make(rng)
    while last.edition is not made.edition:
        last = make(rng)
    tables["三"].append(ruled(last, rng)["三"][0])
    for address in [each for each in made.values if each.table == "table3"]:
        del made.values[address]


def _double_spaced(made: Made, tables: Tables, rng: random.Random) -> None:
    """Blanks and line ends around the figures."""
    for parts in tables.values():
        for rows in parts:
            for row in rows:
                row[:] = [
                    replace(
                        cell, text=rng.choice((f" {cell.text} ", f"\u3000{cell.text}", f"{cell.text}\u00a0"))
                    )
                    if cell.key and cell.text
                    else cell
                    for cell in row
                ]


def _wide(made: Made, tables: Tables, rng: random.Random) -> None:
    """Full-width digits."""
    digits = {ord("0") + step: chr(0xFF10 + step) for step in range(10)}
    for parts in tables.values():
        for rows in parts:
            for row in rows:
                row[:] = [
                    replace(cell, text=cell.text.translate(digits))
                    if cell.key and cell.text.isdigit()
                    else cell
                    for cell in row
                ]


def _words(made: Made, tables: Tables, rng: random.Random) -> None:
    """Blank cells say so in words."""
    for parts in tables.values():
        for rows in parts:
            for row in rows:
                row[:] = [
                    replace(cell, text=rng.choice(("/", "-", "—", "无", "")))
                    if cell.key and not cell.text
                    else cell
                    for cell in row
                ]


def _unmerged(made: Made, tables: Tables, rng: random.Random) -> None:
    """Merged cells are single ones: the label in the first, blank cells after it."""
    for parts in tables.values():
        for number, rows in enumerate(parts):
            parts[number] = spread(rows)


def _head_apart(made: Made, tables: Tables, rng: random.Random) -> None:
    """The head of table 三 is a table of its own."""
    rows = tables["三"][0]
    tables["三"] = [rows[:3], rows[3:]]


def _rows_between(made: Made, tables: Tables, rng: random.Random) -> None:
    """The chapter's title over table 三 as its first row, and a blank row over the whole width in it."""
    rows = tables["三"][0]
    place = rng.choice([place for place in range(4, len(rows)) if not _covered_from_above(rows, place)])
    rows.insert(place, [Cell("", "", 1, 10)])
    rows.insert(0, [Cell("三、收到和处理政府信息公开申请情况", "", 1, 10)])


def spread(rows: Rows, *, repeat: bool = False) -> Rows:
    """Rows without spans: the text of a merged cell in its first place or, with `repeat`, in all of them."""
    taken: dict[tuple[int, int], Cell] = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            for down in range(cell.down):
                for across in range(cell.across):
                    first = not down and not across
                    taken[row + down, column + across] = replace(
                        cell, text=cell.text if first or repeat else "", down=1, across=1
                    )
            column += cell.across
    width = 1 + max(column for _, column in taken)
    return [[taken.get((row, column), Cell("", "")) for column in range(width)] for row in range(len(rows))]


DAMAGES: dict[str, Damage] = {
    "none": _none,
    "broken": _broken,
    "broken_repeated": _broken_repeated,
    "cut_group": _cut_group,
    "swapped": _swapped,
    "extra_column": _extra_column,
    "extra_row": _extra_row,
    "missing_row": _missing_row,
    "lost_label": _lost_label,
    "merged_values": _merged_values,
    "two_years": _two_years,
    "double_spaced": _double_spaced,
    "wide": _wide,
    "words": _words,
    "unmerged": _unmerged,
    "head_apart": _head_apart,
    "rows_between": _rows_between,
}
