"""The log: whatever is changed, removed, put in between or cut off shows, and what is undone leaves no trace."""

import datetime
import json

import pytest
from django.db import connection, transaction

from gongkai.base import keyring, scope
from gongkai.records import heads, log, verification
from gongkai.records.models import Event
from gongkai.records.models.log import AppendOnly
from officers import TEST, bureau

pytestmark = pytest.mark.django_db


def write(organ, *actions):
    return [log.append(action, organ, organ=organ, by=TEST, data={"days": 3}) for action in actions]


def spoil(statement, *values):
    """What somebody with the database's password could do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def sentences(*known):
    return [fault.says for fault in verification.verify(known).faults]


def test_events_of_an_organ_are_numbered_without_a_gap_and_bound_to_each_other(organ):
    first, second = write(organ, "cases.register", "cases.accept")
    other = log.append("accounts.signed_in", organ, organ=None, by=TEST)
    assert [(event.chain, event.seq) for event in (first, second, other)] == [
        (f"organ-{organ.pk}", 1),
        (f"organ-{organ.pk}", 2),
        ("site", 1),
    ]
    assert second.prev == first.mac
    found = verification.verify(log.heads())
    assert (found.ok, found.events, len(found.chains)) == (True, 3, 2)


def _written_and_undone(organ):
    with transaction.atomic():
        write(organ, "cases.accept")
        raise ZeroDivisionError


def test_what_is_rolled_back_was_never_written_and_leaves_no_gap(organ):
    write(organ, "cases.register")
    with pytest.raises(ZeroDivisionError):
        _written_and_undone(organ)
    assert write(organ, "cases.accept")[0].seq == 2
    assert verification.verify().ok


def test_many_at_once_are_chained_like_one_after_another(organ):
    entries = [log.Entry("registers.enter", organ, datetime.date(2020, 3, day)) for day in range(1, 11)]
    assert [event.seq for event in log.append_many(entries, organ=organ, by=TEST)] == list(range(1, 11))
    write(organ, "cases.register")
    assert verification.verify().events == 11
    assert verification.verify().ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "cases.withdraw"),
        ("system", "someone else"),
        ("subject_id", "999"),
        ("recorded_at", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)),
        ("on", datetime.date(2020, 1, 1)),
        ("data", json.dumps({"days": 4})),
        ("mac", "0" * 64),
    ],
)
def test_any_changed_field_shows(organ, column, value):
    write(organ, "cases.register", "cases.accept", "cases.decide")
    spoil(f'UPDATE records_event SET "{column}" = %s WHERE seq = 2', value)  # noqa: S608  one of our columns
    assert [(fault.seq, fault.says) for fault in verification.verify().faults][:1] == [
        (2, "内容与校验码不符：这一条被改过")
    ]


def test_an_event_moved_to_another_organ_shows(organ):
    other = bureau("yi")
    write(organ, "cases.register", "cases.accept")
    spoil(
        "UPDATE records_event SET organ_id = %s WHERE chain = %s AND seq = 2", other.pk, f"organ-{organ.pk}"
    )
    assert "所属机关与日志链不符：这一条被改过" in sentences()


def test_a_removed_event_shows(organ):
    write(organ, "cases.register", "cases.accept", "cases.decide")
    spoil("DELETE FROM records_event WHERE seq = 2")
    assert sentences() == ["第 2 条到第 2 条不在了：日志被删"]


def test_an_event_written_past_the_program_shows(organ):
    write(organ, "cases.register", "cases.accept")
    forged = Event._base_manager.get(seq=2)
    forged.pk, forged.seq, forged.action = None, 3, "cases.approve"
    Event._base_manager.bulk_create([forged])
    assert "与上一条接不上：前一条被换过，或者中间插入了日志" in sentences()


def test_a_log_cut_off_with_its_end_adjusted_shows_by_a_head_kept_elsewhere(organ):
    write(organ, "cases.register", "cases.accept")
    earlier = log.head(organ)
    write(organ, "cases.decide")
    kept = log.head(organ)
    spoil("DELETE FROM records_event WHERE seq = 3")
    spoil("UPDATE records_chain SET seq = 2, mac = %s", earlier.mac)
    assert sentences() == []  # nothing in the database tells
    assert sentences(earlier) == []
    assert sentences(kept) == ["库外记有第 3 条，日志里没有：日志被截断，或者数据库是旧备份"]


def test_a_log_cut_off_without_more_ado_shows_by_itself(organ):
    write(organ, "cases.register", "cases.accept")
    spoil("DELETE FROM records_event WHERE seq = 2")
    assert sentences() == ["日志链的末端与最后一条日志对不上：末尾被删或被改"]


def test_a_log_written_anew_with_the_key_shows_by_a_head_kept_elsewhere(organ):
    write(organ, "cases.register", "cases.accept")
    kept = log.head(organ)
    spoil("DELETE FROM records_event")
    spoil("DELETE FROM records_chain")
    write(organ, "cases.register", "cases.close")
    assert sentences() == []
    assert sentences(kept) == ["与库外所记的不同：日志被整段换过"]


def test_a_lost_key_is_named_and_not_taken_for_a_forgery(organ):
    event = write(organ, "cases.register", "cases.accept")[0]
    (keyring.folder() / f"log-{event.kid}.key").unlink()
    keyring._read.clear()
    (fault,) = verification.verify().faults
    assert event.kid in fault.says
    assert "无法核对" in fault.says


def test_events_bound_by_an_older_key_stay_verifiable_after_rotation(organ):
    write(organ, "cases.register")
    keyring.rotate("log")
    write(organ, "cases.accept")
    assert len(set(Event._base_manager.values_list("kid", flat=True))) == 2
    assert verification.verify().ok


def test_a_clock_that_went_back_is_remarked_but_no_fault(organ, monkeypatch):
    write(organ, "cases.register")
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr(log, "now", lambda: past)
    write(organ, "cases.accept")
    found = verification.verify()
    assert found.ok
    assert [(remark.seq, "时钟" in remark.says) for remark in found.remarks] == [(2, True)]


def test_the_program_itself_cannot_change_or_remove_events(organ):
    (event,) = write(organ, "cases.register")
    with scope.organ(organ):
        for attempt in (
            event.save,
            event.delete,
            Event.objects.all().delete,
            lambda: Event.objects.update(action="x"),
        ):
            with pytest.raises(AppendOnly):
                attempt()


def test_an_organ_sees_its_own_events_alone(organ):
    other = bureau("yi")
    write(organ, "cases.register"), write(other, "cases.register")
    with scope.organ(organ):
        assert [event.organ_id for event in Event.objects.all()] == [organ.pk]
    with scope.public():
        assert not Event.objects.exists()


def test_heads_are_written_when_they_moved_and_read_back(organ):
    write(organ, "cases.register")
    assert heads.write() == 1
    assert heads.write() == 0
    write(organ, "cases.accept")
    assert heads.write() == 1
    assert [head.seq for head in heads.kept().heads] == [1, 2]
    assert verification.verify(heads.kept().heads).ok


def test_a_line_of_heads_that_was_cut_short_is_named_and_the_next_ones_are_written_all_the_same(organ):
    write(organ, "cases.register")
    heads.write()
    with heads.file().open("a", encoding="utf-8") as out:
        out.write('{"at": "2026-11-20T22')
    write(organ, "cases.accept")
    assert heads.write() == 1
    kept = heads.kept()
    assert [head.seq for head in kept.heads] == [1, 2]
    assert kept.spoilt == (2,)
