"""An organ's record: a change opens a new period, and what was in force on an earlier day stays."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.base import scope
from gongkai.base.clock import SHANGHAI, today
from gongkai.base.refusal import Refused
from gongkai.organs import authority, journal, mirror, policies, queries
from gongkai.organs.models import Organ, OrganPeriod
from gongkai.organs.roles import Role


@transaction.atomic
def amend(organ: Organ, *, by: Actor, since: date | None, **changes: Any) -> OrganPeriod:
    """Change facts of the record from a day on. Raises PermissionDenied, ValidationError, Refused.

    The day may lie ahead. With the very day on which the last record begins (None: the beginning) this is a
    correction: possible on the day it was entered and before it takes effect.
    """
    if unknown := set(changes) - set(mirror.FIELDS):
        raise TypeError(f"not of the record: {', '.join(sorted(unknown))}")
    _permit(by, organ, changes)
    with scope.organ(organ):
        locked = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
        last = queries.latest(locked)
        changed = sorted(name for name, value in changes.items() if getattr(last, name) != value)
        if not changed:
            raise Refused(_("没有改动：所填与%(day)s起的登记事项相同。") % {"day": _day(last.since)})
        corrects = since == last.since
        period = _corrected(last) if corrects else _next(locked, last, since)
        for name in changed:
            setattr(period, name, changes[name])
        period.full_clean()
        check_free(period)
        period.save()
        mirror.settle(locked, today())
        journal.write(
            "organs.correct" if corrects else "organs.amend",
            period,
            organ=locked,
            by=by,
            on=since,
            data={"fields": changed},
            for_whom=_principal(by, locked),
            rows=(locked, period),
        )
    organ.refresh_from_db()
    return period


@transaction.atomic
def cancel_amendment(organ: Organ, *, by: Actor) -> None:
    """Take back the last amendment while it is not yet in force. Raises PermissionDenied, Refused."""
    if sentence := policies.record(by, organ):
        raise PermissionDenied(sentence)
    with scope.organ(organ):
        locked = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
        last = queries.latest(locked)
        if last.since is None or last.since <= today() or len(queries.history(locked)) == 1:
            raise Refused(_("没有尚未生效的变更可以撤回；已生效的，请另作一次变更。"))
        journal.write(
            "organs.cancel_amendment",
            last,
            organ=locked,
            by=by,
            on=last.since,
            for_whom=_principal(by, locked),
            gone=(last,),
        )
        last.delete()


def check_free(period: OrganPeriod) -> None:
    """Web names and names of today are one organ's. Raises ValidationError."""
    others = OrganPeriod._base_manager.exclude(organ=period.organ)
    if others.filter(slug=period.slug).exists():
        raise ValidationError(
            {"slug": _("这个网址名是另一机关现在或者从前用的，旧网址仍须通到那里；请换一个。")}
        )
    if others.filter(name=period.name, organ__until=None).exists():
        raise ValidationError({"name": _("已有同名的行政机关；请核对，或者写全名。")})


def _permit(by: Actor, organ: Organ, changes: dict[str, Any]) -> None:
    moves = "parent" in changes and changes["parent"] != organ.parent
    others = set(changes) - {"parent"}
    sentence = policies.directory(by, organ.parent) if moves else None
    if sentence is None and (others or not moves):
        sentence = policies.record(by, organ)
    if sentence:
        raise PermissionDenied(sentence)


def _corrected(last: OrganPeriod) -> OrganPeriod:
    entered = last.created_at.astimezone(SHANGHAI).date()
    if entered != today() and (last.since is None or last.since <= today()):
        raise Refused(
            _("%(day)s起的登记事项已经生效，过去的记录不改写；请写明从哪一天起变更。")
            % {"day": _day(last.since)}
        )
    return last


def _next(organ: Organ, last: OrganPeriod, since: date | None) -> OrganPeriod:
    if since is None or (last.since is not None and since < last.since):
        raise Refused(
            _("最近一次变更自%(day)s起，新的变更须在其后；过去的记录不改写，尚未生效的请先撤回。")
            % {"day": _day(last.since)}
        )
    if organ.until is not None and since > organ.until:
        raise Refused(_("该机关存续到%(day)s，其后没有登记事项可变更。") % {"day": organ.until.isoformat()})
    facts = {name: getattr(last, name) for name in mirror.FIELDS}
    return OrganPeriod(organ=organ, since=since, **facts)


def _principal(by: Actor, organ: Organ) -> Any:
    acts = authority.mandate(by, organ, Role.SYSTEM_ADMIN)
    return acts.principal if acts else None


def _day(since: date | None) -> str:
    return since.isoformat() if since else _("最初")
