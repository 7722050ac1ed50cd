"""Rows bound by the log: an event keeps digests of the rows that its action wrote, and the last one must still fit.

An action hands `bound(row, …)` to its event; `compare` reads the events once and each table once. A blank column is
no part of a digest, so a column that comes later leaves what was bound before as it was.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from gongkai.records.models import Event
from gongkai.records.rows import Remark, digest, where

KEY = "rows"
# Columns that are bound, where these are not all but `updated_at`. An organ shows its record of today, which is
# bound with its period; an account's password and times of signing in are its own.
_BOUND = {
    "organs.organ": ("id", "until", "is_demo", "created_at"),
    "accounts.user": ("id", "username", "name", "is_superuser", "is_staff", "is_demo"),
    # Not the signs of life of the job that reads.
    "reports.receivedfile": (
        "id", "organ", "batch", "position", "name", "file", "says", "wanted", "is_demo", "created_at",
    ),
}  # fmt: skip
_FIXED = ("accounts.user", "organs.membership")  # what is bound of these no action changes
_CONTRADICTED = "-"
_BLANKS: tuple[Any, ...] = (None, "", [], {})


class Told:
    """What the log says last of each row of some models: its digest, None where it was deleted; and who says it."""

    def __init__(self, *actions: str) -> None:
        """`actions`: how the events begin that are read, such as "organs."."""
        self._rows: dict[str, dict[str, tuple[str | None, Event]]] = defaultdict(dict)
        wanted = models.Q(*(("action__startswith", action) for action in actions), _connector=models.Q.OR)
        events = Event._base_manager.filter(wanted).order_by("chain", "seq")
        for event in events.only("chain", "seq", "data").iterator():
            for key, kept in event.data.get(KEY, {}).items():
                label, _, pk = key.partition(":")
                if label in _FIXED and self._rows[label].get(pk, (kept,))[0] != kept:
                    kept = _CONTRADICTED
                self._rows[label][pk] = kept, event

    def of(self, model: type[models.Model]) -> dict[str, tuple[str | None, Event]]:
        return dict(self._rows[model._meta.label_lower])


def bound(*rows: models.Model, gone: Iterable[models.Model] = ()) -> dict[str, dict[str, str | None]]:
    """What an event keeps of rows as they now are, and of those that are deleted."""
    kept: dict[str, str | None] = {_key(row): digest(facts(row)) for row in rows}
    return {KEY: kept | {_key(row): None for row in gone}}


def facts(row: models.Model) -> dict[str, Any]:
    """The columns that are bound, without blank ones."""
    chosen = _BOUND.get(row._meta.label_lower)
    found = {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if (field.name in chosen if chosen else field.name != "updated_at")
    }
    return {
        name: value.astimezone(datetime.UTC) if isinstance(value, datetime.datetime) else value
        for name, value in found.items()
        if value is not False and value not in _BLANKS
    }


def _never(row: Any) -> bool:
    return False


def compare(
    model: type[models.Model],
    told: Told,
    *,
    older: Callable[[Any], bool] = _never,
    needs_none: Callable[[Any], bool] = _never,
) -> Iterator[str]:
    """A sentence for each row that is not as the log says.

    Of a row without event: `older`, whether it is from before the log; `needs_none`, whether none is asked of it.
    """
    name = model._meta.verbose_name
    said = told.of(model)
    before: list[str] = []
    for row in model._base_manager.order_by("pk").iterator():
        kept, event = said.pop(str(row.pk), (None, None))
        if event is None and needs_none(row):
            continue
        if event is None and older(row):
            before.append(str(row.pk))
        elif event is None:
            yield f"{name} {row.pk} 在库里，日志里却没有登记它"
        elif kept is None:
            yield f"{name} {row.pk} 在库里，{where(event)}却记着已经删去"
        elif kept != digest(facts(row)):
            yield f"{name} {row.pk} 与{where(event)}不一致：被改过"
    for pk, (kept, event) in said.items():
        if kept is not None:
            yield f"{where(event)}记有{name} {pk}，库里却没有"
    if before:
        yield Remark(f"{name}有 {len(before)} 条早于日志，日志不能证明：{'、'.join(before)}")


def log_began() -> datetime.datetime:
    """When this database got its log: what is older has no event."""
    applied = MigrationRecorder(connection).migration_qs.filter(app="records", name="0001_initial")
    began: datetime.datetime = applied.values_list("applied", flat=True).get()
    return began


def _key(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"
