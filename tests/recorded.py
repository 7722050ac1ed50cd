"""A year of records by chance, made through the real actions: requests, remedies, registers, attested counts."""

import random
from datetime import date, timedelta

from gongkai.cases.actions import bring_in_many, open_request, take_step
from gongkai.cases.actions.bringing_in import Brought
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route
from gongkai.organs.models import Organ
from gongkai.registers.actions import enter_many
from gongkai.registers.actions.counts import attest
from gongkai.remedies.actions import bring_in
from officers import TEST

FIRST, DAYS = date(2021, 1, 1), 3 * 365  # 2021 to 2023
ENDED = [each for each in Verdict if each is not Verdict.PENDING]
ITEM_KINDS = ("licence", "penalty", "coercion", "inspection", "service", "charge")


def some_day(chance: random.Random, since: date = FIRST) -> date:
    """A day of the three years, also the first and the last of one."""
    last = FIRST + timedelta(DAYS - 1)
    edges = [
        day for year in (2021, 2022, 2023) for day in (date(year, 1, 1), date(year, 12, 31)) if day >= since
    ]
    if chance.random() < 0.3 and edges:
        return chance.choice(edges)
    return since + timedelta(chance.randint(0, (last - since).days))


def requests(organ: Organ, chance: random.Random, number: int) -> None:
    """Some ended, some open, some set apart, some never confirmed."""
    rows = []
    for count in range(number):
        receipt_on = some_day(chance)
        outcome = chance.choice([None, *Outcome])
        ended_on = some_day(chance, receipt_on) if outcome else None
        rows.append(
            Brought(
                f"旧{count}", receipt_on, chance.choice(list(Applicant)), outcome=outcome, ended_on=ended_on
            )
        )
    bring_in_many(rows, organ=organ, by=TEST)
    for channel, step in ((Channel.IN_PERSON, "set_apart_other"), (Channel.FAX, None)):
        day = some_day(chance)
        row = open_request(
            organ=organ, by=TEST, channel=channel, arrived=day, applicant_kind=Applicant.NATURAL
        )
        if step:
            take_step(row, step, by=TEST, on=day)


def remedies(organ: Organ, chance: random.Random, number: int) -> None:
    for _ in range(number):
        filed_on = some_day(chance)
        verdict = chance.choice([None, *ENDED])
        ended_on = some_day(chance, filed_on) if verdict else None
        route = chance.choice(list(Route))
        bring_in(organ=organ, by=TEST, route=route, filed_on=filed_on, verdict=verdict, ended_on=ended_on)


def registers(organ: Organ, chance: random.Random, number: int) -> None:
    """Lines of every register that a county bureau keeps but one, and a few attested figures."""

    def lines(register: str, **more: object) -> None:
        rows = []
        for count in range(number):
            on = some_day(chance)
            rows.append(
                {"number": f"{register}{count}", "matter": "某事项", "on": on}
                | {key: value(on) if callable(value) else value for key, value in more.items()}
            )
        enter_many(register, rows, organ=organ, by=TEST)

    until = {}

    def ends(on: date) -> date | None:
        until[on] = some_day(chance, on) if chance.random() < 0.4 else None
        return until[on]

    lines("items", kind=lambda on: chance.choice(ITEM_KINDS), until=ends)
    lines(
        "normative",
        published_on=lambda on: some_day(chance, on) if chance.random() < 0.7 else None,
        until=ends,
        kind=lambda on: chance.choice(["abolished", "lapsed"]) if until[on] else None,
    )
    for register in ("licences", "services", "penalties"):
        lines(register)
    lines("charges", amount=lambda on: chance.randint(1, 10**6))
    lines("procurement", kind=lambda on: chance.choice(["central", "scattered"]), amount=lambda on: 12345)
    attest("penalties.decisions", organ=organ, by=TEST, year=2022, value=0)
