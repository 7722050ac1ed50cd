"""What is done to requests when nobody waits for it."""

from dataclasses import asdict
from typing import Any

from django.db import transaction

from gongkai.accounts.actor import System
from gongkai.base import jobs, scope
from gongkai.cases import digests, queries
from gongkai.cases.calendars import calendar_of
from gongkai.cases.models import Request
from gongkai.cases.standing import Rank, standing
from gongkai.organs.models import Organ
from gongkai.records import log

_BATCH = 200


@jobs.job(retries=3, idempotent=True)
def recompute(organ_id: Any) -> int:
    """Compute the dates of an organ's open requests anew, after the calendar changed. How many changed."""
    organ = Organ.objects.get(pk=organ_id)
    changed, last = 0, None
    with scope.organ(organ):
        while True:
            found = Request.objects.filter(queue_place__lt=Rank.FINISHED.start).order_by("pk")
            keys = list(
                (found if last is None else found.filter(pk__gt=last)).values_list("pk", flat=True)[:_BATCH]
            )
            if not keys:
                break
            changed += _some(organ, keys)
            last = keys[-1]
    return changed


def _some(organ: Organ, keys: list[Any]) -> int:
    """These requests in one transaction; what changed is told by what it now is."""
    with transaction.atomic():
        rows = Request.objects.select_for_update().filter(pk__in=keys)
        now = {row.pk.hex: digests.follows_of(row) for row in rows if _recomputed(row)}
        if now:
            log.append(
                "cases.recompute",
                organ,
                organ=organ,
                by=System("cases.recompute"),
                data={"changed": len(now), "requests": now},
            )
    return len(now)


def _recomputed(row: Request) -> bool:
    """Whether anything changed; then it is stored."""
    values = asdict(standing(queries.case_of(row), calendar_of(row.organ)))
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values, "updated_at"])
    return True
