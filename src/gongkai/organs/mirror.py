"""The one writer of an organ's record of today: what is in force stands on the organ itself."""

from collections import defaultdict
from datetime import date

from django.db.models import F, QuerySet

from gongkai.organs.models import Organ, OrganPeriod, Record

_OWN = tuple(field.name for field in Record._meta.local_fields)
FIELDS = (*_OWN, "parent")
_COLUMNS = (*_OWN, "parent_id")


def settle(organ: Organ, on: date) -> bool:
    """Copy the record in force on the day to the organ. Returns whether anything changed."""
    return _copy(organ, list(in_order().filter(organ=organ)), on)


def settle_all(on: date) -> int:
    """The same for every organ: records entered beforehand take effect. Returns how many organs changed."""
    periods = defaultdict(list)
    for period in in_order():
        periods[period.organ_id].append(period)
    return sum(_copy(organ, periods[organ.pk], on) for organ in Organ.objects.order_by("pk"))


def in_order() -> "QuerySet[OrganPeriod]":
    """The records of all organs and times, the earlier first."""
    return OrganPeriod._base_manager.order_by(F("since").asc(nulls_first=True))


def shown(periods: list[OrganPeriod], on: date) -> list[OrganPeriod]:
    """The records shown up to the day, the last one in force. Before its first day an organ shows its first."""
    return [period for period in periods if period.since is None or period.since <= on] or periods[:1]


def differing(organ: Organ, record: OrganPeriod) -> list[str]:
    """The columns in which the organ shows something else than the record."""
    return [column for column in _COLUMNS if getattr(organ, column) != getattr(record, column)]


def _copy(organ: Organ, periods: list[OrganPeriod], on: date) -> bool:
    record = shown(periods, on)[-1]
    changed = differing(organ, record)
    if changed:
        for column in changed:
            setattr(organ, column, getattr(record, column))
        organ.save(update_fields=[*changed, "updated_at"])
    return bool(changed)
