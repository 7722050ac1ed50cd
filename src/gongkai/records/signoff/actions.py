"""Starting a chain, deciding a step, taking a paper back. One function, one transaction, one event."""

from collections.abc import Sequence

from django.db import models

from gongkai.accounts.actor import Actor
from gongkai.organs.models import Organ
from gongkai.records.models import Route, SignOff


def start(
    subject: models.Model,
    *,
    kind: str,
    organ: Organ,
    by: Actor,
    title: str,
    default: Sequence[str],
) -> SignOff:
    """Send a paper on its way: the organ's route for the kind, else `default` (roles, in order).

    `title` holds nothing personal. Raises Refused where the paper is already on its way.
    """
    raise NotImplementedError


def agree(signoff: SignOff, *, by: Actor, opinion: str = "") -> SignOff:
    """Sign the step that waits. Raises PermissionDenied; Refused where somebody else was quicker."""
    raise NotImplementedError


def send_back(signoff: SignOff, *, by: Actor, opinion: str) -> SignOff:
    """Return the paper to who drafted it, with the reason. Raises PermissionDenied, Refused."""
    raise NotImplementedError


def recall(signoff: SignOff, *, by: Actor) -> SignOff:
    """Who drafted the paper takes it back while it is not signed. Raises PermissionDenied, Refused."""
    raise NotImplementedError


def set_route(organ: Organ, kind: str, roles: Sequence[str], *, by: Actor) -> Route:
    """Set whose signatures a kind of paper needs from now on. Raises PermissionDenied, Refused."""
    raise NotImplementedError
