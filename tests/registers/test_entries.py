"""Entering, correcting and voiding lines: who may, what is refused, what is kept."""

import datetime
import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from gongkai.registers import actions, queries
from gongkai.registers.declared import REGISTERS
from gongkai.registers.declared.shapes import Column, FieldKind
from gongkai.registers.models import Correction, Entry
from gongkai.registers.values import Invalid, plain
from officers import TEST, a_section, bureau, officer
from registered import DAY, line, values

pytestmark = pytest.mark.django_db


def refused(organ, register, **more):
    """The sentences, by field."""
    with pytest.raises(Invalid) as found:
        line(organ, register, **more)
    assert Entry.objects.count() == 0
    return found.value.by_field


def told(organ):
    return [event.action for event in Event.objects.filter(organ=organ).order_by("seq")]


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.key)
def test_a_declaration_is_whole(register):
    keys = [field.key for field in register.fields]
    assert len(set(keys)) == len(keys)
    assert {"number", "matter", "on"} <= set(keys)
    for field in register.fields:
        assert (field.choices is not None) == (field.kind is FieldKind.CHOICE)
        assert field.is_column or field.kind not in (FieldKind.ITEM, FieldKind.SECTION)
        if field.is_column and field.kind in (FieldKind.TEXT, FieldKind.CODE):
            assert field.longest <= Entry._meta.get_field(field.key).max_length
    assert {column.value for column in Column} <= {field.name for field in Entry._meta.fields}


def test_a_line_keeps_its_values_and_tells_the_log_no_words(inside, section):
    item = line(inside, "items", number="甲-01")
    entry = line(
        inside, "penalties", by=TEST, amount=Decimal("2000.50"), item=item, section=section,
        party_kind="organisation", party="某培训有限公司", shown_until=datetime.date(2021, 3, 2),
    )  # fmt: skip
    entry = Entry.objects.get(pk=entry.pk)
    assert plain(entry) == {
        "number": entry.number,
        "matter": "擅自举办民办学校",
        "amount": "2000.50",
        "on": "2020-03-02",
        "shown_until": "2021-03-02",
        "party_kind": "organisation",
        "party": "某培训有限公司",
        "item": "甲-01",
        "section": "基础教育科",
    }
    event = Event.objects.get(subject_id=str(entry.pk), action="registers.enter")
    assert event.on == DAY
    assert set(event.data) == {"register", "digest", "backfilled"}


