"""Opening what is sealed: who handles a request may read it, and the log says that they did."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.accounts.actor import Actor
from gongkai.base import scope
from gongkai.cases import policies
from gongkai.cases.models import Request
from gongkai.organs import authority
from gongkai.records import log


@dataclass(frozen=True, slots=True)
class Words:
    """What the applicant said of themselves and asked for. Never printed by accident."""

    applicant: str = field(repr=False)
    contact: str = field(repr=False)
    content: str = field(repr=False)


def read_words(request: Request, *, by: Actor) -> Words:
    """Open the sealed words of a request. Raises PermissionDenied, Erased, KeyLost."""
    if refusal := policies.reading_refusal(by, request):
        raise PermissionDenied(refusal)
    mandate = authority.mandate(by, request.organ, *policies.HANDLERS)
    with transaction.atomic(), scope.organ(request.organ):
        words = Words(*(request.reveal(name) for name in ("applicant", "contact", "content")))
        log.append(
            "cases.read",
            request,
            organ=request.organ,
            by=by,
            for_whom=mandate.principal if mandate else None,
        )
    return words
