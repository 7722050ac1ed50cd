"""What stands below the log tells it what happens: organs through their journal, accounts through signals.

What happens to an account is logged with the organs at which the person holds a post; else for the installation.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save

from gongkai.accounts import signals
from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.organs import authority, journal
from gongkai.organs.models import Organ
from gongkai.records import log
from gongkai.records.bound import bound

# signal → action, and which of the facts it brings are written down
HEARD = (
    (signals.signed_in, "accounts.signed_in", ()),
    (signals.signed_out, "accounts.signed_out", ("why",)),
    (signals.sign_in_failed, "accounts.sign_in_failed", ("count",)),
    (signals.locked_out, "accounts.locked_out", ()),
    (signals.password_changed, "accounts.password_changed", ("handed_out",)),
    (signals.second_factor_changed, "accounts.second_factor_changed", ("change",)),
)


def connect() -> None:
    """Listen from now on; called once when the apps are ready."""
    journal.connect(_keep)
    for signal, action, facts in HEARD:
        signal.connect(_writer(action, facts), weak=False, dispatch_uid=f"records.{action}")
    post_save.connect(_tell_superuser, sender=User, dispatch_uid="records.accounts.superuser")


def _keep(
    action: str,
    subject: Model,
    *,
    data: dict[str, Any] | None,
    rows: Iterable[Model],
    gone: Iterable[Model],
    **more: Any,
) -> None:
    log.append(action, subject, data={**(data or {}), **bound(*rows, gone=gone)}, **more)


def _tell_superuser(instance: User, created: bool, **_: Any) -> None:
    """`createsuperuser` is Django's own: it tells nobody else."""
    if created and instance.is_superuser:
        log.append(
            "accounts.superuser", instance, organ=None, by=System("createsuperuser"), data=bound(instance)
        )


def _writer(action: str, facts: tuple[str, ...]) -> Any:
    def write(*, user: User | None, by: Actor | None, **more: Any) -> None:
        data = {name: more[name] for name in facts if name in more}
        actor = by or System("accounts")
        with transaction.atomic():
            for organ in _organs(user):
                log.append(action, user, organ=organ, by=actor, data=data)

    return lambda sender, signal, **given: write(**given)


def _organs(user: User | None) -> list[Organ | None]:
    posts = {held.post.organ_id: held.post.organ for held in authority.holdings(user) if not held.principal}
    return [posts[key] for key in sorted(posts)] or [None]
