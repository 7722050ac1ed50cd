"""Writing lines of a register."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ, Section
from gongkai.records import log
from gongkai.records.printed import identity
from gongkai.registers import batches, policies
from gongkai.registers.declared import REGISTERS
from gongkai.registers.declared.shapes import Column, Register
from gongkai.registers.facts import CORRECTIONS, LINES
from gongkai.registers.models import Correction, Entry
from gongkai.registers.models.entry import STANDS
from gongkai.registers.values import Invalid, cleaned, fill, made, plain

BATCH = 1000
T = TypeVar("T")


@transaction.atomic
def enter(
    register: str,
    *,
    organ: Organ,
    by: Actor,
    backfilled: bool = False,
    is_demo: bool = False,
    origin: str = "",
    **values: Any,
) -> Entry:
    """Enter one line. Values by the keys of the declaration. Raises PermissionDenied, Invalid, Refused.

    `origin`: what the line is known by where it may be sent twice; the second is refused.
    """
    declared, right = REGISTERS[register], _right(backfilled)
    _ask(by, organ, right, values.get(Column.SECTION))
    with scope.organ(organ):
        entry = _made(declared, values, organ, backfilled=backfilled, is_demo=is_demo)
        entry.origin = origin
        _refuse_doubles(declared, [entry], _standing(organ, declared))
        _stored([entry])
        log.append(
            "registers.enter",
            entry,
            organ=organ,
            by=by,
            on=entry.on,
            data=_told(entry),
            for_whom=policies.principal(by, organ, right),
        )
    return entry


@transaction.atomic
def enter_many(
    register: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    organ: Organ,
    by: Actor,
    backfilled: bool = False,
    is_demo: bool = False,
    origins: Iterable[str] = (),
) -> int:
    """Enter many lines, all or none; one event for each thousand holds their keys and digests.

    `origins`: one for each row, what a line without number is known by when it is brought in again.
    Raises PermissionDenied; Invalid for the first row that cannot stand.
    """
    declared, right = REGISTERS[register], _right(backfilled)
    total = 0
    keys = iter(origins)
    asked: list[Section | None] = []
    with scope.organ(organ):
        there = _standing(organ, declared)
        for batch in _batches(rows):
            entries = []
            for row in batch:
                if (section := row.get(Column.SECTION)) not in asked:
                    _ask(by, organ, right, section)
                    asked.append(section)
                entry = _made(declared, row, organ, backfilled=backfilled, is_demo=is_demo)
                entry.origin = next(keys, "")
                entries.append(entry)
            _refuse_doubles(declared, entries, there)
            _stored(entries)
            there |= {identity(entry.number) for entry in entries}
            total += len(entries)
            log.append(
                "registers.enter_many",
                organ,
                organ=organ,
                by=by,
                data={
                    "register": register,
                    "backfilled": backfilled,
                    **batches.told([(entry.pk, LINES.digest(entry)) for entry in entries]),
                },
                for_whom=policies.principal(by, organ, right),
            )
    return total


@transaction.atomic
def amend(entry: Entry, *, by: Actor, reason: str, seen_at: datetime | None = None, **values: Any) -> Entry:
    """Correct a line: `values` are all its values anew. What it said before is kept with the reason.

    `seen_at`: the `updated_at` of the line that the officer saw; where it was changed since, Refused.
    Raises PermissionDenied, Invalid, Refused.
    """
    organ = entry.organ
    _ask(by, organ, "amend", values.get(Column.SECTION))
    with scope.organ(organ):
        entry = _locked(entry, seen_at)
        _ask(by, organ, "amend", entry.section)
        before, was = plain(entry), LINES.digest(entry)
        fit = cleaned(entry.declaration, values, organ=organ, today=today())
        fill(entry, fit)
        if plain(entry) == before:
            raise Refused(_("没有改动。"))
        _refuse_doubles(entry.declaration, [entry], _standing(organ, entry.declaration, but=entry))
        kept = _keep(entry, before, by, reason)
        _stored([entry])
        log.append(
            "registers.amend",
            entry,
            organ=organ,
            by=by,
            on=entry.on,
            data={**_told(entry), **_told_of(kept), "before": was},
            for_whom=policies.principal(by, organ, "amend"),
        )
    return entry


@transaction.atomic
def void(entry: Entry, *, by: Actor, reason: str) -> Entry:
    """A line entered by mistake counts no more; it stays readable. Raises PermissionDenied, Refused."""
    organ = entry.organ
    _ask(by, organ, "void", entry.section)
    with scope.organ(organ):
        entry = _locked(entry, None)
        kept, was = _keep(entry, plain(entry), by, reason), LINES.digest(entry)
        entry.voided_on = today()
        entry.save(update_fields=["voided_on", "updated_at"])
        log.append(
            "registers.void",
            entry,
            organ=organ,
            by=by,
            on=entry.voided_on,
            data={**_told(entry), **_told_of(kept), "before": was},
            for_whom=policies.principal(by, organ, "void"),
        )
    return entry


def _ask(by: Actor, organ: Organ, action: policies.Action, section: Section | None) -> None:
    if refusal := policies.refusal(by, organ, action, section):
        raise PermissionDenied(refusal)


def _right(backfilled: bool) -> policies.Action:
    """Lines from before the system are brought in by who may import."""
    return "import" if backfilled else "enter"


def _made(
    declared: Register, values: Mapping[str, Any], organ: Organ, *, backfilled: bool, is_demo: bool
) -> Entry:
    entry = made(organ, declared, cleaned(declared, values, organ=organ, today=today()))
    entry.backfilled, entry.is_demo = backfilled, is_demo
    return entry


def _standing(organ: Organ, declared: Register, *, but: Entry | None = None) -> set[str]:
    """The numbers that stand in an organ's register, each as its identity; who enters next waits till then."""
    # The database knows equal numbers alone: two who enter B-1 and b-1 at once come one after the other.
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    rows = Entry.objects.filter(STANDS, register=declared.key).exclude(number="")
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return {identity(number) for number in rows.order_by().values_list("number", flat=True)}


