"""Whoever changes, removes or adds rows of requests past the actions is found out by the log."""

import random
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import models, transaction

import asked
from cases import walks
from gongkai.base import keyring, scope
from gongkai.base.clock import today
from gongkai.base.sealed.rotation import reseal
from gongkai.cases import jobs, signing, verifying
from gongkai.cases.actions import Brought, assign, bring_in_many, take_step
from gongkai.cases.models import Proposal, Request, RequestEvent
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.workdays import state_calendar
from gongkai.organs.roles import Role
from gongkai.records import rows, signoff
from officers import TEST, a_section, bureau, officer

pytestmark = pytest.mark.django_db
DAY = asked.DAY
MOMENT = "2020-03-02T04:00:00+00:00"
# Every column of a request but its key and times of writing, with another value it could hold.
COLUMNS = {
    "row_key": "erased",
    "organ_id": lambda row: bureau("yi").pk,
    "number": "2020-0999",
    "year": 2019,
    "channel": "fax",
    "arrived": DAY - timedelta(days=1),
    "receipt_on": DAY + timedelta(days=1),
    "applicant_kind": "business",
    "applicant": lambda row: row.contact,
    "contact": "",
    "content": lambda row: row.applicant,
    "applicant_index": "0" * 64,
    "state": "archived",
    "decided": "partial",
    "outcome": "partial",
    "ended_on": DAY + timedelta(days=5),
    "section_id": None,
    "handler_id": None,
    "received_before_system": True,
    "is_demo": True,
    "last_seq": 9,
    "due_on": DAY,
    "due_provisional": True,
    "closes_on": DAY,
    "letter_until": DAY,
    "clock_state": "running",
    "queue_place": 7,
}
ELSEWHERE = {"id", "created_at", "updated_at", "set_apart"}
EVENT_COLUMNS = {
    "organ_id": lambda row: bureau("yi").pk,
    "request_id": lambda row: asked.received(row.organ, DAY).pk,
    "seq": 40,
    "step": "archive",
    "on": DAY + timedelta(days=2),
    "recorded_at": MOMENT,
    "by_id": lambda row: officer(row.organ, Role.OFFICE).pk,
    "for_whom_id": lambda row: officer(row.organ, Role.OFFICE).pk,
    "data": {"ground": "archived"},
}


def found() -> list[str]:
    with scope.everywhere("test"):
        return list(rows.verify())


def change(row: models.Model, column: str, value: object) -> None:
    """Straight in the table."""
    value = value(row) if callable(value) else value
    assert getattr(row, column) != value
    assert type(row)._base_manager.filter(pk=row.pk).update(**{column: value}) == 1


def remove(found: "models.QuerySet") -> None:
    """Straight out of the table."""
    found._raw_delete("default")


def copied(row: models.Model, **other: object) -> None:
    """Another row like it, straight into the table."""
    row = type(row)._base_manager.get(pk=row.pk)
    row.pk = None
    for name, value in other.items():
        setattr(row, name, value)
    models.QuerySet(type(row)).bulk_create([row])


@pytest.fixture
def answered(inside):
    clerk = officer(inside, Role.CLERK)
    request = asked.received(inside, DAY, section=a_section(inside), handler=clerk)
    asked.taken(request, "accept", "note_grounds", "decide_ref_process", "approve", on=DAY)
    asked.taken(request, ("serve", {"service": "post"}), on=DAY + timedelta(days=1))
    assert found() == []
    return Request.objects.get(pk=request.pk)


@pytest.fixture
def batch(inside):
    brought = [
        Brought(
            f"旧{number}",
            date(2019, 8, 5),
            Applicant.NATURAL,
            outcome=Outcome.PARTIAL,
            ended_on=date(2019, 8, 20),
            applicant=asked.NAME,
        )
        for number in range(5)
    ]
    made = bring_in_many(brought, organ=inside, by=TEST)
    assert found() == []
    return made


def test_no_column_is_left_out() -> None:
    assert {*COLUMNS, *ELSEWHERE} == {field.attname for field in Request._meta.concrete_fields}
    assert {*EVENT_COLUMNS, "id"} == {field.attname for field in RequestEvent._meta.concrete_fields}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_is_named_with_its_request(answered, column) -> None:
    change(answered, column, COLUMNS[column])
    said = found()
    assert len(said) == 1
    assert str(answered.pk) in said[0]


def test_what_was_set_apart_cannot_be_made_a_request(inside) -> None:
    request = asked.taken(asked.received(inside, DAY), "set_apart_other", "archive", on=DAY)
    assert found() == []
    change(request, "set_apart", False)
    (said,) = found()
    assert str(request.pk) in said


def test_what_changed_is_said_by_its_label(answered) -> None:
    change(answered, "outcome", "partial")
    assert "“办理结果”" in found()[0]
    asked.received(answered.organ, DAY)
    change(answered, "applicant_kind", "business")
    assert any("申请人类别" in each for each in found())


@pytest.mark.parametrize("column", EVENT_COLUMNS)
def test_a_changed_step_is_named(answered, column) -> None:
    change(RequestEvent.objects.get(request=answered, seq=3), column, EVENT_COLUMNS[column])
    said = [each for each in found() if str(answered.pk) in each]
    assert any("第3步" in each for each in said)


def test_a_removed_step_is_named(answered) -> None:
    remove(RequestEvent._base_manager.filter(request=answered, seq=2))
    (said,) = found()
    assert f"{answered.number}（{answered.pk}）缺少第2步：日志" in said


