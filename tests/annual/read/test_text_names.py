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