def _refuse_doubles(declared: Register, entries: list[Entry], there: set[str]) -> None:
    """A number stands once in a register, however it is written. Raises Invalid with the double numbers."""
    seen: set[str] = set()
    double = []
    for entry in entries:
        alike = identity(entry.number)
        if alike and (alike in there or alike in seen):
            double.append(entry.number)
        seen.add(alike)
    if double:
        raise Invalid(
            {
                "number": _("“%(register)s”台账里已经有%(label)s%(numbers)s，没有重复登记。")
                % {
                    "register": declared.label,
                    "label": declared.label_of("number"),
                    "numbers": "、".join(sorted(set(double))[:5]),
                }
            }
        )


def _stored(entries: list[Entry]) -> None:
    """Raises Refused where another officer was quicker with the same number."""
    try:
        with transaction.atomic():
            if len(entries) == 1:
                entries[0].save()
            else:
                Entry.objects.bulk_create(entries)
    except IntegrityError as problem:
        raise Refused(_("刚刚有人登记了同一个编号，没有保存；请刷新后核对。")) from problem


def _locked(entry: Entry, seen_at: datetime | None) -> Entry:
    row: Entry = (
        Entry.objects.select_for_update(of=("self",)).select_related("item", "section").get(pk=entry.pk)
    )
    if row.voided_on is not None:
        raise Refused(_("这条记录已经作废，不能再改。"))
    if seen_at is not None and row.updated_at != seen_at:
        raise Refused(_("这条记录刚刚被别人改过，没有保存；请刷新，看清现在的内容再改。"))
    return row


def _keep(entry: Entry, before: dict[str, str], by: Actor, reason: str) -> Correction:
    if not reason.strip():
        raise Refused(_("请写明原因。"))
    if len(reason.strip()) > 300:
        raise Refused(_("原因最多300个字。"))
    person: User | None = None if isinstance(by, System) else by
    kept: Correction = Correction.objects.create(
        organ=entry.organ, entry=entry, before=before, reason=reason.strip(), corrected_by=person
    )
    return kept


def _told(entry: Entry) -> dict[str, Any]:
    """What the log says of a line: its register and a digest, never its words."""
    return {"register": entry.register, "digest": LINES.digest(entry), "backfilled": entry.backfilled}


def _told_of(kept: Correction) -> dict[str, Any]:
    return {"correction": kept.pk, "kept": CORRECTIONS.digest(kept)}


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
