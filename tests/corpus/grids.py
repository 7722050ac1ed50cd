"""The printed tables of a made report as rows of cells, the way a word processor holds them."""

from dataclasses import dataclass

from corpus.made import APPLICANTS, Made
from gongkai.annual.form import Address, Line
from gongkai.annual.forms import form_of

Rows = list[list[str]]
COLUMNS4 = ("upheld", "corrected", "other", "pending", "total")
GROUPS = ("reconsideration", "suit_direct", "suit_after")


@dataclass
class Sheet:
    """A table twice: `raw` without the cells that a merged cell covers, `full` with them as blanks.

    `heads` counts the rows of the head.
    """

    raw: Rows
    full: Rows
    heads: int = 0


def sheets(made: Made, order: tuple[str, ...] = APPLICANTS) -> dict[str, Sheet]:
    return {"二": proactive(made), "三": requests(made, order), "四": remedies(made)}


def proactive(made: Made) -> Sheet:
    raw: Rows = []
    form = form_of(made.edition)
    for table in form.section("table2").tables:
        raw.append([table.title])
        raw.append([table.corner, *(leaf.label for leaf in table.column_leaves)])
        for row in table.row_leaves:
            cells = [made.printed[Address("table2", row.key, leaf.key)] for leaf in table.column_leaves]
            raw.append([row.label, *cells])
    full = [row + [""] * (4 - len(row)) for row in raw]
    return Sheet(raw, full)


def requests(made: Made, order: tuple[str, ...]) -> Sheet:
    table = form_of(made.edition).section("table3").tables[0]
    names = {leaf.key: leaf.label for leaf in table.column_leaves}
    inner = [names[key] for key in order[1:6]]
    raw: Rows = [[table.corner, "申请人情况"], ["自然人", "法人或其他组织", "总计"], inner]
    full: Rows = [
        [table.corner, "", "", "申请人情况", *[""] * 6],
        ["", "", "", "自然人", "法人或其他组织", *[""] * 4, "总计"],
        ["", "", "", "", *inner, ""],
    ]

    def cells(row: Line) -> list[str]:
        return [made.printed[Address("table3", row.key, key)] for key in order]

    for line in table.rows:
        if not line.parts:
            raw.append([line.label, *cells(line)])
            full.append([line.label, "", "", *cells(line)])
            continue
        first = [line.label]
        for part in line.parts:
            if not part.parts:
                raw.append([*first, part.label, *cells(part)])
                full.append([*(first or [""]), part.label, "", *cells(part)])
                first = []
                continue
            second = [part.label]
            for leaf in part.parts:
                raw.append([*first, *second, leaf.label, *cells(leaf)])
                full.append([*(first or [""]), *(second or [""]), leaf.label, *cells(leaf)])
                first = second = []
    return Sheet(raw, full, 3)


def remedies(made: Made) -> Sheet:
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    values = [made.printed[Address("table4", group, column)] for group in GROUPS for column in COLUMNS4]
    raw: Rows = [["行政复议", "行政诉讼"], [*five, "未经复议直接起诉", "复议后起诉"], five + five, values]
    full: Rows = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*five, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [*[""] * 5, *five, *five],
        values,
    ]
    return Sheet(raw, full, 3)
