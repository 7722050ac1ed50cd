"""A file that was read: corrected by hand, judged, read again. Nothing that was said is lost."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.report import Unread
from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from gongkai.reports.models import CellCorrection, FileReading, Judgement, Says
from gongkai.reports.receiving import queries
from gongkai.reports.receiving.actions import accept_rest, correct, judge, read_again, undo
from gongkai.reports.receiving.keeping import keep_received
from handed_in import report
from officers import TEST, bureau, officer
from own_organ import as_the_log_says
from read_file import CELL, WHY, by_hand, file, given, inside, nobody_reads, now, office, plain, value

__all__ = ["as_the_log_says", "file", "inside", "nobody_reads", "office", "plain"]
pytestmark = pytest.mark.django_db
OTHER = Address("table3", "new", "business")
AMOUNT = Address("table2", "charges", "amount")


def test_a_doubtful_cell_has_no_value_until_a_person_says_what_it_prints(file, office):
    view = now(file)
    assert list(view.open) == [CELL]
    assert (value(file), view.doubts.cells[CELL][0].text) == (None, "3 1")
    row = correct(file, CELL, Says.VALUE, by=office, reason=WHY, value=" ３１ ")
    assert (row.value, row.printed, row.by, row.reason) == ("31", "3 1", office, WHY)
    view = now(file)
    assert (value(file), list(view.open), view.report.unread) == (31, [], ())
    assert view.printed.cells[CELL] is None  # what was read stays as it was read


def test_corrections_stand_in_order_and_the_one_before_holds_again_when_one_is_undone(file):
    first, second = by_hand(file, "31"), by_hand(file, "13")
    assert value(file) == 13
    undo(second, by=TEST, reason="弄错了")
    assert value(file) == 31
    with pytest.raises(Refused, match="已经更正成这样了"):  # the form was sent once more
        by_hand(file, "31")
    with pytest.raises(Refused, match="已经撤销过"):
        undo(second, by=TEST, reason="再来")
    third = correct(file, CELL, Says.BLANK, by=TEST, reason="其实是空白")
    assert (value(file), now(file).report.unread) == (None, ())
    undo(first, by=TEST, reason="也错了")
    undo(third, by=TEST, reason="也错了")
    assert list(now(file).open) == [CELL]
    assert [row.number for row in CellCorrection.objects.order_by("number")] == [1, 2, 3, 4, 5, 6]
    assert {row.printed for row in CellCorrection.objects.all()} == {"3 1"}


def test_a_cell_that_nobody_doubted_can_be_corrected_too_and_the_findings_follow(file):
    before = {each.finding.says for each in now(file).findings}
    old = now(file).printed.cells[OTHER]
    by_hand(file, str((old or 0) + 1), OTHER)
    assert value(file, OTHER) == (old or 0) + 1
    assert {each.finding.says for each in now(file).findings} != before
    undo(CellCorrection.objects.get(), by=TEST, reason="原来是对的")
    assert {each.finding.says for each in now(file).findings} == before


def test_an_amount_keeps_its_figures(file):
    by_hand(file, "12.50", AMOUNT)
    assert str(value(file, AMOUNT)) == "12.50"
    assert value(file, AMOUNT) == Decimal("12.5")


@pytest.mark.parametrize(
    ("address", "number"), [(CELL, "十"), (CELL, "1.5"), (CELL, "1,234"), (CELL, "12件"), (AMOUNT, "12万元")]
)
def test_what_is_no_number_is_refused(file, address, number):
    with pytest.raises(Refused, match="不是"):
        by_hand(file, number, address)
    assert not CellCorrection.objects.exists()


@pytest.mark.parametrize("address", [CELL, AMOUNT])
def test_a_number_longer_than_any_report_prints_is_refused_as_such(file, address):
    with pytest.raises(Refused, match="有16位以上，不像是报告里的数"):
        by_hand(file, "9" * 40, address)
    assert by_hand(file, "9" * 15, address).value == "9" * 15


def test_a_count_is_never_negative_by_hand_and_a_change_may_be(file, plain):
    with pytest.raises(Refused, match="是负数"):
        by_hand(file, "-5")
    with pytest.raises(Refused, match="是负数"):
        by_hand(file, "−5")  # a true minus sign
    with pytest.raises(Refused, match="不是金额"):
        by_hand(file, "-5", AMOUNT)
    assert not CellCorrection.objects.exists()
    given(plain, report(3, Edition.E2019))
    change = next(each for each in form_of(Edition.E2019).addresses if each.column == "items_change")
    assert by_hand(plain, "-5", change).value == "-5"


def test_a_correction_needs_a_reason_a_cell_and_one_meaning(file):
    with pytest.raises(Refused, match="原因"):
        correct(file, CELL, Says.VALUE, by=TEST, reason=" ", value="1")
    with pytest.raises(Refused, match="没有这一格"):
        by_hand(file, "1", Address("table3", "ot_any", "natural"))  # of the other edition
    with pytest.raises(Refused, match="二者选一"):
        correct(file, CELL, Says.BLANK, by=TEST, reason=WHY, value="1")


def test_all_that_is_left_can_be_accepted_as_unreadable_and_gives_no_value(plain):
    found = report(3, Edition.E2021)
    cells = {address: number for address, number in found.cells.items() if address != OTHER}
    unread = (
        Unread(*CELL, "L3", "3 1", "看不准"),
        Unread("table3", None, None, "L9", "77", "不知道是哪一格"),
    )
    given(plain, replace(found, cells={**cells, CELL: None}, unread=unread))
    assert set(now(plain).open) == {CELL, OTHER}  # a hole in a row is in doubt as well
    assert accept_rest(plain, by=TEST, reason="传真件看不清") == 2
    view = now(plain)
    assert (list(view.open), view.report.cells[CELL], OTHER in view.report.cells) == ([], None, False)
    assert {(item.row, item.column) for item in view.report.unread} >= {
        ("new", "natural"),
        ("new", "business"),
    }
    with pytest.raises(Refused, match="没有还没处理"):
        accept_rest(plain, by=TEST, reason="再来")
    with pytest.raises(Refused, match="没能放进表格"):
        keep_received(plain, about="甲局", year=2024, by=TEST, seen=view.mark)
    kept = keep_received(plain, about="甲局", year=2024, by=TEST, seen=view.mark, loose_seen=True)
    assert kept.facts().cells.get(CELL) is None
    assert len(kept.facts().unread) == 3


def test_a_verdict_survives_another_reading_and_not_another_finding(plain, office):
    found = report(3, Edition.E2021)
    total = Address("table3", "new", "total")
    wrong = replace(found, cells={**found.cells, **dict.fromkeys([CELL], 5), total: 99})
    given(plain, wrong)
    finding = next(each for each in now(plain).findings if each.finding.left is not None)
    judge(plain, finding.key, Judgement.FAILS, by=office, note="公布时已更正")
    judge(plain, finding.key, Judgement.HOLDS, by=office)

    def verdicts():
        return [
            [each.judgement for each in judged.verdicts] for judged in now(plain).findings if judged.verdicts
        ]

    assert verdicts() == [["holds", "fails"]]
    read_again(plain, by=office)
    given(plain, wrong)
    assert verdicts() == [["holds", "fails"]]
    read_again(plain, by=office)
    given(plain, replace(wrong, cells=dict.fromkeys(wrong.cells, 0)))
    assert verdicts() == []
    assert [row.judgement for row in now(plain).former] == ["holds"]
    with pytest.raises(Refused, match="已经没有了"):
        judge(plain, finding.key, Judgement.HOLDS, by=office)


def test_a_finding_is_the_same_however_its_numbers_are_written(plain):
    found = report(3, Edition.E2021)
    given(plain, found)
    one = {each.key for each in now(plain).findings}
    read_again(plain, by=TEST)
    longer = {a: v + Decimal("0.00") if isinstance(v, Decimal) else v for a, v in found.cells.items()}
    given(plain, replace(found, cells=longer))
    assert {each.key for each in now(plain).findings} == one


def test_reading_again_keeps_corrections_and_shows_what_changed(plain):
    found = report(3, Edition.E2021)
    given(
        plain,
        replace(found, cells={**found.cells, CELL: None}, unread=(Unread(*CELL, "L3", "3 1", "看不准"),)),
    )
    by_hand(plain, "31")
    read_again(plain, by=TEST)
    with pytest.raises(Refused, match="正在等待读取"):
        read_again(plain, by=TEST)
    given(plain, replace(found, cells={**found.cells, CELL: 13}))
    changes = queries.changed(plain)
    assert [(each.address, each.before, each.after) for each in changes] == [(CELL, "未读出", 13)]
    assert (value(plain), now(plain).printed.cells[CELL]) == (31, 13)
    assert FileReading.objects.count() == 2


def test_what_could_not_be_read_once_holds_no_longer_when_a_later_reading_reads_it(plain):
    found = report(3, Edition.E2021)
    doubtful_one = replace(
        found, cells={**found.cells, CELL: None}, unread=(Unread(*CELL, "L3", "3 1", "看不准"),)
    )
    given(plain, doubtful_one)
    accept_rest(plain, by=TEST, reason="看不清")
    read_again(plain, by=TEST)
    given(plain, doubtful_one)
    assert (value(plain), list(now(plain).open)) == (None, [])
    read_again(plain, by=TEST)
    given(plain, replace(found, cells={**found.cells, CELL: 13}))
    assert (value(plain), list(now(plain).open)) == (13, [])
    correct(plain, CELL, Says.UNREADABLE, by=TEST, reason="原件涂改过")
    assert value(plain) is None


def test_what_no_database_keeps_stops_no_reading(plain):
    found = report(3, Edition.E2021)
    unread = (Unread(*CELL, "L3", "3\x00\ud8001", "看不准"),)
    given(plain, replace(found, organ="甲\x00局", year=20221, unread=unread))
    row = FileReading.objects.get()
    assert (row.printed_organ, row.year, row.facts().unread[0].text) == ("甲\ufffd局", None, "3\ufffd?1")


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OFFICE, Role.OFFICE_HEAD)])
def test_nobody_else_corrects_judges_or_keeps(file, organ, role):
    row = by_hand(file, "31")
    key = now(file).findings[0].key
    for user in (officer(organ, role), officer(bureau("yi"), Role.OFFICE)):
        for act in (
            lambda user=user: correct(file, CELL, Says.VALUE, by=user, reason=WHY, value="32"),
            lambda user=user: accept_rest(file, by=user, reason=WHY),
            lambda user=user: undo(row, by=user, reason=WHY),
            lambda user=user: judge(file, key, Judgement.HOLDS, by=user),
            lambda user=user: read_again(file, by=user),
            lambda user=user: keep_received(file, about="甲局", year=2024, by=user, seen=now(file).mark),
        ):  # fmt: skip
            with pytest.raises(PermissionDenied):
                act()
    assert CellCorrection.objects.count() == 1


def test_what_was_done_is_in_the_log_without_a_word_that_a_person_wrote(file, office):
    row = correct(file, CELL, Says.VALUE, by=office, reason="很特别的原因", value="31")
    undo(row, by=office, reason="很特别的原因")
    judge(file, now(file).findings[0].key, Judgement.DOUBTFUL, by=office, note="很特别的说明")
    accept_rest(file, by=office, reason="很特别的原因")
    keep_received(file, about="很特别的局", year=2024, by=office, seen=now(file).mark)
    read_again(file, by=office)
    events = list(Event.objects.filter(action__startswith="reports.", actor=office).order_by("seq"))
    assert [event.action.removeprefix("reports.") for event in events] == [
        "correct", "undo-correction", "judge", "correct", "keep-received", "read-again",
    ]  # fmt: skip
    assert "很特别" not in str([event.data for event in events])
