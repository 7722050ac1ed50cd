"""Judging the rows of a register."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

from django.db.models import QuerySet

from gongkai.base.clock import today
from gongkai.organs.models import Organ
from gongkai.records.printed import identity
from gongkai.registers.declared import REGISTERS
from gongkai.registers.models import Entry
from gongkai.registers.models.entry import STANDS
from gongkai.registers.values import Invalid, cleaned, digest, made, plain
from gongkai.reports.bringing_in.sheets import Sheet
from gongkai.reports.bringing_in.verdicts import Line, Plan, Verdict

_AT_ONCE = 500  # names asked for in one query


def judge(sheet: Sheet, rows: Sequence[tuple[int, Mapping[str, Any]]], organ: Organ) -> Plan:
    """A row with a number is known by it; one without by its words and which of the equal ones it is."""
    register, day = REGISTERS[sheet.key], today()
    fit: list[tuple[int, Mapping[str, Any], Entry]] = []
    lines: list[Line] = []
    for number, values in rows:
        try:
            entry = made(organ, register, cleaned(register, values, organ=organ, today=day))
        except Invalid as problem:
            lines.append(Line(number, Verdict.WRONG, str(problem)))
        else:
            fit.append((number, values, entry))
    numbered = _numbered(organ, sheet.key, {identity(entry.number) for _n, _v, entry in fit if entry.number})
    origins = _origins([entry for _n, _v, entry in fit])
    unnumbered = _unnumbered(organ, sheet.key, [origin for origin in origins if origin])
    first: dict[str, int] = {}
    ready, kept = [], []
    for (number, values, entry), origin in zip(fit, origins, strict=True):
        line = _line(number, entry, first, numbered, origin in unnumbered)
        lines.append(line)
        if line.verdict is Verdict.NEW:
            ready.append(values)
            kept.append(origin)
    return Plan(sheet, lines, ready, kept)


def _line(
    number: int, entry: Entry, first: dict[str, int], numbered: Mapping[str, Entry], is_there: bool
) -> Line:
    if not entry.number:
        return Line(number, Verdict.THERE, "同样的一条已经登记。") if is_there else Line(number, Verdict.NEW)
    label = entry.declaration.label_of("number")
    alike = identity(entry.number)
    if alike in first:
        return Line(number, Verdict.WRONG, f"“{label}”与第{first[alike]}行相同；一个编号只登记一次。")
    first[alike] = number
    there = numbered.get(alike)
    if there is None:
        return Line(number, Verdict.NEW)
    ours, theirs = _compared(entry), _compared(there)
    if ours == theirs:
        return Line(number, Verdict.THERE, "已经登记，内容相同。")
    labels = "、".join(
        field.label for field in entry.declaration.fields if ours.get(field.key) != theirs.get(field.key)
    )
    return Line(
        number,
        Verdict.WRONG,
        f"“{label}”已经登记，但{labels}不同；要改，请在台账里更正那一条，再从文件里删去这一行。",
    )


def _origins(entries: Sequence[Entry]) -> list[str]:
    """For each line without number a digest of its words and its place among equal ones; "" for the others."""
    seen: Counter[str] = Counter()
    found = []
    for entry in entries:
        if entry.number:
            found.append("")
            continue
        words = digest(plain(entry))
        seen[words] += 1
        found.append(digest([words, seen[words]]))
    return found


def _compared(entry: Entry) -> dict[str, str]:
    """What a line says, its number in the spelling in which numbers are compared."""
    return plain(entry) | {"number": identity(entry.number)}


def _numbered(organ: Organ, register: str, wanted: Set[str]) -> dict[str, Entry]:
    """The lines that stand with one of these numbers, by the identity of it."""
    rows = Entry.objects.filter(STANDS, organ=organ, register=register)
    there = rows.exclude(number="").order_by().values_list("number", "pk") if wanted else []
    keys = {alike: pk for number, pk in there if (alike := identity(number)) in wanted}
    found = _fetched(rows, "pk", [*keys.values()])
    return {alike: found[pk] for alike, pk in keys.items()}


def _unnumbered(organ: Organ, register: str, wanted: Sequence[str]) -> dict[str, Entry]:
    """The lines that stand with one of these origins."""
    return _fetched(Entry.objects.filter(STANDS, organ=organ, register=register), "origin", wanted)


def _fetched(rows: QuerySet[Entry], key: str, wanted: Sequence[Any]) -> dict[Any, Entry]:
    return {
        getattr(entry, key): entry
        for start in range(0, len(wanted), _AT_ONCE)
        for entry in rows.select_related("item", "section").filter(
            **{f"{key}__in": wanted[start : start + _AT_ONCE]}
        )
    }
