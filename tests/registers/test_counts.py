"""Attested counts: only what is signed counts, one figure at a time, nothing is lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records import files, signoff
from gongkai.records.models import Event
from gongkai.registers import actions, queries
from gongkai.registers.models import AttestedCount
from gongkai.registers.models.counts import Standing
from officers import TEST, a_section, officer, on_leave
from registered import line

pytestmark = pytest.mark.django_db
Y = 2020


@pytest.fixture
def source(inside, settings, tmp_path):
    return files.keep(ContentFile("科室,件数\n基础教育科,12\n".encode(), "统计表.csv"), organ=inside, by=TEST)


def attest(organ, value, *, by=TEST, measure="services.decisions", year=Y, **more):
    return actions.attest(measure, organ=organ, by=by, year=year, value=value, **more)


def signed(count, *, by, head):
    return signoff.agree(actions.submit(count, by=by), by=head)


def figure(organ, key="services.decisions", year=Y):
    return queries.counted(organ, year)[key]


def test_a_figure_counts_when_it_is_signed_and_not_before(inside, clerk, section, section_head, source):
    count = attest(inside, 12, by=clerk, section=section, source=source)
    assert figure(inside).value is None
    chain = actions.submit(count, by=clerk)
    assert figure(inside).value is None
    assert [step.signoff for step in signoff.waiting_for(section_head, inside, today())] == [chain]
    signoff.agree(chain, by=section_head)
    count.refresh_from_db()
    assert (count.state, count.signed_on) == (Standing.SIGNED, today())
    assert (figure(inside).value, figure(inside).attested, figure(inside).entries) == (12, 12, 0)
    assert figure(inside, year=2021).value is None
    assert list(queries.behind(queries.MEASURES["services.decisions"], inside, Y).counts) == [count]
    event = Event.objects.get(action="registers.sign")
    assert event.data["value"] == "12.000000"


def test_who_drafted_a_figure_does_not_sign_it(inside, clerk, section):
    chain = actions.submit(attest(inside, 0, by=clerk, section=section), by=clerk)
    with pytest.raises(PermissionDenied):
        signoff.agree(chain, by=clerk)


def test_who_drafted_a_figure_does_not_sign_it_when_another_sends_it(inside, clerk, section):
    both = officer(inside, Role.CLERK, Role.SECTION_HEAD, name="科长兼经办", section=section)
    chain = actions.submit(attest(inside, 0, by=both, section=section), by=clerk)
    with pytest.raises(PermissionDenied, match="您经办的事项"):
        signoff.agree(chain, by=both)


def test_in_whose_name_a_figure_was_sent_does_not_sign_it(inside, clerk, section):
    both = officer(inside, Role.CLERK, Role.SECTION_HEAD, name="科长兼经办", section=section)
    substitute = officer(inside, Role.LEGAL, name="代理")
    on_leave(both, substitute, inside)
    chain = actions.submit(attest(inside, 0, by=clerk, section=section), by=substitute)
    with pytest.raises(PermissionDenied, match="以您的名义拟的"):
        signoff.agree(chain, by=both)


def test_an_attested_zero_is_a_zero(inside, clerk, section, section_head):
    signed(attest(inside, 0, by=clerk, section=section), by=clerk, head=section_head)
    assert figure(inside).value == 0
    assert figure(inside, "penalties.decisions").value is None


def test_the_figure_of_the_whole_organ_is_signed_by_the_offices_head(
    inside, office, office_head, section_head
):
    chain = actions.submit(attest(inside, 0, by=office), by=office)
    with pytest.raises(PermissionDenied):
        signoff.agree(chain, by=section_head)
    signoff.agree(chain, by=office_head)
    assert figure(inside).value == 0


def test_lines_and_figures_are_added_and_a_possible_double_is_said(
    inside, office, office_head, section, section_head, clerk, source
):
    other = a_section(inside, "人事科")
    line(inside, "services", section=other)
    signed(attest(inside, 12, by=clerk, section=section, source=source), by=clerk, head=section_head)
    assert (figure(inside).value, figure(inside).doubled) == (13, ())
    line(inside, "services", section=section)
    assert (figure(inside).value, figure(inside).doubled) == (14, ("基础教育科",))
    signed(attest(inside, 1, by=office, source=source), by=office, head=office_head)
    assert (figure(inside).value, figure(inside).doubled) == (15, ("本机关", "基础教育科"))


def test_amounts_are_in_wan_and_exact(inside, office, office_head, source):
    line(inside, "charges", amount=Decimal("0.01"))
    count = attest(inside, Decimal("17.27"), by=office, measure="charges.amount", source=source)
    signed(count, by=office, head=office_head)
    assert figure(inside, "charges.amount").value == Decimal("17.270001")
    assert actions.counts.title_of(count).endswith("：17.27万元")


def test_a_signed_figure_is_replaced_by_another_and_stays_readable(
    inside, clerk, section, section_head, source
):
    old = attest(inside, 12, by=clerk, section=section, source=source)
    signed(old, by=clerk, head=section_head)
    with pytest.raises(Refused, match="已经签字；要改，请用“替换”"):
        attest(inside, 13, by=clerk, section=section, source=source)
    old.refresh_from_db()
    new = attest(inside, 13, by=clerk, section=section, source=source, replaces=old)
    assert figure(inside).value == 12
    with pytest.raises(Refused, match="已有草稿"):
        attest(inside, 14, by=clerk, section=section, source=source, replaces=old)
    signed(new, by=clerk, head=section_head)
    assert figure(inside).value == 13
    assert [count.state for count in AttestedCount.objects.order_by("pk")] == [
        Standing.REPLACED,
        Standing.SIGNED,
    ]
    with pytest.raises(Refused, match="不是现在计入的那个"):
        attest(inside, 15, by=clerk, section=section, source=source, replaces=old)


def test_what_is_sent_back_can_be_sent_again_and_what_is_withdrawn_counts_no_more(
    inside, clerk, section, section_head, source
):
    count = attest(inside, 12, by=clerk, section=section, source=source)
    chain = actions.submit(count, by=clerk)
    with pytest.raises(Refused, match="正在签批"):
        actions.withdraw(count, by=clerk)
    signoff.send_back(chain, by=section_head, opinion="来源不清")
    signed(count, by=clerk, head=section_head)
    assert figure(inside).value == 12
    actions.withdraw(count, by=clerk)
    assert figure(inside).value is None
    with pytest.raises(Refused, match="不再计数"):
        actions.withdraw(count, by=clerk)
    with pytest.raises(Refused, match="只有草稿"):
        actions.submit(count, by=clerk)
    assert AttestedCount.objects.get().state == Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("value", "more", "says"),
    [
        (5, {}, "要附来源文件"),
        (-1, {}, "不能小于零"),
        (Decimal("0.5"), {}, "应是整数"),
        (Decimal("Infinity"), {}, "用数字写全"),
        (Decimal("1E+2"), {}, "不用科学计数法"),
        (10**12, {}, "小于一万亿"),
        (0, {"year": 2018}, "2019年到今年"),
        (0, {"year": 2999}, "2019年到今年"),
        (Decimal("0.0000001"), {"measure": "charges.amount"}, "六位小数"),
        (Decimal("123456789012.345678"), {"measure": "charges.amount"}, "最多15位"),
        (1, {"measure": "rules.made"}, "立法法第九十三条"),
    ],
)
def test_what_cannot_be_attested(inside, value, more, says):
    with pytest.raises(Refused, match=says):
        attest(inside, value, **more)
    assert not AttestedCount.objects.exists()


@given(st.decimals(0, "999999999999", places=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_figure_reads_back_as_it_was_given_or_is_refused(inside, source, value):
    if len(str(value).replace(".", "").strip("0")) > 15:
        with pytest.raises(Refused, match="最多15位"):
            attest(inside, value, measure="charges.amount", source=source)
    else:
        count = attest(inside, value, measure="charges.amount", source=source)
        assert AttestedCount.objects.get(pk=count.pk).value == value
        actions.withdraw(count, by=TEST)


def test_a_change_of_items_may_be_negative(inside, source):
    assert attest(inside, -8, measure="licences.items_change", source=source).value == -8


def test_an_organ_without_the_power_may_attest_that_it_made_no_rules(inside, office, office_head):
    signed(attest(inside, 0, by=office, measure="rules.made"), by=office, head=office_head)
    assert figure(inside, "rules.made").value == 0


def test_who_may(inside, clerk, section, section_head, office_head, source):
    other = a_section(inside, "人事科")
    for user, of in ((clerk, other), (clerk, None), (section_head, section), (office_head, None)):
        with pytest.raises(PermissionDenied):
            attest(inside, 0, by=user, section=of)
    count = attest(inside, 0, section=other)
    for act in (actions.submit, actions.withdraw):
        with pytest.raises(PermissionDenied):
            act(count, by=clerk)
