"""The directory: organs entered, and organs that end with others taking over."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.organs import journal, mirror, policies, queries
from gongkai.organs.actions.record import check_free
from gongkai.organs.models import Organ, OrganPeriod, Succession


@transaction.atomic
def register(*, by: Actor, since: date | None = None, is_demo: bool = False, **facts: Any) -> Organ:
    """Enter an organ in the directory with its first record. Raises PermissionDenied, ValidationError.

    `since`: its first day, None where it was always there.
    """
    if sentence := policies.directory(by, facts.get("parent")):
        raise PermissionDenied(sentence)
    organ = Organ(is_demo=is_demo, **facts)
    organ.full_clean()
    organ.save(force_insert=True)
    with scope.organ(organ):
        period = OrganPeriod(
            organ=organ, since=since, **{name: getattr(organ, name) for name in mirror.FIELDS}
        )
        period.full_clean()
        check_free(period)
        period.save(force_insert=True)
        journal.write("organs.register", organ, organ=organ, by=by, on=since, rows=(organ, period))
    return organ


@transaction.atomic
def reorganise(organ: Organ, *, successors: Sequence[Organ], on: date, by: Actor) -> Organ:
    """End an organ: from the day `on` the successors are in its place. Raises PermissionDenied, Refused.

    Its records, name and web name stay as they were, for its reports and old addresses. Its posts stay too,
    so that what is open there keeps its officers until it is finished or handed on.
    """
    if sentence := policies.directory(by, organ.parent):
        raise PermissionDenied(sentence)
    with scope.organ(organ):
        locked = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
        if sentence := _obstacle(locked, successors, on):
            raise Refused(sentence)
        locked.until = on - timedelta(days=1)
        locked.save(update_fields=["until", "updated_at"])
        successions = Succession.objects.bulk_create(
            Succession(organ=locked, successor=successor, on=on) for successor in successors
        )
        journal.write(
            "organs.reorganise",
            locked,
            organ=locked,
            by=by,
            on=on,
            data={"successors": [successor.pk for successor in successors]},
            rows=(locked, *successions),
        )
    organ.refresh_from_db()
    return organ


def _obstacle(organ: Organ, successors: Sequence[Organ], on: date) -> str | None:
    if organ.until is not None:
        return _("该机关已登记存续到%(day)s，不能重复撤并。") % {"day": organ.until.isoformat()}
    if not successors or len({each.pk for each in successors}) < len(successors):
        return _("请写明由哪些机关承继，每个机关写一次。")
    if any(each.pk == organ.pk or (each.until and each.until < on) for each in successors):
        return _("承继机关须是另外的、到那一天仍存续的机关；只是改名的，请变更登记事项。")
    begins = [stretch.since for stretch in queries.history(organ)]
    if any(since is not None and since >= on for since in begins):
        return _("该机关有%(day)s或者以后才生效的登记事项；请先撤回，或者改定日期。") % {
            "day": on.isoformat()
        }
    if below := _below(organ, on):
        return _("%(names)s到那一天仍以该机关为上级；请先变更它们的上级机关。") % {"names": "、".join(below)}
    return None


def _below(organ: Organ, on: date) -> list[str]:
    """The organs that still have it as parent on the day or later."""
    children = Organ.objects.filter(Q(parent=organ) | Q(periods__parent=organ)).distinct()
    return [
        child.name
        for child in children
        if child.until is None or child.until >= on
        for stretch in queries.history(child)[-1:]
        if stretch.record.parent_id == organ.pk
    ]
