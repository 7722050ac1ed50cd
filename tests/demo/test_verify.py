"""The records of the demonstration give the published figures, whatever the seed, and no more than is stated."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import demonstration
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.cases.models import Request
from gongkai.demo.bureaus import bureaus
from gongkai.demo.chance import Chance
from gongkai.demo.load import Loaded, due, load
from gongkai.demo.plan import plan_of
from gongkai.demo.staff import SHORT
from gongkai.demo.verify import verify
from gongkai.law.service import Service
from gongkai.law.workdays import state_calendar
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import rows, signoff
from gongkai.registers.models import AttestedCount, Entry
from gongkai.reports.models import Snapshot

STATED = {
    ("yuhang", "三四"): (24, 24),
    ("wenxian", "三四"): (176, 176),
    ("yinzhou", "三四"): (55, 53),
    ("pingfang", "三四"): (176, 176),
    ("wucheng", "三四"): (0, 0),
    ("yuhang", "二"): (19, 19),
    ("wenxian", "二"): (22, 22),
    ("yinzhou", "二"): (20, 20),
    ("pingfang", "二"): (22, 22),
    ("wucheng", "二"): (22, 17),
}


@pytest.fixture(scope="module")
def replayed(django_db_setup, django_db_blocker):
    """All five years, with another seed than the usual one: no figure depends on it."""
    with demonstration.loaded(django_db_blocker, records=True, seed=20):
        yield


@pytest.fixture
def here(replayed, db, settings) -> None:
    settings.DEMO = True


def test_the_records_give_the_published_figures(here: None) -> None:
    found = verify()
    assert {(each.slug, each.tables): (each.printed, each.equal) for each in found.compared} == STATED
    assert found.ok
    differ = {
        (each.slug, each.tables): sorted({"/".join(cell.address[:2]) for cell in each.differ})
        for each in found.compared
        if each.differ
    }
    assert differ == {
        ("yinzhou", "三四"): ["table3/closed"],
        ("wucheng", "二"): ["table2/licences", "table2/rules"],
    }
    (closed,) = [each for each in found.compared if (each.slug, each.tables) == ("yinzhou", "三四")]
    assert [(cell.compiled, cell.published) for cell in closed.differ] == [(3, 66), (3, 6)]
    assert all("填错" in cell.why or "3" in cell.why for each in found.compared for cell in each.differ)


def test_its_rows_are_what_its_log_tells(here: None) -> None:
    with scope.everywhere("test"):
        assert list(rows.verify()) == []


def test_loading_again_changes_nothing(here: None) -> None:
    assert not due()
    with scope.everywhere("test"):
        before = [model.objects.count() for model in (Request, Entry, AttestedCount, Snapshot)]
        assert load() == Loaded(0, 0, 0)
        assert [model.objects.count() for model in (Request, Entry, AttestedCount, Snapshot)] == before


def test_json_gives_every_bureau_and_table(here: None) -> None:
    out = io.StringIO()
    call_command("demo", verify=True, as_json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert set(found) == {"organs", "planted", "ok"}
    assert found["ok"] is True
    assert found["planted"] == {"total": 0, "found": 0, "false_alarms": 0}
    assert {(each["slug"], each["table"]) for each in found["organs"]} == set(STATED)
    yinzhou = next(each for each in found["organs"] if each["differ"] and each["slug"] == "yinzhou")
    assert set(yinzhou["differ"][0]) == {"cell", "compiled", "published", "why"}


def test_one_record_too_few_is_a_fault(here: None) -> None:
    with scope.organ(Organ.objects.get(slug="yuhang")):
        request = Request.objects.filter(outcome="open_given").first()
        request.set_apart, request.outcome, request.ended_on, request.state = True, "", None, "set_apart"
        request.save()
    found = verify()
    assert not found.ok
    assert {each.slug for each in found.compared if each.fault} == {"yuhang"}
    with pytest.raises(CommandError, match="余杭区教育局三四：应为印出24格") as failure:
        call_command("demo", verify=True, stdout=io.StringIO())
    assert failure.value.returncode == 1


def test_everything_invented_is_marked_and_happened_on_a_day_of_its_year(here: None) -> None:
    calendar = state_calendar()
    for bureau in bureaus():
        organ = Organ.objects.get(slug=bureau.slug)
        with scope.organ(organ):
            for model in (Request, Entry, AttestedCount, Snapshot):
                assert not model.objects.filter(is_demo=False).exists(), model
            assert not Entry.objects.exclude(matter__startswith="演示").exists()
            for request in Request.objects.filter(year=bureau.year):
                assert request.arrived.year == request.ended_on.year == bureau.year
                assert request.ended_on <= request.due_on
                for event in request.events.all():
                    assert calendar.is_workday(event.on), (request, event)
                assert request.reveal("applicant").startswith("演示申请人")
                assert request.reveal("content").startswith("演示")


def test_replies_were_drafted_signed_by_two_others_and_served(here: None) -> None:
    with scope.organ(Organ.objects.get(slug="yuhang")):
        for request in Request.objects.filter(year=2020).exclude(outcome="ot_other"):
            steps = {event.step: event for event in request.events.all()}
            decided = next(event for name, event in steps.items() if name.startswith("decide_"))
            assert steps["approve"].by_id not in (None, decided.by_id)
            assert decided.on <= steps["approve"].on <= steps["serve"].on == request.ended_on
            assert steps["serve"].data["service"] == Service.POST.value


def test_there_is_something_to_do_these_days_at_the_bureau_one_may_sign_in_to(here: None) -> None:
    organ = Organ.objects.get(slug="yuhang")
    with scope.organ(organ):
        open_now = Request.objects.filter(outcome="").order_by("arrived")
        assert [request.state for request in open_now] == ["decided", "handling", "registered"]
        head = User.objects.get(username=SHORT[Role.OFFICE_HEAD])
        (step,) = signoff.waiting_for(head, organ, today())
        assert step.signoff.subject_id == str(open_now[0].pk)


def test_every_plan_is_a_bureaus_of_its_reports_year() -> None:
    plans = Path(__file__).parents[2] / "src" / "gongkai" / "demo" / "plans"
    assert sorted(path.stem for path in plans.glob("*.toml")) == sorted(each.slug for each in bureaus())
    for bureau in bureaus():
        assert plan_of(bureau.slug).year == bureau.year


@pytest.mark.parametrize("seed", [1, 2, 711])
def test_amounts_add_up_to_the_fen(seed: int) -> None:
    for slug in ("yuhang", "wenxian", "pingfang", "wucheng"):
        plan = plan_of(slug)
        assert plan.procurement is not None
        chance = Chance(seed, slug, plan.year)
        amounts = chance.amounts(plan.procurement.total * 10_000, plan.procurement.projects)
        assert sum(amounts) == plan.procurement.total * 10_000
        assert min(amounts) > 0
