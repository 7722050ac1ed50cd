"""Names of columns and rows in text: short ones, slips, foreign ones, and the digits beside them."""

import pytest

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.read import read
from gongkai.annual.report import Report
from gongkai.papers.open import from_text

TABLE = form_of(Edition.E2021).section("table3").tables[0]
ROWS = {key: name.rpartition("/")[2] for key, name in TABLE.row_names.items()}
NAMES = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def report(names: list[str], rows: dict[str, str] | None = None) -> Report:
    lines = [
        "云溪县教育局2022年政府信息公开工作年度报告",
        "三、收到和处理政府信息公开申请情况",
        "\t".join(["项目", *names]),
    ]
    for number, (key, label) in enumerate(ROWS.items()):
        lines.append(
            "\t".join([(rows or {}).get(key, label), str(number), "0", "0", "0", "0", "0", str(number)])
        )
    return read(from_text("\n".join(lines)))


def given(found: Report, row: str, column: str) -> object:
    doubted = {(each.table, each.row, each.column) for each in found.unread}
    address = Address("table3", row, column)
    return "unread" if tuple(address) in doubted else found.cells.get(address, "absent")


@pytest.mark.parametrize("name", ["公民", "自然", "自燃人"])
def test_a_short_name_or_a_slip_is_known_beside_the_others(name: str) -> None:
    assert given(report([name, *NAMES[1:]]), "carried_in", "natural") == 1


@pytest.mark.parametrize("name", ["事业单位", "新闻媒体", "企业小计", "境外组织"])
def test_a_foreign_name_is_not_taken_for_the_one_that_is_missing(name: str) -> None:
    assert given(report([NAMES[0], name, *NAMES[2:]]), "carried_in", "business") in ("unread", "absent")


def test_a_row_whose_label_is_not_known_is_named() -> None:
    found = report(NAMES, {"np_repeat": "2.网上提交的表格"})
    assert given(found, "np_repeat", "natural") == "unread"
    assert given(found, "np_petition", "natural") == list(ROWS).index("np_petition")


def test_the_last_digit_of_a_figure_is_no_number_of_the_label_under_it() -> None:
    """A browser copies the last cell of a row and the label of the next one as one piece."""
    cells = [f"\n\n\t\n{figure}" for figure in ("1333", "0", "0", "0", "0", "0", "1333")]
    keys = ("na_not_held", "na_make", "na_unclear", "np_petition")
    labels = [ROWS[keys[0]], ROWS[keys[1]], "补正后申请内容仍不明确", ROWS[keys[3]]]
    head = "云溪县教育局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    text = head + "\n\n\t\n".join(NAMES) + "".join(f"\n\n{label}{''.join(cells)}" for label in labels)
    assert given(read(from_text(text)), "na_make", "total") in (1333, "unread", "absent")


@pytest.mark.parametrize("first", [True, False])
def test_a_second_row_called_other_is_taken_for_neither(first: bool) -> None:
    """Of two rows that differ, one blank and alone with blank rows below it."""
    places = list(ROWS)
    blank, figures = [""] * 7, ["0", "5", "0", "0", "0", "0", "5"]
    lines = [
        "云溪县教育局2022年政府信息公开工作年度报告",
        "三、收到和处理政府信息公开申请情况",
        "|".join(["项目", *NAMES]),
        *("|".join([label, *blank]) for label in list(ROWS.values())[: places.index("ot_other")]),
        "|".join(["其他", *(figures if first else blank)]),
        "|".join(["3.其他", *(blank if first else figures)]),
        *("|".join([label, *blank]) for label in list(ROWS.values())[places.index("ot_other") + 1 :]),
    ]
    assert given(read(from_text("\n".join(lines))), "ot_other", "business") in ("unread", "absent")


def test_a_row_numbered_as_a_group_is_no_other_of_a_group() -> None:
    found = report(NAMES, {"ot_other": "四、其他"})
    assert given(found, "ot_other", "natural") in ("unread", "absent")
    assert given(found, "closed", "natural") == list(ROWS).index("closed")


FIRST = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def columns(names: list[str], figures: list[str], between: str) -> Report:
    lines = ["云溪县教育局2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    lines.append(between.join([FIRST, *names]))
    group = "三、本年度办理结果"
    lines += [
        between.join([*([group] if key == "open" else []), label, *figures]) for key, label in ROWS.items()
    ]
    return read(from_text("\n".join(lines)))


@pytest.mark.parametrize("name", ["备注", "占比", "上年数", "其中：外国人", ""])
@pytest.mark.parametrize("between", ["\t", "|"])
def test_a_column_behind_the_total_moves_no_figure(name: str, between: str) -> None:
    found = columns([*NAMES, name], [*[""] * 6, "7", "8"], between)
    assert given(found, "new", "total") in (7, "unread", "absent")
    assert given(found, "new", "other") in (None, "unread", "absent")


def test_a_column_before_the_others_in_single_lines_moves_no_figure() -> None:
    found = columns(["组织", *NAMES], ["4", *[""] * 7], "\n")
    assert all(given(found, row, "natural") in (None, "unread", "absent") for row in ROWS)


@pytest.mark.parametrize("place", [1, 3])
def test_a_column_without_a_name_among_the_others_moves_no_figure(place: int) -> None:
    names, figures = list(NAMES), ["", "", "", "", "", "", "4"]
    names.insert(place, "")
    figures.insert(place, "5")
    found = columns(names, figures, "\t")
    for row in ROWS:
        assert all(given(found, row, key) in (None, "unread", "absent") for key in ("natural", "research"))


@pytest.mark.parametrize("between", [" ", "\u3000"])
def test_names_in_another_order_beside_an_odd_one_are_no_lost_head(between: str) -> None:
    names = ["总计", "其他", "社会公益组织", "商企", "法律服务机构", "自然人", "科研机构"]
    found = columns(names, ["6", *["1"] * 6], between)
    assert all(given(found, row, "natural") in (1, "unread", "absent") for row in ROWS)


def test_one_name_more_in_a_line_is_no_lost_head() -> None:
    found = columns(["增减", *NAMES], ["0", "3", "1", "2", "4", "5", "15"], " ")
    assert all(given(found, row, "natural") in (3, "unread", "absent") for row in ROWS)


def test_an_unknown_row_in_single_lines_is_no_rest_of_the_whole_label_above_it() -> None:
    figures = ["3", "0", "0", "0", "0", "0", "3"]
    lines = ["云溪县教育局2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", *NAMES]
    for key, label in ROWS.items():
        lines += [label] if key == "ref_safety" else [label, *figures]
        lines += ["申请总数", *["0"] * 7] if key == "ref_safety" else []
    found = read(from_text("\n".join(lines)))
    assert given(found, "ref_safety", "total") in ("unread", "absent")
    assert given(found, "ref_third", "total") in (3, "unread", "absent")
