"""A bureau's registers and attested counts, entered by its officers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from gongkai.demo.chance import Chance
from gongkai.demo.plan import Plan
from gongkai.demo.staff import Staff
from gongkai.demo.words import WORDS
from gongkai.law.workdays import state_calendar
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.files import keep
from gongkai.records.models import StoredFile
from gongkai.registers.actions import counts
from gongkai.registers.actions.entries import enter_many
from gongkai.registers.measures import MEASURES
from gongkai.registers.models import Entry

ITEM_OF = {"licences": "licence", "services": "service", "penalties": "penalty"}
ON_THE_LIST = 12, 20  # the day of the year before on which the list in force was drawn up
YUAN_IN_WAN = 10_000


def fill(organ: Organ, staff: Staff, plan: Plan, chance: Chance) -> None:
    """Enter everything that the plan says of registers, and attest what is not kept in any. In the organ's scope."""
    office = staff[Role.OFFICE]

    def enter(register: str, rows: Iterable[dict[str, Any]]) -> None:
        enter_many(register, rows, organ=organ, by=office, is_demo=True)

    enter("items", _items(plan, chance))
    enter("normative", _documents(plan, chance))
    for register, number in plan.decisions.items():
        enter(register, _decisions(organ, register, number, chance))
    if plan.procurement is not None:
        enter("procurement", _procurement(plan, chance))
    _attest(organ, staff, plan)


def _items(plan: Plan, chance: Chance) -> Iterable[dict[str, Any]]:
    listed = date(plan.year - 1, *ON_THE_LIST)
    for kind, items in plan.items.items():
        days = [listed] * items.before + chance.days(items.joined)
        for number, day in enumerate(days, 1):
            name = f"{WORDS['mark']}：{WORDS['items'][kind]}（{number}）"
            yield {"number": f"{kind}-{number:03}", "matter": name, "kind": kind, "on": day}


def _documents(plan: Plan, chance: Chance) -> Iterable[dict[str, Any]]:
    words = WORDS["documents"]
    before = [date(plan.year - 1, 3 + number, 12) for number in range(plan.normative.before)]
    days = [*before, *chance.days(plan.normative.made, leave=20)]
    for number, day in enumerate(days, 1):
        yield {
            "number": words["number"].format(year=day.year, number=number),
            "matter": words["matter"].format(number=number),
            "on": day,
            "published_on": chance.after(day, 1, 15),
        }


def _decisions(organ: Organ, register: str, number: int, chance: Chance) -> Iterable[dict[str, Any]]:
    words = WORDS["decisions"][register]
    listed = Entry.objects.filter(organ=organ, register="items", kind=ITEM_OF[register])
    items = list(listed.filter(on__lt=date(chance.year, 1, 1)).order_by("number"))
    for count, day in enumerate(chance.days(number), 1):
        yield {
            "number": words["number"].format(year=day.year, number=count),
            "matter": chance.pick(words["matter"]),
            "on": day,
            "item": chance.pick(items) if items else None,
        }


def _procurement(plan: Plan, chance: Chance) -> Iterable[dict[str, Any]]:
    bought, words = plan.procurement, WORDS["procurement"]
    assert bought is not None  # noqa: S101  asked before
    amounts = chance.amounts(bought.total * YUAN_IN_WAN, bought.projects)
    for number, (day, amount) in enumerate(zip(chance.days(bought.projects), amounts, strict=True), 1):
        yield {
            "number": words["number"].format(year=day.year, number=number),
            "matter": f"{chance.pick(words['matter'])}（{number}）",
            "kind": "central",
            "on": day,
            "amount": amount,
        }


def _attest(organ: Organ, staff: Staff, plan: Plan) -> None:
    """A section's clerk states the figure, its head signs, in the first days of the next year."""
    signed = state_calendar().nth(date(plan.year, 12, 31), 5)
    clerk, head = staff[Role.CLERK], staff[Role.SECTION_HEAD]
    for measure, value in plan.attested.items():
        count = counts.attest(
            measure,
            organ=organ,
            by=clerk,
            year=plan.year,
            value=value,
            section=staff.section,
            source=_source(organ, staff, measure, value) if value else None,
            is_demo=True,
        )
        signoff.agree(counts.submit(count, by=clerk), by=head, on=signed)


def _source(organ: Organ, staff: Staff, measure: str, value: int) -> StoredFile:
    """What stands for the export of the other system."""
    name = f"{WORDS['mark']}-{measure}.csv"
    content = f"{MEASURES[measure].label}，{value}\n{WORDS['mark']}数据，没有别的内容\n"
    upload = ContentFile(content.encode(), name=name)
    return keep(upload, organ=organ, by=staff[Role.CLERK], is_demo=True)
