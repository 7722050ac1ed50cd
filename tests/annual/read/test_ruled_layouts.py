"""Ruled grids as offices set them: whatever stands where, a value is read under its own labels or not at all."""

import random
from dataclasses import replace

import pytest

from annual.read.ruled_papers import Rows, flat, made_of, paper, plain, right, rows_of, values
from annual.reports import EDITIONS
from corpus.made import APPLICANTS, Made
from corpus.ruled import spread
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.read import read
from gongkai.annual.reading.ruled.matrix import matrix_of
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph
from gongkai.papers.tiling import tiled

GROUPS = {"reconsideration": "行政复议", "suit_direct": "未经复议直接起诉", "suit_after": "复议后起诉"}
VERDICTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def turned(rows: Rows) -> Rows:
    """Rows and columns exchanged."""
    matrix = matrix_of(tiled(rows, ""))
    assert matrix is not None
    other = matrix.transposed()
    return [
        [replace(spot.cell, down=spot.bottom - spot.row, across=spot.right - spot.column)
         for spot in other.spots if spot.row == row]
        for row in range(other.height)
    ]  # fmt: skip


editions = pytest.mark.parametrize("edition", EDITIONS)


@editions
@pytest.mark.parametrize("section", ["table2", "table3", "table4"])
def test_the_official_grid(edition: Edition, section: str) -> None:
    made = made_of(edition)
    blocks = [rows_of(made, key) for key in dict.fromkeys(("table3", section))]  # table 三 tells the edition
    assert values(read(paper(made, *blocks)), section) == right(made, section)


@editions
@pytest.mark.parametrize("section", ["table3", "table4"])
def test_rows_and_columns_exchanged(edition: Edition, section: str) -> None:
    made = made_of(edition)
    blocks = [turned(rows_of(made, key)) for key in dict.fromkeys(("table3", section))]
    assert values(read(paper(made, *blocks)), section) == right(made, section)


@editions
def test_a_whole_report_in_one_sheet(edition: Edition) -> None:
    made = made_of(edition)
    rows: Rows = [[Cell(f"{made.organ}{made.year}年政府信息公开工作年度报告", "A1", across=15)]]
    for section in form_of(edition).sections:
        rows.append([Cell(f"{section.chapter}、{section.title}", "", across=15)])
        rows.append([Cell("本部分数据截至年底。", "", across=15)])
        rows += spread(rows_of(made, section.key))
    report = read(Document((tiled(rows, "工作表"),), "", Kind.XLSX))
    assert (report.organ, report.year, report.edition) == (made.organ, made.year, edition)
    for section in form_of(edition).sections:
        assert values(report, section.key) == right(made, section.key)
    assert set(report.chapters) == {"二", "三", "四"}
    assert report.chapters["三"].text == "本部分数据截至年底。"


def by_rows(made: Made) -> list[list[str]]:
    keys = [leaf.key for leaf in form_of(made.edition).section("table4").tables[0].column_leaves]
    return [
        ["类别", *VERDICTS],
        *(
            [name, *(made.printed[Address("table4", group, key)] for key in keys)]
            for group, name in GROUPS.items()
        ),
    ]


def test_table_four_as_three_rows() -> None:
    made = made_of(Edition.E2021)
    rows = by_rows(made)
    for each in (rows, list(zip(*rows, strict=True))):
        report = read(paper(made, rows_of(made, "table3"), plain(each)))
        assert values(report, "table4") == right(made, "table4")


def test_a_group_in_a_row_of_its_own() -> None:
    made = made_of(Edition.E2021)
    table = form_of(Edition.E2021).section("table3").tables[0]
    names = [leaf.label for leaf in table.column_leaves]
    rows = [["项目", *names]]
    for line in table.rows:
        for path in line.paths():
            for heading in path[:-1]:
                if heading.label not in [row[0] for row in rows]:
                    rows.append([heading.label, *[""] * 7])
            rows.append(
                [path[-1].label, *(made.printed[Address("table3", path[-1].key, k)] for k in APPLICANTS)]
            )
    assert values(read(paper(made, plain(rows))), "table3") == right(made, "table3")


