"""Heads that print their columns in another order: followed where the order is certain, declined elsewhere."""

import pytest

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.read import read
from gongkai.papers.open import from_text

FIGURES = {
    "natural": 5,
    "business": 3,
    "research": 0,
    "welfare": 1,
    "legal_service": 2,
    "other": 4,
    "total": 15,
}
WORDS = form_of(Edition.E2021).section("table3").tables[0].column_names
OFFICIAL = list(FIGURES)


def table(order: list[str], between: str, head: str) -> str:
    """Table 三 of a report: every row with the same figures, columns in the order given."""
    rows = form_of(Edition.E2021).section("table3").tables[0].row_names.values()
    names = [name.rpartition("/")[2] for name in rows]
    figures = [str(FIGURES[key]) for key in order]
    lines = [between.join([name, *figures]) for name in names]
    return "\n".join(
        ["示例县教育局2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", head, *lines]
    )


@pytest.mark.parametrize("between", ["\t", " | ", "\n"])
@pytest.mark.parametrize(
    ("order", "shown"),
    [
        (["total", *OFFICIAL[:-1]], True),
        (["total", *OFFICIAL[:-1]], False),  # without a head only the sums can tell that 总计 is not last
        (["natural", "total", *OFFICIAL[1:-1]], True),
        (["natural", "total", *OFFICIAL[1:-1]], False),
        ([*OFFICIAL[1:-1], "natural", "total"], True),
    ],
)
def test_no_figure_lands_in_a_column_it_was_not_printed_in(
    order: list[str], between: str, shown: bool
) -> None:
    head = between.join(WORDS[key] for key in order) if shown else ""
    report = read(from_text(table(order, between, head)))
    unread = {(item.table, item.row, item.column) for item in report.unread}
    for address, value in report.cells.items():
        if address.table == "table3" and tuple(address) not in unread:
            assert value == FIGURES[address.column], address


def test_the_official_order_is_read() -> None:
    head = "\t".join(WORDS[key] for key in OFFICIAL)
    report = read(from_text(table(OFFICIAL, "\t", head)))
    assert report.cells[Address("table3", "closed", "total")] == 15
    assert report.cells[Address("table3", "new", "welfare")] == 1


@pytest.mark.parametrize("place", range(1, 6))
@pytest.mark.parametrize("between", ["  ", "\u3000"])
def test_a_total_among_the_names_of_one_line_is_no_last_column(between: str, place: int) -> None:
    """Without headings over the names; blank cells leave their separators."""
    order = OFFICIAL[:-1]
    order.insert(place, "total")
    head = between.join(WORDS[key] for key in order)
    rows = form_of(Edition.E2021).section("table3").tables[0].row_names.values()
    figures = ["2" if key == "natural" else "2" if key == "total" else "" for key in order]
    lines = [between.join([name.rpartition("/")[2], *figures]) for name in rows]
    start = ["示例县教育局2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    report = read(from_text("\n".join([*start, head, *lines])))
    unread = {(item.table, item.row, item.column) for item in report.unread}
    for address, value in report.cells.items():
        if address.table == "table3" and tuple(address) not in unread:
            assert value == (2 if address.column in ("natural", "total") else None), address
