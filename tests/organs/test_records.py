"""An organ's record by days: what was true then stays, what is entered beforehand takes effect."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.law.receipt import Channel
from gongkai.law.remedies import Bodies
from gongkai.organs import mirror, queries
from gongkai.organs.actions import amend, cancel_amendment, register
from gongkai.organs.models import Kind, Organ, OrganPeriod
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from officers import TEST, officer, standing_on

A_DAY = datetime.timedelta(days=1)


def told(organ, action):
    with scope.organ(organ):
        return list(Event.objects.filter(action=action).order_by("seq"))


def test_a_new_organ_has_its_first_record_from_the_beginning(organ, day):
    stretch = queries.history(organ)
    assert [(each.since, each.until) for each in stretch] == [(None, None)]
    assert queries.as_of(organ, datetime.date(1949, 10, 1)).name == organ.name
    assert [event.subject_id for event in told(organ, "organs.register")] == [str(organ.pk)]


def test_a_change_opens_a_period_and_leaves_the_earlier_one(organ, system, day):
    name = organ.name
    amend(organ, since=day(), by=system, name="甲县教育和体育局", phone="0571-1234")
    assert (organ.name, organ.phone) == ("甲县教育和体育局", "0571-1234")
    assert queries.as_of(organ, day(-1)).name == name
    assert queries.as_of(organ, day()).name == "甲县教育和体育局"
    assert [(each.since, each.until) for each in queries.history(organ)] == [(None, day(-1)), (day(), None)]
    (event,) = told(organ, "organs.amend")
    assert (event.actor, event.on, event.data["fields"]) == (system, day(), ["name", "phone"])


@pytest.mark.usefixtures("past_the_program")
def test_a_change_entered_beforehand_takes_effect_on_its_day(organ, system, day):
    name = organ.name
    amend(organ, since=day(30), by=system, name="甲县教育和体育局")
    assert Organ.objects.get(pk=organ.pk).name == name
    assert queries.as_of(organ, day(30)).name == "甲县教育和体育局"
    assert mirror.settle_all(day(29)) == 0
    assert mirror.settle_all(day(30)) == 1
    assert Organ.objects.get(pk=organ.pk).name == "甲县教育和体育局"
    assert mirror.settle_all(day(30)) == 0


def test_the_public_does_not_see_a_record_before_its_day(organ, system, day):
    amend(organ, since=day(30), by=system, name="甲县教育和体育局")
    with scope.public():
        assert OrganPeriod.objects.filter(organ=organ).count() == 1


def test_what_is_not_yet_in_force_can_be_corrected_and_taken_back(organ, system, day):
    amend(organ, since=day(30), by=system, phone="1")
    amend(organ, since=day(30), by=system, phone="2")
    assert [each.record.phone for each in queries.history(organ)] == ["", "2"]
    assert len(told(organ, "organs.correct")) == 1
    cancel_amendment(organ, by=system)
    assert [each.record.phone for each in queries.history(organ)] == [""]
    with pytest.raises(Refused, match="没有尚未生效"):
        cancel_amendment(organ, by=system)


def test_a_slip_is_corrected_on_the_day_it_was_entered_and_no_later(organ, system, day):
    amend(organ, since=day(), by=system, phone="1")
    amend(organ, since=day(), by=system, phone="2")
    assert organ.phone == "2"
    with standing_on(day(1)), pytest.raises(Refused, match="过去的记录不改写"):
        amend(organ, since=day(), by=system, phone="3")
    assert queries.as_of(organ, day()).phone == "2"


def test_nothing_is_put_before_the_last_change(organ, system, day):
    amend(organ, since=day(), by=system, phone="1")
    for since in (day(-1), None):
        with pytest.raises(Refused, match="过去的记录不改写"):
            amend(organ, since=since, by=system, phone="2")


def test_a_change_that_changes_nothing_is_said(organ, system, day):
    with pytest.raises(Refused, match="没有改动"):
        amend(organ, since=day(), by=system, name=organ.name)


@pytest.mark.parametrize(
    "wrong",
    [
        {"credit_code": "91350100M000100Y34"},  # two signs have changed places
        {"credit_code": "11330110002514512I"},
        {"division_code": "33011"},
        {"site_code": "33"},
        {"channels": ["in_person"]},
        {"channels": ["in_person", "post_signed", "post_ordinary", "pigeon"]},
        {"manual_channels": ["pigeon"]},
        {"name": ""},
        {"email": "nowhere"},
    ],
)
def test_impossible_facts_are_refused_and_nothing_is_kept(organ, system, day, wrong):
    with pytest.raises(ValidationError):
        amend(organ, since=day(), by=system, **wrong)
    assert len(queries.history(organ)) == 1


def test_the_codes_of_a_real_bureau_pass(organ, system, day):
    # The worked example of GB 32100-2015, annex.
    amend(organ, since=day(), by=system, credit_code="91350100M000100Y43", division_code="330110")
    assert organ.credit_code == "91350100M000100Y43"


def test_channels_beside_the_basic_ones_may_be_opened(organ, system, day):
    assert organ.opened() == (Channel.IN_PERSON, Channel.POST_SIGNED, Channel.POST_ORDINARY)
    amend(organ, since=day(), by=system, channels=[*organ.channels, "online"])
    assert Channel.ONLINE in queries.as_of(organ, day()).opened()


def test_letters_name_the_bodies_of_the_day(organ, system, day):
    assert organ.bodies() == Bodies()
    amend(organ, since=day(), by=system, reconsideration_body="甲县人民政府", court="甲县人民法院")
    assert queries.as_of(organ, day()).bodies() == Bodies(government="甲县人民政府", court="甲县人民法院")
    assert queries.as_of(organ, day(-1)).bodies() == Bodies()


def test_a_former_web_name_leads_on_and_is_nobody_elses(organ, other, system, day):
    amend(organ, since=day(), by=system, slug="jia-edu")
    assert queries.by_slug("jia") == queries.by_slug("jia-edu") == organ
    with pytest.raises(ValidationError, match="旧网址"):
        amend(other, since=day(), by=TEST, slug="jia")
    with pytest.raises(ValidationError, match="旧网址"):
        register(by=TEST, name="丙", short_name="丙", slug="jia", place="某省", kind=Kind.COUNTY_DEPARTMENT)
    assert not Organ.objects.filter(name="丙").exists()


@pytest.mark.usefixtures("past_the_program")
def test_two_records_of_one_day_cannot_be_stored(organ, day):
    facts = {name: getattr(organ, name) for name in mirror.FIELDS}
    with scope.organ(organ):
        for since in (None, day(3)):
            OrganPeriod.objects.filter(since=since).exists() or OrganPeriod(
                organ=organ, since=since, **facts
            ).save()
            with pytest.raises(IntegrityError), transaction.atomic():
                OrganPeriod(organ=organ, since=since, **facts).save()


def test_only_the_system_administrator_keeps_the_record(organ, three, day):
    for user in (three[1], three[2], officer(organ, Role.LEADER), officer(organ, Role.OFFICE_HEAD)):
        with pytest.raises(PermissionDenied, match="系统管理员"):
            amend(organ, since=day(), by=user, phone="1")
    assert organ.phone == ""


def test_who_sees_an_organ_from_above_is_not_its_own_to_say(organ, other, system, day):
    """The parent's supervisors read the desk: a new parent is no matter of the organ's own administrator."""
    with pytest.raises(PermissionDenied, match="上级"):
        amend(organ, since=day(), by=system, parent=other)
    amend(organ, since=day(), by=TEST, parent=other)
    assert organ.parent == other


def test_an_unknown_field_is_a_programming_error(organ, system, day):
    with pytest.raises(TypeError, match="is_demo"):
        amend(organ, since=day(), by=system, is_demo=True)
