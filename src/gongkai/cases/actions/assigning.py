"""Giving a request to a section or a person."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.cases import policies
from gongkai.cases.models import Request
from gongkai.organs import authority
from gongkai.organs.models import Organ, Section
from gongkai.records import log


def assign(
    request: Request, *, by: Actor, section: Section | None = None, handler: User | None = None
) -> Request:
    """Say which section and which officer handle a request; None takes it from them.

    Raises PermissionDenied; Refused where the section or the person is not of the organ.
    """
    doing = _("指定承办科室和经办人")
    if refusal := policies.organ_refusal(by, request.organ, *policies.ASSIGNERS, doing=doing):
        raise PermissionDenied(refusal)
    refuse_strangers(request.organ, section, handler)
    mandate = authority.mandate(by, request.organ, *policies.ASSIGNERS)
    with transaction.atomic(), scope.organ(request.organ):
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
            },
            for_whom=mandate.principal if mandate else None,
        )
    return request


def refuse_strangers(organ: Organ, section: Section | None, handler: User | None) -> None:
    """Raises Refused where the section is another organ's, or the person handles no requests here."""
    if section is not None and section.organ_id != organ.pk:
        raise Refused(_("“%(section)s”不是本机关的科室。") % {"section": section})
    if handler is not None and not authority.mandate(handler, organ, *policies.HANDLERS):
        raise Refused(_("指定的经办人在本机关没有办理申请的岗位，请另选一人。"))