@pytest.mark.parametrize("seed", range(5))
def test_columns_and_rows_in_any_order(seed: int) -> None:
    rng = random.Random(seed)
    made = made_of(Edition.E2021, seed)
    order = rng.sample(APPLICANTS, 7)
    rows = flat(made, order)
    body = rows[1:]
    rng.shuffle(body)
    found = values(read(paper(made, plain([rows[0], *body]))), "table3")
    expected = right(made, "table3")
    assert all(expected[address] == value for address, value in found.items())
    assert len(found) >= len(expected) - 7


def test_two_years_side_by_side_take_the_one_the_head_proves() -> None:
    made, last = made_of(Edition.E2021, 1), made_of(Edition.E2021, 2)
    ours, theirs = flat(made), flat(last)
    head = [
        Cell("", ""),
        Cell(f"{made.year - 1}年", "", across=7),
        Cell(f"{made.year}年", "", across=7),
    ]
    rows = [head, *plain([[*a, *b[1:]] for a, b in zip(theirs, ours, strict=True)])]
    assert values(read(paper(made, rows)), "table3") == right(made, "table3")
    unsaid = plain([[*a, *b[1:]] for a, b in zip(theirs, ours, strict=True)])
    report = read(paper(made, unsaid))
    same = {a: v for a, v in right(made, "table3").items() if last.values[a] == v}
    assert values(report, "table3").items() <= same.items()


def test_another_years_table_under_its_own_caption_is_left_out() -> None:
    made, last = made_of(Edition.E2021, 1), made_of(Edition.E2021, 2)
    report = read(
        paper(
            made,
            Heading("三、收到和处理政府信息公开申请情况", ""),
            rows_of(made, "table3"),
            Paragraph(f"附：{made.year - 1}年收到和处理政府信息公开申请情况", ""),
            rows_of(last, "table3"),
        )
    )
    assert values(report, "table3") == right(made, "table3")


def test_a_sub_row_is_no_row_of_the_form() -> None:
    made = made_of(Edition.E2021)
    rows = flat(made)
    rows.insert(4, ["其中：予以公开", *"1234567"])
    rows.insert(3, ["（一）予以公开其中主动公开的", *"7654321"])
    assert values(read(paper(made, plain(rows))), "table3") == right(made, "table3")


def test_a_row_printed_twice_with_other_figures_is_declined() -> None:
    made = made_of(Edition.E2021)
    rows = flat(made)
    rows.append([rows[1][0], *["99"] * 7])
    report = read(paper(made, plain(rows)))
    assert not any(address.row == "new" for address in values(report, "table3"))
    assert sum(each.row == "new" for each in report.unread) == 7


def test_cells_in_one_grid_that_hold_everything_go_the_way_of_text() -> None:
    made = made_of(Edition.E2021)
    rows = [[Cell("\n".join("\t".join(row) for row in flat(made)), "A1")]]
    assert all(right(made, "table3")[a] == v for a, v in values(read(paper(made, rows)), "table3").items())


def test_units_stand_in_the_head_or_the_cell() -> None:
    made = made_of(Edition.E2019)
    amount = Address("table2", "procurement", "amount")

    def unit(head: str, text: str) -> str | None:
        rows = plain([["信息内容", "采购项目数量", head], ["政府集中采购", "3", text], ["规章", "", ""]])
        first = plain(
            [["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"], ["规章", "1", "2", "3"]]
        )
        return read(paper(made, first, Paragraph("其他", ""), rows)).units.get(amount)

    assert unit("采购总金额", "12.5") is None
    assert unit("采购总金额（万元）", "12.5") == "万元"
    assert unit("采购总金额\n（单位：元）", "12.5") == "元"
    assert unit("采购总金额", "12.5万元") == "万元"


