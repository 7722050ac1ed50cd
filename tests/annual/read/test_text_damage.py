"""Tables of bare lines and cells that lost something: a row with blanks needs a witness."""

import pytest

from corpus.score import sample
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.read import read
from gongkai.annual.report import Report
from gongkai.papers.open import from_text

TABLE = form_of(Edition.E2021).section("table3").tables[0]
NAMES = {key: name.rpartition("/")[2] for key, name in TABLE.row_names.items()}
COLUMNS = list(TABLE.column_names)
HEAD = ["云溪县教育局2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
BLANK = [""] * 5


def lines(rows: dict[str, list[str]]) -> list[str]:
    """One cell a line, blank cells as blank lines."""
    words = [*TABLE.column_names.values()]
    return [*HEAD, *words, *(line for key, cells in rows.items() for line in (NAMES[key], *cells))]


def given(report: Report, key: str) -> list[object]:
    """The values of a row that are not declined; a declined one is shown as a question mark."""
    doubted = {(each.row, each.column) for each in report.unread if each.table == "table3"}
    return [
        "?" if (key, column) in doubted else report.cells.get(Address("table3", key, column), "?")
        for column in COLUMNS
    ]


def usual() -> dict[str, list[str]]:
    return {key: ["0", *BLANK, "0"] for key in NAMES}


def test_blank_lines_are_cells_where_every_row_keeps_them() -> None:
    report = read(from_text("\n".join(lines(usual()))))
    assert given(report, "open") == [0, None, None, None, None, None, 0]


def test_a_blank_line_lost_and_another_added_in_one_row_leave_it_undecided() -> None:
    """`_ _ _ _ _ 0 _` counts as many cells as `_ _ _ _ _ _ 0` did."""
    rows = {key: [*BLANK, "", "0"] for key in NAMES} | {"ref_query": [*BLANK, "0", ""]}
    report = read(from_text("\n".join(lines(rows))))
    assert given(report, "ref_query") == ["?"] * 7
    assert given(report, "open") == [None] * 6 + [0]


def test_a_page_number_costs_its_own_row_alone() -> None:
    rows = usual() | {"na_make": ["0", *BLANK, "0", "5"]}
    report = read(from_text("\n".join(lines(rows))))
    assert given(report, "na_make") == ["?"] * 7
    assert given(report, "na_unclear") == [0, None, None, None, None, None, 0]


@pytest.mark.parametrize("piece", ["请", "申请"])
def test_the_end_of_a_cut_label_is_no_blank_cell(piece: str) -> None:
    label = NAMES["np_petition"].removesuffix(piece)
    text = [f"{name}\t" + "\t".join("0" * 7) for key, name in NAMES.items() if key != "np_petition"]
    text.insert(16, f"{label}\t{piece}\t" + "\t".join("0" * 6))
    report = read(from_text("\n".join([*HEAD, "\t".join(TABLE.column_names.values()), *text])))
    assert None not in given(report, "np_petition")


def test_the_unit_in_the_rest_of_a_cut_head_is_not_forgotten() -> None:
    table = ["第二十条第（八）项", "信息内容\t本年收费金", "额（单位：万元）", "行政事业性收费\t3.5"]
    text = "\n".join([HEAD[0], *table])
    report = read(from_text(text))
    address = Address("table2", "charges", "amount")
    assert report.units.get(address) == "万元" or address not in report.cells or report.cells[address] is None


@pytest.mark.parametrize("joined", ["01", "12"])
def test_two_lines_of_the_last_row_joined_are_not_one_figure(joined: str) -> None:
    """One blank line fewer under the table makes up for the cell that is lost."""
    rows = {key: ["0", *BLANK, ""] for key in NAMES} | {"carried_out": [joined, *BLANK]}
    report = read(from_text("\n".join([*lines(rows), "", "四、行政复议、行政诉讼情况"])))
    assert given(report, "carried_out") == ["?"] * 7
    assert given(report, "open") == [0, None, None, None, None, None, None]


def test_a_printed_slip_in_a_table_of_bare_lines_without_blanks_comes_out_as_printed() -> None:
    """The heading 其他处理 has no cells of its own: that is no sign of lost ones."""
    rows = {key: ["0"] * 7 for key in NAMES} | {"open": ["3", *["0"] * 5, "4"]}
    report = read(from_text("\n".join([*lines(rows), "", "四、行政复议、行政诉讼情况"])))
    assert given(report, "open") == [3, 0, 0, 0, 0, 0, 4]
    assert given(report, "partial") == [0] * 7


@pytest.mark.parametrize("under", [0, 1, 2])
def test_a_blank_group_of_suits_is_counted_beside_a_table_of_bare_lines_without_blanks(under: int) -> None:
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    head = ["行政复议", "行政诉讼", *five, "未经复议直接起诉", "复议后起诉", *five, *five]
    values = ["1", "0", "0", "0", "1", *BLANK, "0", "2", "0", "0", "2"]
    between = [""] * 1
    text = [*lines({key: ["0"] * 7 for key in NAMES}), *between, "四、行政复议、行政诉讼情况", *head, *values]
    report = read(from_text("\n".join([*text, *[""] * under, "五、存在的主要问题及改进情况"])))
    doubted = {(each.row, each.column) for each in report.unread if each.table == "table4"}
    keys = [
        Address("table4", "suit_direct", key) for key in ("upheld", "corrected", "other", "pending", "total")
    ]
    if under == len(between):
        assert [report.cells[key] for key in keys] == [None] * 5
        assert not doubted
    else:
        assert all(report.cells.get(key) is None for key in keys)
        assert doubted


def test_a_row_is_not_blank_where_it_is_printed_again_and_its_cells_were_not_found() -> None:
    """A label cut by a line end stands alone on its line in the table, and again where the head is repeated."""
    _, text = sample(91002, "aligned", "none")
    cut = text.replace("（二）部分公开（区分", "（二）部分公开（区分\n")
    table = cut[cut.index("（本列数据") : cut.index("\n处理的")]
    report = read(from_text(f"{cut}\n{table}"))
    assert None not in given(report, "partial")


def test_a_row_is_not_blank_where_a_figure_stands_before_the_next_label() -> None:
    """Cells on lines of their own, and the end of a line between a figure and the next caption lost."""
    rows = (
        "信息内容\t",
        "\t本年处理决定数量",
        "行政许可\t",
        "\t14059第二十条第（六）项",
        "行政处罚\t",
        "\t3",
    )
    text = "\n".join((HEAD[0], "二、主动公开政府信息情况", "第二十条第（五）项", *rows, "规章\t现行有效件数"))
    report = read(from_text(text))
    assert ("licences", "decisions") in {(each.row, each.column) for each in report.unread}
