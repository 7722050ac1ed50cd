"""Registers held against the log: what is done through the program is clean, any other change is named."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records import files, signoff
from gongkai.registers import actions, batches, verifying
from gongkai.registers.facts import CORRECTIONS, FIGURES, LINES
from gongkai.registers.models import AttestedCount, Correction, Entry
from gongkai.registers.models.counts import Standing
from officers import TEST, a_section, bureau, officer
from registered import DAY, line, values

pytestmark = pytest.mark.django_db


def found():
    with scope.everywhere("test"):
        return [*verifying.lines(), *verifying.corrections(), *verifying.figures()]


def sql(text, *given):
    """What somebody does to the database past the program."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("pragma defer_foreign_keys = on")
        cursor.execute(text, given)
        assert cursor.rowcount == 1


@pytest.fixture
def source(inside):
    return files.keep(ContentFile("科室,件数\n甲,12\n".encode(), "统计表.csv"), organ=inside, by=TEST)


def full(organ, number):
    """A line of which every column says something."""
    item = line(organ, "items", number=f"项-{number}")
    section = a_section(organ, f"科室{number}")
    return values(
        "penalties", number=number, amount=Decimal("2000.50"), item=item, section=section,
        published_on=DAY, party_kind="organisation", party="某公司",
    )  # fmt: skip


def single(organ):
    return actions.enter("penalties", organ=organ, by=TEST, **full(organ, "甲1"))


def of_a_batch(organ):
    rows = [full(organ, "甲1"), *(values("penalties") for _ in range(3))]
    actions.enter_many("penalties", rows, organ=organ, by=TEST)
    return Entry.objects.get(number="甲1")


def corrected(entry, matter="订正过的事"):
    more = {"number": entry.number, "amount": entry.amount, "item": entry.item, "section": entry.section}
    said = values("penalties", matter=matter, published_on=DAY, shown_until=DAY, **more)
    return actions.amend(entry, by=TEST, reason="补正", **said)


def amended(organ):
    return corrected(of_a_batch(organ))


def voided(organ):
    return actions.void(of_a_batch(organ), by=TEST, reason="登记有误")


MADE = (single, of_a_batch, amended, voided)
CHANGES = {
    "register": "'services'",
    "number": "'甲9'",
    "matter": "'另一件事'",
    "kind": "'x'",
    "on": "'2019-01-01'",
    "until": "'2024-01-01'",
    "published_on": "null",
    "amount": "amount + 100",
    "item_id": "null",
    "section_id": "null",
    "data": "'{}'",
    "voided_on": "'2021-01-01'",
    "backfilled": "not backfilled",
    "is_demo": "not is_demo",
    "origin": "'x'",
    "created_at": "'2019-01-01 00:00:00'",
}


def test_every_column_of_a_line_is_tried():
    assert {*CHANGES, "organ_id"} == {*LINES.names}
    assert {field.attname for field in Entry._meta.fields} - {*LINES.names} == {"id", "updated_at"}


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column_is_named_with_its_line(inside, made, column):
    entry = made(inside)
    assert found() == []
    sql(f'update registers_entry set "{column}" = {CHANGES[column]} where id = %s', entry.pk)  # noqa: S608
    (says,) = found()
    assert f"库内第 {entry.pk} 条" in says
    assert "内容被改过" in says
    assert column in ("number", "register") or "“行政处罚”台账的 甲1" in says


def test_the_command_says_it_and_ends_with_status_1(inside, capsys):
    entry = single(inside)
    call_command("audit", "verify")
    sql("update registers_entry set amount = amount + 100 where id = %s", entry.pk)
    with pytest.raises(CommandError) as problem:
        call_command("audit", "verify")
    assert problem.value.returncode == 1
    assert f"“行政处罚”台账的 甲1（库内第 {entry.pk} 条）与日志" in capsys.readouterr().out


def test_a_line_given_to_another_organ_is_named(inside):
    entry = single(inside)
    sql("update registers_entry set organ_id = %s where id = %s", bureau("yi").pk, entry.pk)
    (says,) = found()
    assert "甲1" in says


@pytest.mark.parametrize("value", ["'2020-3-2'", "'x'", "'2020-13-45'"])
def test_a_day_written_otherwise_is_named_and_raises_nothing(inside, value):
    """SQLite keeps any text as a day, and compares days as texts."""
    if connection.vendor == "sqlite":
        entry = line(inside, "charges")
        sql(f"update registers_entry set \"on\" = {value}, amount = 'x' where id = %s", entry.pk)  # noqa: S608
        assert len(found()) == 1