def test_a_step_that_nobody_took_is_named(answered) -> None:
    copied(RequestEvent.objects.get(request=answered, seq=2), seq=7)
    (said,) = found()
    assert str(answered.pk) in said
    assert "第7步“审核通过，转入办理”在库里，日志里却没有" in said


def test_a_removed_request_is_named(answered) -> None:
    with transaction.atomic():
        remove(Request._base_manager.filter(pk=answered.pk))
        (said,) = found()
        assert f"公开申请 {answered.pk} 不在库里，它的6个办理步骤还在" in said
        transaction.set_rollback(True)
    remove(RequestEvent._base_manager.filter(request=answered))
    remove(Request._base_manager.filter(pk=answered.pk))
    (said,) = found()
    assert f"登记了公开申请 {answered.pk}，库里却没有" in said


def test_a_request_that_nobody_registered_is_named(answered) -> None:
    copied(answered, number="2020-0777")
    said = found()
    assert len(said) == 1
    assert "公开申请 2020-0777（" in said[0]
    assert "日志里却没有登记" in said[0]


def test_broken_steps_do_not_stop_the_verifying(answered) -> None:
    for seq, changes in ((1, {"data": {}}), (2, {"data": "?"}), (3, {"step": "无此步骤"})):
        RequestEvent._base_manager.filter(request=answered, seq=seq).update(**changes)
    change(answered, "queue_place", 7)
    other = asked.received(answered.organ, DAY)
    change(other, "year", 2019)
    said = found()
    assert [str(other.pk) in each for each in said].count(True) == 1
    assert [str(answered.pk) in each for each in said].count(True) == 4


@pytest.mark.parametrize("column", [each for each in COLUMNS if each not in ("section_id", "handler_id")])
def test_in_a_batch_the_changed_one_is_named(batch, column) -> None:
    row = Request.objects.get(pk=batch[3].pk)
    other = {"decided": "ref_third", "outcome": "open_given", "received_before_system": False}
    days = {"receipt_on": date(2019, 8, 6), "ended_on": date(2019, 8, 21), "arrived": date(2019, 8, 1)}
    values = COLUMNS | other | days | {"year": 2018, "content": lambda row: row.applicant}
    change(row, column, "v1|x" if column == "contact" else values[column])
    said = found()
    assert len(said) == 1
    assert str(row.pk) in said[0]


def test_in_a_batch_what_is_gone_or_came_is_named(batch, inside) -> None:
    first, second, third, fourth, _rest = batch
    remove(RequestEvent._base_manager.filter(request=first))
    remove(Request._base_manager.filter(pk=first.pk))
    remove(RequestEvent._base_manager.filter(request=second))
    change(RequestEvent.objects.get(request=third), "data", {"channel": "other"})
    change(fourth, "section_id", a_section(inside).pk)
    copied(fourth, number="旧99")
    said = found()
    assert len(said) == 5
    for row in batch[:4]:
        assert [str(row.pk) in each for each in said].count(True) == 1
    assert any("公开申请 旧99（" in each for each in said)


def test_what_was_brought_in_goes_on_and_is_still_verified(batch, inside) -> None:
    row = Request.objects.get(pk=batch[0].pk)
    assign(row, by=TEST, section=a_section(inside), handler=officer(inside, Role.CLERK))
    take_step(row, "archive", by=TEST)
    assert found() == []
    change(RequestEvent.objects.get(request=row, seq=1), "on", DAY)
    change(row, "section_id", None)
    said = found()
    assert len(said) == 2
    assert all(str(row.pk) in each for each in said)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("step", "charge"),
        ("data", {"days": 20}),
        ("state", "dropped"),
        ("proposed_by_id", lambda row: officer(row.organ, Role.OFFICE).pk),
        ("request_id", lambda row: asked.received(row.organ, DAY).pk),
    ],
)
def test_a_changed_proposal_is_named(inside, column, value) -> None:
    request = asked.received(inside, today())
    asked.taken(request, "accept", on=today())
    take_step(request, "applicant_gone", by=officer(inside, Role.OFFICE))
    assert found() == []
    proposal = Proposal.objects.get()
    change(proposal, column, value)
    (said,) = found()
    assert str(proposal.pk) in said


def test_proposals_verify_however_they_end(inside) -> None:
    office, head = officer(inside, Role.OFFICE), officer(inside, Role.OFFICE_HEAD)
    for end in (signoff.agree, partial(signoff.send_back, opinion="先核实"), None):
        request = asked.taken(asked.received(inside, today()), "accept", on=today())
        take_step(request, "applicant_gone", by=office)
        proposal = Proposal.objects.get(request=request)
        if end is None:
            take_step(request, "withdraw", by=TEST)
        else:
            end(signoff.open_chain(proposal, signing.CONSENT), by=head)
    assert set(Proposal.objects.values_list("state", flat=True)) == {"taken", "returned", "dropped"}
    assert found() == []


def test_rotation_and_another_calendar_change_nothing_that_was_done(answered, inside, monkeypatch) -> None:
    open_one = asked.received(inside, date(2026, 11, 2))
    keyring.rotate("fields")
    assert reseal().done
    longer = state_calendar().with_local(off=[date(2026, 11, 3)])
    monkeypatch.setattr(jobs, "calendar_of", lambda organ: longer)
    assert jobs.recompute.func(inside.pk) == 1
    assert found() == []
    change(Request.objects.get(pk=open_one.pk), "due_on", open_one.due_on)
    assert len(found()) == 1


def test_whatever_lawful_way_a_request_takes_it_verifies(inside) -> None:
    chance = random.Random(2020)
    for _count in range(8):
        walks.walked(inside, chance)
    assert found() == []


def test_the_number_of_queries_does_not_grow(answered, batch, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        list(verifying.requests())
