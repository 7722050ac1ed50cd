"""Last year's report: stored once, never overwritten."""

import pytest

from gongkai.annual.batch_load import report_in
from gongkai.annual.writers import WRITERS
from gongkai.base.refusal import Refused
from gongkai.demo.bureaus import bureaus
from gongkai.organs.actions import register
from gongkai.organs.models import Kind
from gongkai.reports.bringing_in.last_report import bring_in_report, read_report
from gongkai.reports.bringing_in.verdicts import Verdict
from gongkai.reports.models import AnnualReport
from officers import TEST, bureau

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def wenxian():
    return next(each for each in bureaus() if each.slug == "wenxian")


@pytest.fixture
def organ(db, wenxian):
    return register(
        by=TEST,
        name=wenxian.name,
        short_name=wenxian.short_name,
        slug=wenxian.slug,
        place=wenxian.place,
        kind=Kind.COUNTY_DEPARTMENT,
    )


def test_a_report_is_judged_stored_and_known_again(inside, wenxian):
    found = read_report(wenxian.sample, inside)
    assert found.verdict is Verdict.NEW
    assert "2020年度，2019年格式" in found.says
    assert not AnnualReport.objects.exists()
    bring_in_report(wenxian.sample, organ=inside, by=TEST)
    stored = AnnualReport.objects.get()
    assert (stored.year, stored.source, stored.published_at) == (2020, "wenxian-2020.txt", None)
    assert bring_in_report(wenxian.sample, organ=inside, by=TEST).verdict is Verdict.THERE
    assert AnnualReport.objects.count() == 1


def test_other_figures_do_not_overwrite_it(inside, wenxian, tmp_path):
    bring_in_report(wenxian.sample, organ=inside, by=TEST)
    text = wenxian.sample.read_text(encoding="utf-8")
    changed = tmp_path / "改过.txt"
    changed.write_text(text.replace("12336", "12337"), encoding="utf-8")
    assert read_report(changed, inside).verdict is Verdict.WRONG
    with pytest.raises(Refused, match="数字不同，没有覆盖"):
        bring_in_report(changed, organ=inside, by=TEST)
    assert AnnualReport.objects.get().source == "wenxian-2020.txt"


def test_what_is_no_report_or_anothers_is_refused(inside, wenxian, tmp_path):
    letter = tmp_path / "信.txt"
    letter.write_text("关于召开会议的通知\n请准时参加。\n", encoding="utf-8")
    for path in (letter, tmp_path / "没有.txt"):
        with pytest.raises(Refused):
            bring_in_report(path, organ=inside, by=TEST)
    other = bureau("yi")
    with pytest.raises(Refused, match="请选对机关"):
        read_report(wenxian.sample, other)
    with pytest.raises(Refused, match="请选对机关"):
        bring_in_report(wenxian.sample, organ=other, by=TEST)
    assert not AnnualReport.objects.exists()


@pytest.mark.parametrize(
    ("year", "says"), [(2018, "2018年度没有全国统一的年度报告格式"), (2087, "2087年度还没有开始")]
)
def test_a_report_of_a_year_that_can_have_none_is_refused(inside, wenxian, tmp_path, year, says):
    path = tmp_path / "报告.txt"
    path.write_text(wenxian.sample.read_text(encoding="utf-8").replace("2020", str(year)), encoding="utf-8")
    with pytest.raises(Refused, match=says):
        read_report(path, inside)
    with pytest.raises(Refused, match=says):
        bring_in_report(path, organ=inside, by=TEST)
    assert not AnnualReport.objects.exists()


def test_a_report_with_a_mark_of_secrecy_is_refused(inside, wenxian, tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text("机密★10年\n" + wenxian.sample.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(Refused, match="国家秘密标志"):
        bring_in_report(path, organ=inside, by=TEST)
    assert not AnnualReport.objects.exists()


def test_a_report_in_word_is_read_as_its_text_is(inside, wenxian, tmp_path):
    paths = [tmp_path / "报告.docx", tmp_path / "报告.json"]
    for path in paths:
        path.write_bytes(WRITERS[path.suffix[1:]](report_in(wenxian.sample.read_bytes(), "报告.txt"), None))
    bring_in_report(paths[0], organ=inside, by=TEST)
    assert bring_in_report(wenxian.sample, organ=inside, by=TEST).verdict is Verdict.THERE
    assert bring_in_report(paths[1], organ=inside, by=TEST).verdict is Verdict.THERE
