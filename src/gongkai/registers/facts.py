"""What of a row the log vouches for: every column that counts or is shown, in one digest.

Rows are read back as text and not through their model, so that a value that its column could not hold is found
like any other change and nothing raises.
"""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Func, TextField

from gongkai.records.rows import digest
from gongkai.registers.models import AttestedCount, Correction, Entry

_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
_AT_ONCE = 2000


class Facts:
    """The columns of one table that are vouched for."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        self.model, self.names = model, names

    def digest(self, row: models.Model) -> str:
        """Of a row as it was just stored."""
        return digest(*(_worded(getattr(row, name)) for name in self.names))

    def read(self, *beside: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every row in the order of its key: the digest, and what it says with `pk` and the columns `beside`."""
        names = ("pk", *self.names, *beside)
        readers = {name: reader for name in names if (reader := self._readers.get(name))}
        columns = [_Text(name) if name in readers else name for name in names]
        rows = self.model._base_manager.order_by("pk").values_list(*columns)
        for values in rows.iterator(chunk_size=_AT_ONCE):
            says = dict(zip(names, values, strict=True))
            for name, reader in readers.items():
                if says[name] is not None:
                    says[name] = reader(says[name])
            yield digest(*(says[name] for name in self.names)), says

    @cached_property
    def _readers(self) -> dict[str, Callable[[str], str]]:
        """What is read as text, and how."""
        found = {}
        for field in self.model._meta.concrete_fields:
            kind = field.target_field if isinstance(field, models.ForeignKey) else field
            if reader := _READERS.get(kind.get_internal_type()):
                found[field.attname] = reader
        return found


class _Text(Func):
    """A day, a moment, a number or a key as the database writes it."""

    template = "CAST(%(expressions)s AS TEXT)"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        match self.source_expressions[0].output_field:
            case models.DateTimeField():
                template = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
            case models.DateField():
                template = "TO_CHAR(%(expressions)s, 'YYYY-MM-DD')"
            case _:
                template = self.template
        return self.as_sql(compiler, connection, template=template, **context)


def number(text: str) -> str:
    """A decimal without trailing zeros; what is none stays as it is."""
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text


def _moment(text: str) -> str:
    return text if "." in text else f"{text}.000000"


def _key(text: str) -> str:
    return text.replace("-", "")


_READERS: dict[str, Callable[[str], str]] = {
    "DateField": str,
    "DateTimeField": _moment,
    "DecimalField": number,
    "UUIDField": _key,
}


def _worded(value: Any) -> Any:
    """A value of a model as it is read back."""
    match value:
        case datetime.datetime():
            return value.astimezone(datetime.UTC).strftime(_MOMENT)
        case datetime.date():
            return value.isoformat()
        case Decimal():
            return number(str(value))
        case UUID():
            return value.hex
        case _:
            return value


LINES = Facts(
    Entry,
    *("organ_id", "register", "number", "matter", "kind", "on", "until", "published_on", "amount"),
    *("item_id", "section_id", "data", "voided_on", "backfilled", "origin", "is_demo", "created_at"),
)
CORRECTIONS = Facts(
    Correction, "organ_id", "entry_id", "before", "reason", "corrected_by_id", "created_at"
)  # fmt: skip
# How a figure stands is told by the order of its events.
FIGURES = Facts(
    AttestedCount,
    *("organ_id", "measure", "year", "section_id", "value", "source_id", "replaces_id", "drafted_by_id"),
    *("backfilled", "is_demo", "created_at"),
)
