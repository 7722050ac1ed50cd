"""A section printed as the official form: every place covered once, heads where the form has them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from annual.reports import EDITIONS, reports, zeros
from gongkai.annual.compose import compose, title_of
from gongkai.annual.form import Address, Edition, Section
from gongkai.annual.forms import form_of
from gongkai.annual.grid import grid
from gongkai.annual.report import Chapter, Report, Unread
from gongkai.papers.geometry import headers_of, placed
from gongkai.papers.model import Cell, Grid, Heading, Paragraph

SECTIONS = [(edition, section) for edition in EDITIONS for section in form_of(edition).sections]
named = pytest.mark.parametrize(
    ("edition", "section"), SECTIONS, ids=lambda value: getattr(value, "key", value)
)


def texts(row: tuple[Cell, ...]) -> list[str]:
    return [cell.text for cell in row]


@named
def test_the_cells_cover_the_grid_exactly_once(edition: Edition, section: Section) -> None:
    drawn = grid(section)
    rows = placed(drawn)  # raises where cells overlap or leave a hole
    width = {"table2": 4, "table3": 10, "table4": 15}[section.key]
    assert sum(item.cell.down * item.cell.across for row in rows for item in row) == width * len(rows)


@named
def test_every_cell_of_the_form_stands_in_the_grid_once_and_in_order(
    edition: Edition, section: Section
) -> None:
    keys = [cell.key for row in grid(section).rows for cell in row if not cell.header]
    assert keys == ["/".join(a) for a in form_of(edition).addresses if a.table == section.key]


@named
def test_the_blank_form_has_no_numbers(edition: Edition, section: Section) -> None:
    assert {cell.text for row in grid(section).rows for cell in row if not cell.header} == {""}


@named
def test_the_headers_of_a_cell_spell_out_its_place(edition: Edition, section: Section) -> None:
    form = form_of(edition)
    rows = placed(grid(section))
    headers = headers_of(rows)
    for item in (item for row in rows for item in row if not item.cell.header):
        said = [head.cell.text for head in headers[item.row, item.column]]
        address = Address(*(item.cell.key or "").split("/"))
        table = form.table(address)
        labels = [
            line.label
            for axis, key in ((table.columns, address.column), (table.rows, address.row))
            for top in axis
            for path in top.paths()
            if path[-1].key == key
            for line in path
        ]
        assert set(labels) <= set(said)
        assert set(said) - set(labels) <= {table.title, table.corner}


@pytest.mark.parametrize(("edition", "rows", "results"), [("2019", 23, 20), ("2021", 25, 22)])
def test_table_three_is_laid_out_as_the_form(edition: str, rows: int, results: int) -> None:
    drawn = grid(form_of(Edition(edition)).section("table3"))
    head = drawn.rows[:3]
    assert [(cell.text[:6], cell.down, cell.across) for cell in head[0]] == [
        ("（本列数据的", 3, 3),
        ("申请人情况", 1, 7),
    ]
    assert [(cell.text, cell.down, cell.across) for cell in head[1]] == [
        ("自然人", 2, 1),
        ("法人或其他组织", 1, 5),
        ("总计", 2, 1),
    ]
    assert texts(head[2]) == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert len(drawn.rows) == 3 + rows
    assert (drawn.rows[5][0].text, drawn.rows[5][0].down) == ("三、本年度办理结果", results)
    assert [(cell.text, cell.across) for cell in drawn.rows[-1][:1]] == [("四、结转下年度继续办理", 3)]


def test_table_four_is_one_row_under_three_rows_of_heads() -> None:
    drawn = grid(form_of(Edition.E2021).section("table4"))
    assert [len(row) for row in drawn.rows] == [2, 7, 10, 15]
    assert [(cell.text, cell.down, cell.across) for cell in drawn.rows[0]] == [
        ("行政复议", 1, 5),
        ("行政诉讼", 1, 10),
    ]
    assert texts(drawn.rows[1])[5:] == ["未经复议直接起诉", "复议后起诉"]
    assert {cell.down for cell in drawn.rows[1][:5]} == {2}


def test_table_two_is_stacked_under_its_captions() -> None:
    drawn = grid(form_of(Edition.E2019).section("table2"))
    captions = [row[0].text for row in drawn.rows if len(row) == 1]
    assert captions == [f"第二十条第（{item}）项" for item in "一五六八九"]
    assert [texts(row)[0] for row in drawn.rows].count("信息内容") == 5


def test_numbers_stand_as_stored() -> None:
    report = zeros(Edition.E2019)
    amount, change = (
        Address("table2", "procurement", "amount"),
        Address("table2", "penalties", "items_change"),
    )
    cells = dict(report.cells) | {
        amount: Decimal("3926.50"),
        change: -8,
        Address("table2", "rules", "made"): None,
    }
    drawn = grid(form_of(Edition.E2019).section("table2"), cells, {amount: "万元"})
    shown = {cell.key: cell.text for row in drawn.rows for cell in row}
    assert shown["table2/procurement/amount"] == "3926.50万元"
    assert shown["table2/penalties/items_change"] == "-8"
    assert shown["table2/rules/made"] == ""
    assert shown["table2/rules/opened"] == "0"


@pytest.mark.parametrize(("unit", "text"), [("万元", "5"), ("元", "5元"), (None, "5")])
def test_a_unit_the_heading_states_is_not_repeated(unit: str | None, text: str) -> None:
    amount = Address("table2", "charges", "amount")
    drawn = grid(form_of(Edition.E2021).section("table2"), {amount: 5}, {amount: unit} if unit else {})
    assert [cell.text for row in drawn.rows for cell in row if cell.key == "table2/charges/amount"] == [text]


@settings(max_examples=30, derandomize=True, deadline=None)
@given(reports())
def test_a_composed_document_shows_every_cell_of_the_report_and_no_other(report: Report) -> None:
    drawn = [block for block in compose(report).blocks if isinstance(block, Grid)]
    keys = [cell.key for block in drawn for row in block.rows for cell in row if not cell.header]
    assert keys == [
        "/".join(address)
        for address in (report.form or form_of(Edition.E2021)).addresses
        if address in report.cells
    ]
    for block in drawn:
        assert placed(block)


def test_chapters_stand_in_official_order_and_only_where_there_is_something() -> None:
    cells = {a: 0 for a in form_of(Edition.E2021).addresses if a.table == "table3"}
    chapters = {
        "六": Chapter("其他", "无"),
        "一": Chapter("总体", "第一段\n\n 第二段"),
        "五": Chapter("问题", " "),
    }
    document = compose(Report("示例县教育局", 2022, Edition.E2021, cells, chapters=chapters))
    assert document.name == "示例县教育局2022年政府信息公开工作年度报告"
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == [
        document.name,
        "一、总体情况",
        "三、收到和处理政府信息公开申请情况",
        "六、其他需要报告的事项",
    ]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "第一段",
        "第二段",
        "无",
    ]


def test_what_could_not_be_read_stays_as_it_was_printed() -> None:
    place = Address("table3", "new", "natural")
    report = zeros(Edition.E2021, unread=(Unread(*place, "L3", "1 2", "被空格隔开"),))
    report = replace(report, cells={**report.cells, place: None})
    drawn = [block for block in compose(report).blocks if isinstance(block, Grid)]
    assert [c.text for g in drawn for row in g.rows for c in row if c.key == "table3/new/natural"] == ["1 2"]


def test_a_title_says_only_what_is_known() -> None:
    assert title_of(Report(None, None, None, {})) == "政府信息公开工作年度报告"
