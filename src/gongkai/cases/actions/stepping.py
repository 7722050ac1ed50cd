"""Taking a step: the one generic action over the law's table."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import details as told
from gongkai.cases import evidence, policies, replay, signing, taking
from gongkai.cases.case import Happened
from gongkai.cases.models import Request
from gongkai.law import words
from gongkai.law.refusal import RefusalError
from gongkai.law.steps import State
from gongkai.organs import authority


def take_step(
    request: Request,
    step: str,
    *,
    by: Actor,
    on: date | None = None,
    seen: int | None = None,
    **details: Any,
) -> Request:
    """Take a step of the law's procedure, or put on file a fact that it asks for (`cases.evidence`).

    `on`: the day it took effect, today unless said; `seen`: the number of the last step the officer saw, that of
    the given row unless said; `details` as `cases.details` declares them. A decision goes on to be signed; a step
    that needs another's consent is proposed and taken when they consent (`request.state` is then unchanged).
    The given row is brought up to date and returned. Raises PermissionDenied; Refused with the law's sentence.
    """
    try:
        definition = evidence.step(step)
    except RefusalError as error:
        raise Refused(str(error)) from error
    if not definition.since:
        raise Refused(words.ALREADY_OPENED.format(step=definition.label))
    if refusal := policies.step_refusal(by, request, definition):
        raise PermissionDenied(refusal)
    mandate = authority.mandate(by, request.organ, *policies.roles_for(definition))
    principal = mandate.principal if mandate is not None else None
    on = on or today()
    with transaction.atomic(), scope.organ(request.organ):
        proposals = signing.hold(request)
        events = taking.locked(request, request.last_seq if seen is None else seen)
        case = replay.replay(taking.happened(events))
        if refusal := policies.own_hand(by, principal, definition, events, request):
            raise PermissionDenied(refusal)
        taking.refuse_obstacles(definition, case, request, on)
        taking.refuse_day(on, case, events)
        signing.refuse_past_the_chain(request, definition, by)
        event = Happened(case.seq + 1, step, on, told.cleaned(step, details, case))
        after = taking.lawful(case, event, request.organ)
        if policies.needs_consent(definition) and not isinstance(by, System):
            if on != today():
                raise Refused(_("这一步须经同意，自同意之日起生效，不能填写过去的日期。"))
            signing.propose(request, definition, event.data, by=by, for_whom=principal)
            return request
        signing.send(request, definition, by=by, for_whom=principal)
        taking.written(request, after, event, by=by, for_whom=principal)
        if after.state is not case.state:
            signing.overtake(request, case.state, proposals)
    return request


def submit_again(request: Request, *, by: Actor) -> Request:
    """Send a decision to be signed again after its chain was taken back. Raises PermissionDenied, Refused."""
    definition = evidence.step(f"decide_{request.decided}") if request.decided else None
    if definition is None or request.state != State.DECIDED:
        raise Refused(_("这件申请没有拟定好待批准的答复，不能送签。"))
    if refusal := policies.step_refusal(by, request, definition):
        raise PermissionDenied(refusal)
    mandate = authority.mandate(by, request.organ, *policies.roles_for(definition))
    with transaction.atomic(), scope.organ(request.organ):
        taking.locked(request, request.last_seq)
        signing.send(request, definition, by=by, for_whom=mandate.principal if mandate else None)
    return request
