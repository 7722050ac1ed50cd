"""Requests that somebody made, for tests."""

import datetime
from typing import Any

from gongkai.cases.actions import open_request
from gongkai.cases.models import Request
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.organs.models import Organ
from officers import TEST

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