@pytest.mark.parametrize("made", [single, of_a_batch])
def test_a_line_that_was_deleted_is_named(inside, made):
    entry = made(inside)
    sql("delete from registers_entry where id = %s", entry.pk)
    (says,) = found()
    assert f"“行政处罚”台账的记录（库内第 {entry.pk} 条），库里却没有" in says


@pytest.mark.parametrize("made", [single, of_a_batch])
def test_a_line_added_past_the_program_is_named(inside, made):
    made(inside)
    Entry.objects.create(organ=inside, register="licences", number="许9", matter="x", on=DAY)
    (says,) = found()
    assert "“行政许可”台账的 许9" in says
    assert "日志里却没有登记" in says


def test_a_line_changed_before_it_was_corrected_through_the_program_is_named(inside):
    entry = of_a_batch(inside)
    sql("update registers_entry set matter = 'x' where id = %s", entry.pk)
    entry.refresh_from_db()
    corrected(entry)
    assert any(f"库内第 {entry.pk} 条）在日志" in says and "以前被改过" in says for says in found())


def test_a_change_that_keeps_a_lines_mark_is_still_seen(inside, monkeypatch):
    """Eight digits can be met by trying; the digest of the whole batch cannot."""
    monkeypatch.setattr(batches, "MARK", 0)
    told = batches.told([(1, "a" * 64)])
    assert told["marks"] == ""
    monkeypatch.undo()
    of_a_batch(inside)
    assert found() == []
    monkeypatch.setattr(batches, "whole", lambda digests: "other")
    (says,) = found()
    assert "成批登记的 4 条" in says


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("update registers_correction set reason = 'x' where id = %s", "内容被改过"),
        ("update registers_correction set before = '{}' where id = %s", "内容被改过"),
        ("update registers_correction set created_at = '2019-01-01' where id = %s", "内容被改过"),
        ("delete from registers_correction where id = %s", "库里却没有"),
    ],
)
def test_what_a_line_said_before_is_held_too(inside, change, says):
    amended(inside)
    kept = Correction.objects.get()
    sql(change, kept.pk)
    (sentence,) = found()
    assert f"台账更正第 {kept.pk} 条" in sentence
    assert says in sentence


def test_a_correction_added_past_the_program_is_named(inside):
    Correction.objects.create(organ=inside, entry=single(inside), before={}, reason="x")
    (says,) = found()
    assert "日志里却没有这次更正" in says


def test_every_column_of_a_correction_and_a_figure_is_held():
    held = {*CORRECTIONS.names, "id", "updated_at"}
    assert {field.attname for field in Correction._meta.fields} == held
    held = {*FIGURES.names, "id", "updated_at", "state", "signed_on"}
    assert {field.attname for field in AttestedCount._meta.fields} == held


def attested(organ, source, value=12, **more):
    return actions.attest(
        "services.decisions", organ=organ, by=TEST, year=2020, value=value, source=source, **more
    )


def signed(count, head):
    signoff.agree(actions.submit(count, by=TEST), by=head)
    count.refresh_from_db()
    return count


@pytest.mark.parametrize(
    "change",
    [
        "value = value + 7",
        "value = 0.5",
        "measure = 'penalties.decisions'",
        "year = 2021",
        "source_id = null",
        "section_id = null",
        "drafted_by_id = null",
        "backfilled = not backfilled",
        "is_demo = not is_demo",
        "state = 'withdrawn'",
        "state = 'draft'",
        "signed_on = '2019-06-01'",
        "replaces_id = id",
        "created_at = '2019-06-01'",
    ],
)
def test_a_changed_figure_is_named(inside, office, office_head, section, source, change):
    count = actions.attest(
        "services.decisions", organ=inside, by=office, year=2020, value=12, source=source, section=section
    )
    chain = actions.submit(count, by=office)
    signoff.agree(chain, by=officer(inside, Role.SECTION_HEAD, section=section))
    assert found() == []
    sql(f"update registers_attestedcount set {change} where id = %s", count.pk)  # noqa: S608
    (says,) = found()
    assert "数据证明“其他对外管理服务事项：处理决定数量”2020年" in says
    assert f"库内第 {count.pk} 条" in says


