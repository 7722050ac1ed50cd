"""A report keeps the name and the address under which it was made."""

import datetime

import pytest
from django.test import Client

import pages
from annual_reports import report, stored
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.organs.actions import amend, reorganise
from gongkai.reports import queries
from gongkai.reports.actions import store
from officers import TEST, bureau

pytestmark = pytest.mark.django_db
RENAMED = datetime.date(2021, 3, 1)


@pytest.fixture
def organ():
    organ = bureau("jia")
    amend(organ, since=RENAMED, by=TEST, name="甲县教育和体育局", slug="jia-jty")
    return organ


def test_the_name_of_the_year_stands_on_the_report(organ):
    for year in (2020, 2021):
        stored(organ, year, published=True)
    with scope.public():
        named = {row.year: (str(row), row.facts().organ) for row in queries.listed()}
    assert named[2020][0].startswith("jia县教育局2020年")
    assert named[2020][1] == "jia县教育局"
    assert named[2021][1] == "甲县教育和体育局"
    with scope.organ(organ):  # a row that came another way
        assert organ.reports.get(year=2020).organ_name == "jia县教育局"


def test_a_list_of_reports_is_one_query(organ, django_assert_num_queries):
    for year in (2020, 2021):
        stored(organ, year, published=True)
    with scope.public(), django_assert_num_queries(1):
        assert [str(row)[:4] for row in queries.listed()] == ["甲县教育", "jia县"]


@pytest.mark.parametrize("printed", ["某省jia县教育局", "甲县教育和体育局"])
def test_a_file_under_a_former_name_is_the_organs(organ, printed):
    assert store(report(organ=printed), organ=organ, by=TEST).organ == organ


def test_an_organ_that_ended_keeps_its_reports_and_addresses(organ):
    stored(organ, 2020, published=True)
    reorganise(organ, successors=[bureau("yi")], on=datetime.date(2022, 1, 1), by=TEST)
    client = Client()
    for path in ("/organs/jia/", "/organs/jia/reports/2020/"):
        answer = client.get(path)
        assert answer.status_code == 301
        assert answer.headers["Location"] == path.replace("jia", "jia-jty")
        assert client.get(answer.headers["Location"]).status_code == 200
    page = pages.Pages(client).get("/organs/jia-jty/")
    assert "自2022年1月1日起由yi县教育局承继" in page.text
    assert "/organs/yi/" in page.links


def test_who_will_take_over_is_not_announced_before_the_day(organ):
    reorganise(organ, successors=[bureau("yi")], on=today() + datetime.timedelta(days=1), by=TEST)
    assert "承继" not in pages.Pages(Client()).get("/organs/jia-jty/").text
