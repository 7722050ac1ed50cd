"""Writes of organs."""

from typing import Any

from django.core.exceptions import PermissionDenied

from gongkai.accounts.actor import Actor
from gongkai.organs import policies
from gongkai.organs.models import Organ


def register(*, by: Actor, **facts: Any) -> Organ:
    """Enter an organ in the directory. Raises PermissionDenied, ValidationError."""
    if refusal := policies.refusal(by, "register"):
        raise PermissionDenied(refusal)
    organ = Organ(**facts)
    organ.full_clean()
    organ.save(force_insert=True)
    return organ