def test_another_source_file_is_named(inside, office_head, source):
    attested(inside, source)
    sql("update records_storedfile set sha256 = %s", "0" * 64)
    (says,) = found()
    assert "来源文件被改过" in says


def test_a_figure_deleted_or_added_past_the_program_is_named(inside, source):
    count = attested(inside, source)
    sql("delete from registers_attestedcount where id = %s", count.pk)
    (says,) = found()
    assert "记有数据证明“其他对外管理服务事项：处理决定数量”2020年" in says
    AttestedCount.objects.create(
        organ=inside, measure="rules.made", year=2020, value=1, state=Standing.SIGNED, signed_on=DAY
    )
    assert any("“rules.made”2020年" in says and "日志里却没有填报" in says for says in found())


def test_a_signed_figure_needs_its_chain_of_signatures(inside, office_head, source):
    count = signed(attested(inside, source), office_head)
    sql("update records_signoff set state = 'returned' where subject_id = %s", str(count.pk))
    (says,) = found()
    assert f"库内第 {count.pk} 条）日志里签了字，签批里却没有签发" in says


def test_what_is_replaced_and_withdrawn_through_the_program_is_clean(inside, office_head, source):
    old = signed(attested(inside, source), office_head)
    new = signed(attested(inside, source, 13, replaces=old), office_head)
    actions.withdraw(new, by=TEST)
    actions.withdraw(attested(inside, None, 0), by=TEST)
    assert found() == []
    sql("update registers_attestedcount set state = 'signed' where id = %s", old.pk)
    (says,) = found()
    assert "日志里是“已被替换”" in says


def test_an_event_that_is_not_as_it_was_written_raises_nothing(inside, source):
    entry = of_a_batch(inside)
    actions.void(entry, by=TEST, reason="x")
    signed(attested(inside, source), officer(inside, Role.OFFICE_HEAD))
    with connection.cursor() as cursor:
        cursor.execute("update records_event set data = '{}'")
    assert sum("读不懂" in says for says in found()) >= 4


def test_a_thousand_lines_are_read_without_a_query_each(inside, django_assert_max_num_queries):
    actions.enter_many("services", [values("services") for _ in range(1500)], organ=inside, by=TEST)
    with django_assert_max_num_queries(8):
        assert found() == []


# What may be done to registers, in any order; what is not possible just then is refused.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["enter", "many", "amend", "void", "renumber", "attest", "sign", "replace", "withdraw"]
        ),
        st.integers(0, 5),
        st.decimals("0.01", "999999999999.99", places=2),
    ),
    max_size=14,
)


class AnyOrder(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=STEPS)
    def test_what_is_done_through_the_program_is_clean(self, steps):
        organ = bureau()
        with scope.organ(organ):
            head = officer(organ, Role.OFFICE_HEAD)
            for step, which, amount in steps:
                try:
                    do(organ, head, step, which, amount)
                except Refused:
                    continue
        assert found() == []


def do(organ, head, step, which, amount):
    standing = list(Entry.objects.filter(voided_on=None).order_by("pk"))
    counts = list(AttestedCount.objects.order_by("pk"))
    entry = standing[which % len(standing)] if standing else None
    count = counts[which % len(counts)] if counts else None
    match step:
        case "enter":
            line(organ, "penalties", amount=amount, item=_item(organ))
        case "many":
            rows = [values("charges", amount=amount + n) for n in range(which + 1)]
            actions.enter_many("charges", rows, organ=organ, by=TEST, backfilled=which > 3)
        case "amend" if entry is not None and entry.register != "items":
            more = values(entry.register, amount=amount, on=DAY + datetime.timedelta(which))
            actions.amend(entry, by=TEST, reason="补正", **more)
        case "renumber":  # a decision names its item by a key: another code of the item changes no decision
            actions.amend(_item(organ), by=TEST, reason="换码", **values("items"))
        case "void" if entry is not None:
            actions.void(entry, by=TEST, reason="有误")
        case "attest":
            actions.attest("charges.amount", organ=organ, by=TEST, year=2019 + which, value=0)
        case "sign" if count is not None:
            signoff.agree(actions.submit(count, by=TEST), by=head)
        case "replace" if count is not None:
            actions.attest(count.measure, organ=organ, by=TEST, year=count.year, value=0, replaces=count)
        case "withdraw" if count is not None:
            actions.withdraw(count, by=TEST)


def _item(organ):
    found = Entry.objects.filter(register="items", voided_on=None).first()
    return found or line(organ, "items")