def test_the_other_editions_columns_are_declined() -> None:
    made = made_of(Edition.E2021)
    foreign = plain(
        [["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "1", "2", "3"]]
    )
    report = read(paper(made, rows_of(made, "table3"), Paragraph("二", ""), foreign))
    assert report.edition is Edition.E2021
    assert not any(address.table == "table2" for address in report.cells)
    assert {each.text for each in report.unread if each.table == "table2"} == {"1", "2", "3"}


def test_grids_without_the_forms_words_are_no_report() -> None:
    grids = (
        Grid(
            ((Cell("单位", ""), Cell("数量", "")), (Cell("科室", ""), Cell("3", ""))), tiled([], "").shape, ""
        ),
    )
    made = made_of(Edition.E2021)
    assert read(Document((*paper(made).blocks, *grids))).cells == {}


@pytest.mark.parametrize("place", [1, 3, 7])
def test_a_lost_column_name_is_found_only_by_three_sums(place: int) -> None:
    made = made_of(Edition.E2021)
    table = form_of(Edition.E2021).section("table3").tables[0]
    names = [leaf.label for leaf in table.column_leaves]
    rows = [["项目", *names], *([leaf.label, *"302106", "12"] for leaf in table.row_leaves)]
    rows[0][place] = ""
    key = APPLICANTS[place - 1]
    expected = 12 if key == "total" else int(rows[1][place])
    report = read(paper(made, plain(rows)))
    at = {trace.address: trace.at for trace in report.trace}
    address = Address("table3", "new", key)
    assert report.cells[address] == expected
    assert "由各行横向合计证实" in at[address]
    rows[5][7] = "13"
    assert address not in read(paper(made, plain(rows))).cells
    rows[5][7] = "12"
    assert address not in read(paper(made, plain(rows[:3]))).cells


def test_a_row_parted_by_texts_right_of_its_label_is_not_its_first_part() -> None:
    made = made_of(Edition.E2021)
    rows = [[row[0], "", *row[1:]] for row in flat(made)]
    place = next(number for number, row in enumerate(rows) if row[0].startswith("（一）"))
    rows[place] = [rows[place][0], "网上", *"5000005"]
    rows.insert(place + 1, ["", "当面", *"3000003"])
    found = values(read(paper(made, plain(rows))), "table3")
    assert not any(address.row == "open" for address in found)
    assert any(address.row == "partial" for address in found)


@pytest.mark.parametrize(("label", "value"), [("3.其他", None), ("其他", None), ("四、其他", 0)])
@pytest.mark.parametrize("kind", [None, Kind.XLSX])
def test_a_second_row_called_other_is_taken_for_neither(
    kind: Kind | None, label: str, value: int | None
) -> None:
    """But a row with the number of a group is no row in one."""
    made = made_of(Edition.E2021)
    rows = flat(made)
    place = next(number for number, row in enumerate(rows) if row[0] == "3.其他")
    rows[place][1:] = ["0"] * 7
    rows.insert(place, [label, "0", "5", "0", "0", "0", "0", "5"])
    cells = values(read(paper(made, plain(rows), kind=kind)), "table3")
    assert cells.get(Address("table3", "ot_other", "business")) == value
    assert Address("table3", "closed", "total") in cells


@pytest.mark.parametrize(("rows", "read_too"), [(["0000000"] * 5, False), (["3210006"] * 5, True)])
def test_a_name_that_resembles_the_missing_one_needs_figures_of_its_own(
    rows: list[str], read_too: bool
) -> None:
    """Noughts add up under any name."""
    made = made_of(Edition.E2021)
    table = flat(made)
    table[0][2] = "商企"
    figures = [*rows, *["1000001"] * (len(table) - 1 - len(rows))]
    given = [table[0], *([row[0], *line] for row, line in zip(table[1:], figures, strict=True))]
    cells = values(read(paper(made, plain(given))), "table3")
    assert (Address("table3", "new", "business") in cells) is read_too
    assert Address("table3", "new", "natural") in cells


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("kind", [None, Kind.XLSX])
def test_names_that_stand_over_other_columns_name_none(kind: Kind | None, blank: bool) -> None:
    """The row with the first and the last name is lost, and the others have moved to the left."""
    made = made_of(Edition.E2021)
    rows = flat(made)
    rows[0] = ["项目", *rows[0][2:7], "", ""]
    for row in rows[1:]:
        row[1:] = ["5", *[""] * 5, "5"] if blank else list("1002003")
    report = read(paper(made, plain(rows), rows_of(made, "table2"), kind=kind))
    assert values(report, "table3") == {}
    assert any(each.table == "table3" for each in report.unread)
