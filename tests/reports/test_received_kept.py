"""A report that was read is kept as received once nothing is in doubt, and never overwritten."""

import json
from dataclasses import replace

import pytest

from gongkai.annual import contract
from gongkai.base.refusal import Refused
from gongkai.reports.models import ReceivedReport, Says
from gongkai.reports.receiving import queries
from gongkai.reports.receiving.actions import correct, read_again
from gongkai.reports.receiving.keeping import keep_received
from gongkai.reports.receiving.names import probably_one
from gongkai.reports.receiving.written import CONTENT_TYPES, written
from officers import TEST
from own_organ import as_the_log_says
from read_file import CELL, WHY, by_hand, file, given, inside, nobody_reads, now, office

__all__ = ["as_the_log_says", "file", "inside", "nobody_reads", "office"]
pytestmark = pytest.mark.django_db


def test_an_older_reading_is_not_kept_while_the_file_waits_to_be_read_again(file):
    by_hand(file, "31")
    seen = now(file).mark
    read_again(file, by=TEST)
    with pytest.raises(Refused, match="等待重新读取"):
        keep_received(file, about="甲局", year=2024, by=TEST, seen=seen)
    given(file, now(file).printed)
    assert keep_received(file, about="甲局", year=2024, by=TEST, seen=now(file).mark).reading.number == 2


def test_it_is_kept_once_nothing_is_in_doubt_with_who_corrected_what(file, office):
    about, year = "青石县教育局", 2024
    with pytest.raises(Refused, match="还有1个存疑的格"):
        keep_received(file, about=about, year=year, by=office, seen=now(file).mark)
    seen = now(file).mark
    correct(file, CELL, Says.VALUE, by=office, reason=WHY, value="31")
    with pytest.raises(Refused, match="看过现在的内容"):
        keep_received(file, about=about, year=year, by=office, seen=seen)
    kept = keep_received(file, about=f" {about} ", year=year, by=office, seen=now(file).mark)
    assert (kept.about, kept.year, kept.by, kept.received, kept.edition) == (
        about,
        year,
        office,
        file,
        "2021",
    )
    assert kept.facts() == replace(now(file).report, organ=about, year=year)
    assert [(each["value"], each["printed"], each["by"]) for each in kept.corrections] == [
        ("31", "3 1", "公开办乙")
    ]
    # A correction made later changes what is read of the file, not what was kept.
    by_hand(file, "32")
    assert ReceivedReport.objects.get().facts().cells[CELL] == 31


def test_the_same_organ_and_year_again_supersedes_and_overwrites_nothing(file):
    by_hand(file, "31")

    def keep(**more):
        return keep_received(file, about="甲局", year=2024, by=TEST, seen=now(file).mark, **more)

    first = keep()
    by_hand(file, "32")
    with pytest.raises(Refused, match=r"甲局2024年.*已经收过一份"):
        keep()
    second = keep(replaces=True)
    first.refresh_from_db()
    assert (second.supersedes, first.superseded_at is not None, second.superseded_at) == (first, True, None)
    assert (first.facts().cells[CELL], second.facts().cells[CELL]) == (31, 32)
    assert queries.standing("甲局", 2024) == second
    keep_received(file, about="甲局", year=2023, by=TEST, seen=now(file).mark)
    assert ReceivedReport.objects.filter(superseded_at=None).count() == 2


def test_an_organ_named_almost_like_one_that_is_there_is_for_a_person_to_tell(file):
    by_hand(file, "31")

    def keep(about, **more):
        return keep_received(file, about=about, year=2024, by=TEST, seen=now(file).mark, **more)

    keep("甲局")
    with pytest.raises(Refused, match="名称相近的机关：“甲局”，可能与“甲县甲局”是同一个"):
        keep("甲县甲局")
    assert keep("甲县甲局", another=True).about == "甲县甲局"
    assert {row.about for row in ReceivedReport.objects.filter(superseded_at=None)} == {"甲局", "甲县甲局"}
    keep("甲县甲局", replaces=True)  # what was decided once is not asked again
    keep("乙县丙局")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("甲局", "甲县甲局", True),
        ("越城区教育局", "绍兴市越城区教育局", True),
        ("县教育局", "青石县教育局", True),
        ("青石县教育局", "青石县 教育局", True),
        ("青石县教育局", "青石县教育局办公室", True),
        ("教育局", "体育局", False),
        ("甲县教育局", "乙县教育局", False),
        ("甲县教育局", "甲县教育局", False),
        ("局", "公安局", False),
        ("", "甲局", False),
    ],
)
def test_which_names_probably_mean_one_organ(one, other, same):
    assert probably_one(one, other) is same
    assert probably_one(other, one) is same


@pytest.mark.parametrize(
    ("about", "year", "says"), [("", 2024, "名称"), ("甲局", 2018, "年度"), ("甲局", 2999, "年度")]
)
def test_whose_report_it_is_and_of_which_year_must_be_known(file, about, year, says):
    by_hand(file, "31")
    with pytest.raises(Refused, match=says):
        keep_received(file, about=about, year=year, by=TEST, seen=now(file).mark)


def test_last_years_report_is_held_against_this_years(file, organ):
    by_hand(file, "31")
    keep_received(file, about="青石县教育局", year=2023, by=TEST, seen=now(file).mark)
    assert {"X1"} <= {each.finding.code for each in now(file).findings}


@pytest.mark.parametrize("extension", [each for each in CONTENT_TYPES if each != "pdf"])
def test_a_kept_report_is_written_in_every_form_and_json_loses_nothing(file, extension):
    by_hand(file, "31")
    kept = keep_received(file, about="甲局", year=2024, by=TEST, seen=now(file).mark)
    content = written(kept, extension)
    assert content
    if extension == "json":
        said = json.loads(content)
        assert contract.loads(content.decode()).cells == kept.facts().cells
        assert (said["organ"], said["year"], said["source"]) == ("甲局", 2024, "看不清.html")
        assert said["corrections"][0]["row"] == "一、本年新收政府信息公开申请数量"
