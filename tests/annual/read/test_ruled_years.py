"""Labels that name a year where the form says 本年, 上年 or 下年度: read if it is the report's."""

from dataclasses import replace

import pytest

from annual.read.ruled_papers import Rows, made_of, paper, right, rows_of, values
from corpus.made import Made
from gongkai.annual.form import Address, Edition
from gongkai.annual.read import read

NEW = "一、本年新收政府信息公开申请数量"
IN = "二、上年结转政府信息公开申请数量"
OUT = "四、结转下年度继续办理"


def renamed(made: Made, section: str, old: str, new: str) -> Rows:
    rows = [
        [replace(cell, text=new) if cell.text == old else cell for cell in row]
        for row in rows_of(made, section)
    ]
    assert rows != rows_of(made, section)
    return rows


@pytest.mark.parametrize(
    ("section", "old", "new", "later"),
    [
        ("table3", NEW, "一、{}年新收政府信息公开申请数量", 0),
        ("table3", NEW, "一、{}年度新收政府信息公开申请数量", 0),
        ("table3", IN, "二、{}年结转政府信息公开申请数量", 1),
        ("table3", IN, "二、上一年度结转政府信息公开申请数量", None),
        ("table3", OUT, "四、结转{}年度继续办理", -1),
        ("table2", "本年制发件数", "{}年制发件数", 0),
        ("table2", "本年废止件数", "{}年\n废止件数", 0),
        ("table2", "本年处理决定数量", "{}年处理决定数量", 0),
    ],
)
def test_a_year_in_a_label_is_read_where_it_is_the_reports(
    section: str, old: str, new: str, later: int | None
) -> None:
    made = made_of(Edition.E2021)
    rest = [rows_of(made, "table3")] if section == "table2" else []
    rows = renamed(made, section, old, new.format(made.year - (later or 0)))
    assert values(read(paper(made, *rest, rows)), section) == right(made, section)
    if later is None:
        return
    other = values(
        read(paper(made, *rest, renamed(made, section, old, new.format(made.year - later - 1)))), section
    )
    assert other.items() < right(made, section).items()


def test_another_years_column_beside_this_years_is_not_taken_for_it() -> None:
    made = made_of(Edition.E2021)
    rows = renamed(made, "table2", "本年制发件数", f"{made.year - 1}年制发件数")
    found = values(read(paper(made, rows_of(made, "table3"), rows)), "table2")
    assert Address("table2", "rules", "made") not in found
    assert Address("table2", "rules", "in_force") in found
