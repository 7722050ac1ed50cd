"""A report's page: the official tables with what is said about them, and the same report as files."""

import json

import pytest

from gongkai.annual import contract
from gongkai.base import scope
from gongkai.reports import queries

REPORTS = {
    "yuhang": "/organs/yuhang/reports/2020/",
    "wenxian": "/organs/wenxian/reports/2020/",
    "pingfang": "/organs/pingfang/reports/2020/",
    "wucheng": "/organs/wucheng/reports/2020/",
    "yinzhou": "/organs/yinzhou/reports/2019/",
}


@pytest.fixture(params=REPORTS)
def slug(request):
    return request.param


@pytest.fixture
def page(site, slug):
    return site.get(REPORTS[slug])


@pytest.fixture
def stored(demo, slug):
    with scope.public():
        return queries.checked(queries.listed().get(organ__slug=slug))


def number_in(cell):
    """What a cell shows beside its marks and what is only spoken."""
    text = cell.text
    for node in cell.all("a", "span"):
        if node.get("class") == "unseen" or node.get("class").startswith("mark"):
            text = text.replace(node.text, "", 1)
    return text.strip()


def test_every_cell_shows_what_the_report_prints(page, stored):
    """And nothing else: a blank stays blank, a cell that is not there is not made up."""
    shown = {node["id"]: node for node in page.tree.all("td") if "headers" in node.attrs}
    assert set(shown) >= {"-".join(address) for address in stored.report.cells}
    for address, value in stored.report.cells.items():
        cell = shown["-".join(address)]
        unit = stored.report.units.get(address, "")
        assert number_in(cell) == ("" if value is None else f"{value}{unit}"), address


def test_every_finding_is_told_and_leads_to_its_cell(page, stored):
    items = [node for node in page.main.all("li") if "id" in node.attrs]
    assert len(items) == len(stored.findings) + len(stored.report.unread)
    for finding in stored.findings:
        item = next(node for node in items if finding.says in node.text)
        if finding.row and finding.column:
            cell = "-".join([finding.table, finding.row, finding.column])
            assert [link["href"] for link in item.all("a")] == [f"#{cell}"]
            marks = [
                link for link in page.main.one("td", id=cell).all("a") if link["href"] == f"#{item['id']}"
            ]
            assert len(marks) == 1
            assert marks[0].text  # told in words, not by colour alone


def test_the_place_of_every_number_in_the_source_is_told(page, stored):
    rows = [row for box in page.main.all("details") for row in box.one("tbody").all("tr")]
    assert len(rows) == len(stored.report.trace)
    for row, each in zip(rows, stored.report.trace, strict=True):
        assert row.one("a")["href"] == "#" + "-".join(each.address)
        assert each.raw.split() == [*row.all("td")][2].text.split()
        assert "行" in [*row.all("td")][3].text


def test_the_prose_is_all_there(page, stored):
    for chapter in stored.report.chapters.values():
        for line in chapter.text.split():
            assert line in page.text


def test_the_page_says_what_it_is(page, stored):
    year = stored.row.year
    assert f"{year}年1月1日—12月31日" in page.text
    assert f"演示数据。表中数字取自{stored.row.figures_from}；文字为演示用改写" in page.text
    assert page.meta["ColumnType"] == "信息公开年报"
    assert page.meta["ArticleTitle"] == page.h1 == str(stored.row)


def test_missing_tables_are_named_not_shown_empty(site):
    page = site.get(REPORTS["wucheng"])
    assert "原报告没有表三" in page.text
    assert "原报告没有表四" in page.text
    assert not list(page.main.all("td", id="table3-new-total"))


def test_a_number_names_all_its_headings(site):
    page = site.get(REPORTS["yuhang"])

    def headings(cell):
        return [page.main.one("th", id=name).text for name in page.main.one("td", id=cell)["headers"].split()]

    columns = {"申请人情况", "法人或其他组织", "商业企业"}
    rows = {"三、本年度办理结果", "（三）不予公开", "4.保护第三方合法权益"}
    assert set(headings("table3-ref_third-business")) == columns | rows
    assert set(headings("table2-penalties-decisions")) == {"第二十条第（六）项", "处理决定数量", "行政处罚"}
    assert set(headings("table4-suit_after-pending")) == {"行政诉讼", "复议后起诉", "尚未审结"}


def test_the_json_is_the_exchange_format_with_findings_and_trace(site, stored, slug):
    answer = site.client.get(REPORTS[slug].rstrip("/") + ".json")
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert f'filename="{slug}-{stored.row.year}.json"' in answer.headers["Content-Disposition"]
    text = answer.content.decode()
    assert contract.loads(text).cells == stored.report.cells
    assert [found["code"] for found in json.loads(text)["findings"]] == [
        found.code for found in stored.findings
    ]
    assert len(json.loads(text)["trace"]) == len(stored.report.trace)
    assert "演示数据" in json.loads(text)["remark"]


def test_the_html_stands_alone_and_says_what_it_is(site, stored, slug):
    answer = site.client.get(REPORTS[slug].rstrip("/") + ".html")
    html = answer.content.decode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "演示数据" in html
    assert "noindex" in html
    assert stored.row.figures_from in html
