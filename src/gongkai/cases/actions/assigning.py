"""Giving a request to a section or a person."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.cases import hands, policies
from gongkai.cases.models import Request
from gongkai.organs import authority
from gongkai.organs.models import Organ, Section
from gongkai.records import log


def assign(
    request: Request,
    *,
    by: Actor,
    section: Section | None = None,
    handler: User | None = None,
    seen: str | None = None,
) -> Request:
    """Say which section and which officer handle a request; None takes it from them.

    `seen`: to whom it was given when the officer looked (`given_to`), that of the given row unless said. Raises
    PermissionDenied; Refused where the section or the person is not of the organ, or another was quicker.
    """
    doing = _("指定承办科室和经办人")
    if refusal := policies.organ_refusal(by, request.organ, *policies.ASSIGNERS, doing=doing):
        raise PermissionDenied(refusal)
    refuse_strangers(request.organ, section, handler)
    mandate = authority.mandate(by, request.organ, *policies.ASSIGNERS)
    with transaction.atomic(), scope.organ(request.organ):
        now = Request.objects.select_for_update().only("section_id", "handler_id", "updated_at")
        before = now.get(pk=request.pk)
        if given_to(before) != (given_to(request) if seen is None else seen):
            raise _overtaken(before)
        request.section, request.handler = section, handler
        request.save(update_fields=["section", "handler", "updated_at"])
        log.append(
            "cases.assign",
            request,
            organ=request.organ,
            by=by,
            data={
                "section": section.pk if section is not None else None,
                "handler": handler.pk.hex if handler is not None else None,
                "before": before.handler_id.hex if before.handler_id is not None else None,
            },
            for_whom=mandate.principal if mandate else None,
        )
    return request


def given_to(request: Request) -> str:
    """To whom a request is given, in codes: what a form shows and sends back."""
    handler = request.handler_id.hex if request.handler_id is not None else ""
    return f"{request.section_id or ''}:{handler}"


def _overtaken(request: Request) -> Refused:
    told = hands.assignments(request)
    moment = told[-1].recorded_at if told else request.updated_at
    return Refused(
        _("您打开这件申请之后，别人已经在%(moment)s另行指定了承办，您的指定没有记入。请看过最新情况再办。")
        % {"moment": moment.astimezone().strftime("%H:%M")}
    )


def refuse_strangers(organ: Organ, section: Section | None, handler: User | None) -> None:
    """Raises Refused where the section is another organ's, or the person handles no requests here."""
    if section is not None and section.organ_id != organ.pk:
        raise Refused(_("“%(section)s”不是本机关的科室。") % {"section": section})
    if handler is not None and not authority.mandate(handler, organ, *policies.HANDLERS):
        raise Refused(_("指定的经办人在本机关没有办理申请的岗位，请另选一人。"))
