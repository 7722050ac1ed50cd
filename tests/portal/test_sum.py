"""The sum of the reports: every number can be followed to what it was added from."""

import json
from decimal import Decimal

import pytest

from gongkai.base import scope
from gongkai.reports.models import AnnualReport


@pytest.fixture
def page(site):
    return site.get("/reports/sum/")


def links(page):
    return {link["href"] for link in page.main.all("a", class_="addends")}


def test_every_number_leads_to_its_addends_and_they_add_up(site, page):
    cells = [cell for cell in page.main.all("td", class_="number") if list(cell.all("a", class_="addends"))]
    assert len(cells) > 150
    for cell in cells[::9]:
        link = next(cell.all("a", class_="addends"))
        rows = list(site.get(link["href"]).main.one("tbody").all("tr"))
        numbers = [next(row.all("td", class_="number")).text.removesuffix("万元") for row in rows]
        assert len(rows) == 6  # five reports and the sum
        assert sum(Decimal(text) for text in numbers[:-1] if text[:1].isdigit()) == Decimal(numbers[-1])
        assert link.text.removesuffix("万元") == numbers[-1]


def test_known_figures(site):
    text = site.get("/reports/sum/table2/licences/decisions/").text
    for number in ("1095", "956", "1507", "3566"):  # 1095 + 2 + 956 + 6 + 1507
        assert number in text


def test_amounts_in_unlike_units_are_not_added(site, page):
    cell = page.main.one("td", id="table2-procurement-amount")
    assert "未相加" in cell.text
    addends = site.get("/reports/sum/table2/procurement/amount/")
    assert "没有相加" in addends.text
    assert "3926万元" in addends.text


def test_years_and_gaps_are_named(page):
    assert "2019年度1份" in page.text
    assert "2020年度4份" in page.text
    assert "缺少：婺城区教育局2020年政府信息公开工作年度报告：没有表三" in page.text


def test_how_far_each_table_reaches_is_told_first_and_over_the_table(page):
    table = next(each for each in page.main.all("table") if "各表的完整程度" in each.text)
    said = {
        row.children[0].text: [cell.text for cell in row.children[1:]] for row in table.one("tbody").all("tr")
    }
    requests = next(cells for heading, cells in said.items() if "公开申请" in heading)
    assert requests[0].startswith("4份，不含：婺城区教育局")
    proactive = next(cells for heading, cells in said.items() if "主动公开" in heading)
    assert proactive[0] == "全部5份"
    assert int(proactive[3]) == 1
    marks = [mark.text for mark in page.main.all("a", class_="mark is-unread")]
    partial = sum(int(cells[2]) for cells in said.values())
    assert sum(mark.startswith("不全") for mark in marks) == partial
    assert sum(mark.startswith("未相加") for mark in marks) == 1
    assert "本表不含：婺城区教育局2020年政府信息公开工作年度报告（没有这张表）" in page.text


def test_a_cell_that_a_report_does_not_show_is_said_so(site):
    row = next(
        row
        for row in site.get("/reports/sum/table3/new/natural/").main.one("tbody").all("tr")
        if "婺城" in row.text
    )
    assert "没有这一格" in row.text


def test_the_json_is_the_exchange_format_with_sources(site):
    answer = site.client.get("/reports/sum.json")
    data = json.loads(answer.content)
    assert len(data["sources"]) == 5
    assert data["table2"]["行政许可"]["处理决定数量"] == 3566
    assert data["missing"]
    assert "演示数据" in data["remark"]


def test_only_the_newest_edition_is_added_and_the_rest_is_named(site):
    with scope.everywhere("test"):
        AnnualReport.objects.filter(organ__slug="wenxian").update(
            year=2021, edition="2021", cells={"table3": {"new/total": 7}}, units={}, trace=[]
        )
    page = site.get("/reports/sum/")
    assert [item.text for item in page.main.one("ul", class_="sources").children] == [
        "温县教育局2021年政府信息公开工作年度报告"
    ]
    assert "鄞州区教育局2019年政府信息公开工作年度报告" in page.main.one("ul", class_="left-out").text