@pytest.mark.parametrize(
    ("register", "more", "field", "says"),
    [
        ("licences", {"matter": " "}, "matter", "没有填"),
        ("licences", {"on": None, "number": "甲1"}, "on", "没有填"),
        ("licences", {"on": datetime.date(2999, 1, 1)}, "on", "以后的日期"),
        ("licences", {"on": datetime.date(1220, 1, 1)}, "on", "核对年份"),
        ("licences", {"on": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}, "on", "应是日期"),
        ("licences", {"published_on": datetime.date(2020, 3, 1)}, "published_on", "早于"),
        ("licences", {"kind": "普通"}, "kind", "只能是：普通、特许"),
        ("licences", {"number": "甲 1号"}, "number", "空格"),
        ("licences", {"matter": "字" * 501}, "matter", "最多500个"),
        ("licences", {"matter": "甲\x00"}, "matter", "控制字符"),
        ("licences", {"valid_from": DAY, "valid_until": datetime.date(2020, 1, 1)}, "valid_until", "早于"),
        ("licences", {"party_kind": "natural", "party": "某人"}, "party", "不保存个人信息"),
        ("licences", {"party": "某公司"}, "party_kind", "要选"),
        ("licences", {"matter": "发给11010519491231002X"}, "matter", "个人信息"),
        ("licences", {"matter": "电话13800138000"}, "matter", "个人信息"),
        (
            "licences",
            {"party_kind": "organisation", "party_code": "11010519491231002X"},
            "party_code",
            "校验位|不用I",
        ),
        ("charges", {"amount": None}, "amount", "没有填"),
        ("charges", {"amount": Decimal("-0.01")}, "amount", "小于零"),
        ("charges", {"amount": Decimal("0.001")}, "amount", "两位小数"),
        ("charges", {"amount": 0.5}, "amount", "应是数"),
        *(
            (key, {"amount": 10**12}, "amount", "小于一万亿元")
            for key in ("charges", "penalties", "procurement")
        ),
        ("charges", {"amount": Decimal("1E+5")}, "amount", "科学计数法"),
        ("charges", {"matter": "收费\u202e目"}, "matter", "看不见的控制字符"),
        ("normative", {"until": DAY}, "kind", "一起填"),
        ("normative", {"kind": "lapsed"}, "kind", "一起填"),
        ("items", {"until": datetime.date(2020, 3, 1)}, "until", "早于"),
        ("rules", {}, "", "立法法第九十三条"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_field(inside, register, more, field, says):
    found = refused(inside, register, **more)
    assert list(found) == [field]
    assert re.search(says, found[field])


def test_several_faults_are_told_at_once(inside):
    assert list(refused(inside, "charges", matter="", amount=None)) == ["matter", "amount"]


def test_only_what_is_the_organs_own_can_be_named(inside):
    other = bureau("yi")
    foreign = a_section(other, "别科")
    item = actions.enter("items", organ=other, by=TEST, **values("items"))
    assert "不是本机关的科室" in refused(inside, "licences", section=foreign)["section"]
    assert "不在本机关" in refused(inside, "licences", item=item)["item"]


@given(st.decimals(0, "999999999999.99", places=2))
@example(Decimal("999999999999.99"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_amount_reads_back_as_it_was_given(inside, amount):
    """12345678901234.56 once came back as 12345678901234.60 from SQLite."""
    assert Entry.objects.get(pk=line(inside, "charges", amount=amount).pk).amount == amount


def test_a_number_stands_once_until_it_is_voided(inside):
    first = line(inside, "licences", number="甲1")
    with pytest.raises(Invalid, match="已经有许可决定文书号甲1"):
        line(inside, "licences", number="甲1")
    line(inside, "penalties", number="甲1")
    actions.void(first, by=TEST, reason="登记有误")
    line(inside, "licences", number="甲1")


def test_many_are_entered_whole_or_not_at_all(inside, django_assert_max_num_queries):
    rows = [values("services") for _ in range(2500)]
    with django_assert_max_num_queries(100):
        assert actions.enter_many("services", rows, organ=inside, by=TEST) == 2500
    assert [name for name in told(inside) if name == "registers.enter_many"] == ["registers.enter_many"] * 3
    with pytest.raises(Invalid):
        actions.enter_many(
            "services", [*(values("services") for _ in range(1500)), {"number": "x"}], organ=inside, by=TEST
        )
    with pytest.raises(Invalid, match="没有重复登记"):
        actions.enter_many("services", [values("services", number="一")] * 2, organ=inside, by=TEST)
    assert Entry.objects.count() == 2500
    assert len([name for name in told(inside) if name == "registers.enter_many"]) == 3


def test_a_correction_keeps_what_was_said_and_why(inside):
    entry = line(inside, "licences", number="甲1", published_on=DAY)
    entry = actions.amend(
        entry, by=TEST, reason="文号写错", **values("licences", number="甲2", matter="民办学校变更")
    )
    assert (entry.number, entry.matter, entry.published_on) == ("甲2", "民办学校变更", None)
    kept = Correction.objects.get()
    assert (kept.before["number"], kept.reason) == ("甲1", "文号写错")
    event = Event.objects.get(action="registers.amend")
    assert event.data["before"] != event.data["digest"]
    assert "甲" not in str(event.data)


def test_a_correction_is_refused_without_reason_without_change_or_after_anothers(inside):
    entry = line(inside, "licences", number="甲1")
    same = values("licences", number="甲1")
    with pytest.raises(Refused, match="没有改动"):
        actions.amend(entry, by=TEST, reason="x", **same)
    with pytest.raises(Refused, match="原因"):
        actions.amend(entry, by=TEST, reason=" ", **{**same, "matter": "别的"})
    seen = entry.updated_at
    actions.amend(entry, by=TEST, reason="x", seen_at=seen, **{**same, "matter": "别的"})
    with pytest.raises(Refused, match="刚刚被别人改过"):
        actions.amend(entry, by=TEST, reason="x", seen_at=seen, **{**same, "matter": "另外的"})
    assert Correction.objects.count() == 1


def test_what_is_voided_stays_readable_and_counts_no_more(inside):
    entry = actions.void(line(inside, "licences"), by=TEST, reason="登记有误")
    assert queries.counted(inside, 2020)["licences.decisions"].entries == 0
    assert list(queries.lines_of(inside, "licences", state="voided")) == [entry]
    for again in (
        lambda: actions.void(entry, by=TEST, reason="再来"),
        lambda: actions.amend(entry, by=TEST, reason="x", **values("licences")),
    ):
        with pytest.raises(Refused, match="已经作废"):
            again()


def test_who_may(inside, clerk, section, office, office_head):
    other = a_section(inside, "人事科")
    supervisor = officer(inside, Role.SUPERVISOR, name="监督员")
    mine = line(inside, "licences", by=clerk, section=section)
    theirs = line(inside, "licences", by=office, section=other)
    for section_of in (other, None):
        with pytest.raises(PermissionDenied, match="只办理本科室"):
            line(inside, "licences", by=clerk, section=section_of)
    with pytest.raises(PermissionDenied, match="只办理本科室"):
        actions.amend(theirs, by=clerk, reason="x", **values("licences", section=section))
    for user in (supervisor, office_head):
        with pytest.raises(PermissionDenied, match="没有这个岗位"):
            line(inside, "licences", by=user)
    for user in (clerk, office, supervisor):
        with pytest.raises(PermissionDenied, match="政府信息公开工作机构负责人"):
            actions.void(mine, by=user, reason="x")
    actions.void(mine, by=office_head, reason="x")
    with pytest.raises(PermissionDenied):
        actions.enter_many("licences", [values("licences", section=other)], organ=inside, by=clerk)
    with pytest.raises(PermissionDenied):
        actions.enter("licences", organ=bureau("yi"), by=office, **values("licences"))
    assert Entry.objects.filter(voided_on=None).count() == 1


@pytest.mark.parametrize("twice", [{"number": "甲1"}, {"number": "", "origin": "a" * 64}])
def test_the_database_itself_keeps_a_line_once(inside, twice):
    """Of two officers at once, who comes second is stopped here, whatever either of them saw before."""
    rows = [Entry(organ=inside, register="licences", matter="x", on=DAY, **twice) for _ in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.bulk_create(rows)
    assert not Entry.objects.exists()


def test_an_officers_right_is_asked_once_for_many_lines(inside, office, django_assert_max_num_queries):
    rows = [values("services") for _ in range(200)]
    with django_assert_max_num_queries(40):
        actions.enter_many("services", rows, organ=inside, by=office)
