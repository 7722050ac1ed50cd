"""The one writer of an organ's record of today: what is in force stands on the organ itself."""

from collections import defaultdict
from datetime import date

from django.db.models import F

from gongkai.organs.models import Organ, OrganPeriod, Record

_OWN = tuple(field.name for field in Record._meta.local_fields)
FIELDS = (*_OWN, "parent")
_COLUMNS = (*_OWN, "parent_id")


def settle(organ: Organ, on: date) -> bool:
    """Copy the record in force on the day to the organ. Returns whether anything changed."""
    periods = OrganPeriod._base_manager.filter(organ=organ).order_by(F("since").asc(nulls_first=True))
    return _copy(organ, list(periods), on)


def settle_all(on: date) -> int:
    """The same for every organ: records entered beforehand take effect. Returns how many organs changed."""
    periods = defaultdict(list)
    for period in OrganPeriod._base_manager.order_by(F("since").asc(nulls_first=True)):
        periods[period.organ_id].append(period)
    return sum(_copy(organ, periods[organ.pk], on) for organ in Organ.objects.order_by("pk"))


def _copy(organ: Organ, periods: list[OrganPeriod], on: date) -> bool:
    """Before its first day an organ shows its first record, after its last the last one."""
    begun = [period for period in periods if period.since is None or period.since <= on]
    record = begun[-1] if begun else periods[0]
    changed = [column for column in _COLUMNS if getattr(organ, column) != getattr(record, column)]
    if changed:
        for column in changed:
            setattr(organ, column, getattr(record, column))
        organ.save(update_fields=[*changed, "updated_at"])
    return bool(changed)
