"""Taking a request in: its number, its day of receipt by the channel, its words sealed."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.base.sealed import blind
from gongkai.cases import evidence, numbering, policies, replay, taking
from gongkai.cases.actions.assigning import refuse_strangers
from gongkai.cases.applicants import cleaned_words
from gongkai.cases.case import Happened
from gongkai.cases.models import Request
from gongkai.law import words
from gongkai.law.people import Applicant
from gongkai.law.receipt import Arrival, Channel, receipt
from gongkai.law.refusal import RefusalError
from gongkai.organs import authority
from gongkai.organs.models import Organ, Section
from gongkai.records import numbers

_DAYS = ("at_office", "acknowledged", "confirmed")


def open_request(
    *,
    organ: Organ,
    by: Actor,
    channel: Channel,
    arrived: date,
    applicant_kind: Applicant,
    applicant: str = "",
    contact: str = "",
    content: str = "",
    at_office: date | None = None,
    acknowledged: date | None = None,
    confirmed: date | None = None,
    announced: bool = True,
    manual: bool = False,
    reachable: bool = True,
    section: Section | None = None,
    handler: User | None = None,
    is_demo: bool = False,
    key: UUID | None = None,
) -> Request:
    """Register a request. Where its day of receipt is known it is registered, else it waits to be confirmed.

    The facts of the arrival are those of `law.receipt.Arrival`. `key`: the new row's own, given where a form may be
    sent twice; the second is refused. Raises PermissionDenied, Refused.
    """
    told = cleaned_words(applicant=applicant, contact=contact, content=content)
    arrival = Arrival(channel, arrived, at_office, acknowledged, confirmed, announced, manual, reachable)
    try:
        received = receipt(arrival).on
    except RefusalError as error:
        raise Refused(str(error)) from error
    step = evidence.step("take_in" if received is None else "register")
    roles = policies.roles_for(step)
    if refusal := policies.organ_refusal(by, organ, *roles, doing=step.label):
        raise PermissionDenied(refusal)
    for day in (arrived, received, at_office, acknowledged, confirmed):
        if day is not None and day > today():
            raise Refused(_("%(on)s还没有到，不能登记；请填写实际发生的日期。") % {"on": words.day(day)})
    refuse_strangers(organ, section, handler)
    mandate = authority.mandate(by, organ, *roles)
    event = Happened(1, step.name, received or arrived, arrival_data(arrival))
    case = replay.opened(event)
    taking.refuse_history(case, organ)
    with transaction.atomic(), scope.organ(organ):
        number = numbers.take(organ, numbering.SERIES, arrived.year)
        # Behind the lock on the series: of two at once the second finds the first.
        if key is not None and (there := Request.objects.filter(pk=key).first()) is not None:
            raise Refused(
                _("这张登记表刚才已经登记，编号%(number)s，没有重复登记。") % {"number": there.number}
            )
        request = Request(
            id=key or uuid4(),
            organ=organ,
            number=numbering.numbered(arrived.year, number),
            year=arrived.year,
            channel=channel.value,
            arrived=arrived,
            applicant_kind=applicant_kind.value,
            applicant_index=blind(told["applicant"]),
            section=section,
            handler=handler,
            is_demo=is_demo,
            **taking.stored(organ, case),
        )
        request.conceal(**told)
        request.save(force_insert=True)
        taking.append(request, event, by=by, for_whom=mandate.principal if mandate else None)
    return request


def arrival_data(arrival: Arrival) -> dict[str, Any]:
    """An arrival as the first event holds it; what is usual is left out."""
    data: dict[str, Any] = {"channel": arrival.channel.value, "arrived": arrival.arrived.isoformat()}
    for name in _DAYS:
        day = getattr(arrival, name)
        if day is not None:
            data[name] = day.isoformat()
    for name, usual in (("announced", True), ("manual", False), ("reachable", True)):
        if getattr(arrival, name) is not usual:
            data[name] = not usual
    return data
