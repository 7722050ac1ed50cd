"""Requests that somebody made, for tests."""

import datetime
from typing import Any

from gongkai.cases.actions import open_request, take_step
from gongkai.cases.models import Request
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.organs.models import Organ
from officers import TEST

DAY = datetime.date(2020, 3, 2)
NAME, PHONE, WISH = "欧阳询问", "13912345678", "请公开某校食堂招标文件"


def received(organ: Organ, on: datetime.date, *, by: Any = TEST, **facts: Any) -> Request:
    """A request handed in on a day."""
    given = {
        "channel": Channel.IN_PERSON,
        "arrived": on,
        "applicant_kind": Applicant.NATURAL,
        "applicant": NAME,
        "contact": PHONE,
        "content": WISH,
        **facts,
    }
    return open_request(organ=organ, by=by, **given)


def taken(request: Request, *steps: Any, on: datetime.date | None = None, by: Any = TEST) -> Request:
    """The request after steps one after the other on one day; a step with details is a pair."""
    for step in steps:
        name, details = step if isinstance(step, tuple) else (step, {})
        take_step(request, name, by=by, on=on, **details)
    return request


def in_hand(organ: Organ, on: datetime.date = DAY) -> Request:
    """A request handed in and accepted on a day."""
    return taken(received(organ, on), "accept", on=on)
