"""What every action on received files does: ask whether it may, lock the file, write the event."""

from typing import Any

from django.core.exceptions import PermissionDenied

from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.records import log
from gongkai.records.bound import bound
from gongkai.reports.models import ReceivedFile
from gongkai.reports.receiving import policies


def ask(by: Actor, action: policies.Action, organ: Organ) -> None:
    """Raises PermissionDenied with the sentence that says why."""
    if refusal := policies.refusal(by, action, organ):
        raise PermissionDenied(refusal)


def locked(file: ReceivedFile) -> ReceivedFile:
    """The row as it is now, locked until the transaction ends."""
    found: ReceivedFile = (
        ReceivedFile.objects.select_for_update(of=("self",)).select_related("organ").get(pk=file.pk)
    )
    return found


def person(by: Actor) -> User | None:
    """Who is written down; None for the system."""
    return by if isinstance(by, User) else None


def log_row(action: str, row: Any, by: Actor, data: dict[str, Any]) -> None:
    """One event that binds the row by its digest."""
    tell(action, row, by, {**data, **bound(row)})


def tell(action: str, row: Any, by: Actor, data: dict[str, Any]) -> None:
    """One event; where a substitute acted, it says for whom."""
    mandate = authority.mandate(by, row.organ, *policies.OFFICE)
    log.append(
        f"reports.{action}",
        row,
        organ=row.organ,
        by=by,
        data=data,
        for_whom=mandate.principal if mandate else None,
    )
