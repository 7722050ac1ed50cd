"""Reads of registers and attested counts, within the organ's scope."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import BigIntegerField, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Round

from gongkai.accounts.models import User
from gongkai.organs.models import Organ
from gongkai.records.models import SignOff
from gongkai.records.models import Standing as SignOffStanding
from gongkai.registers.declared import REGISTERS
from gongkai.registers.measures import MEASURES, Measure
from gongkai.registers.models import AttestedCount, Entry
from gongkai.registers.models.counts import Standing
from gongkai.registers.models.entry import STANDS

FEN_IN_WAN = 1_000_000
# SQLite adds decimals as floating numbers: whole 分 are added instead, and exactly so.
_FEN = Sum(Cast(Round(F("amount") * 100), BigIntegerField()))
WHOLE = "本机关"
_BY_SECTION = ("measure", F("section_id").asc(nulls_first=True), "pk")  # the organ as a whole first


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure: the lines counted plus what sections attest (None: nothing attested).

    `value` is None where the register was never begun by the end of the year and nothing is attested: a blank
    is not a zero. Counts are whole numbers, amounts exact decimals in 万元. `doubled` names who attests a
    figure and has lines of the same year as well.
    """

    value: int | Decimal | None
    entries: int
    attested: Decimal | None
    doubled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """What a figure is made of."""

    entries: "QuerySet[Entry]"
    counts: "QuerySet[AttestedCount]"


def counted(organ: Organ, year: int, keys: Iterable[str] = MEASURES) -> dict[str, Counted]:
    """The figures of table 二, of both editions, or of the measures named."""
    measures = [MEASURES[key] for key in keys]
    begun = _begun(organ, year, {measure.register for measure in measures})
    attested = defaultdict(list)
    for count in _signed(organ).filter(year=year).select_related("section"):
        attested[count.measure].append(count)
    return {
        measure.key: _counted(measure, organ, year, measure.register in begun, attested[measure.key])
        for measure in measures
    }


def behind(measure: Measure, organ: Organ, year: int) -> Behind:
    """The lines and the signed counts that a figure is made of, the lines that were taken away too."""
    entries = _lines(organ).filter(measure.adds(year) | (measure.takes(year) or Q(pk__in=())))
    return Behind(entries, _signed(organ).filter(measure=measure.key, year=year))


def _lines(organ: Organ) -> "QuerySet[Entry]":
    rows: QuerySet[Entry] = Entry.objects.filter(STANDS, organ=organ)
    return rows


def _signed(organ: Organ) -> "QuerySet[AttestedCount]":
    rows: QuerySet[AttestedCount] = AttestedCount.objects.filter(organ=organ, state=Standing.SIGNED)
    return rows.order_by(*_BY_SECTION)


def _begun(organ: Organ, year: int, registers: Iterable[str]) -> frozenset[str]:
    """The registers that have a line from this year or before."""
    until = date(year, 12, 31)
    return frozenset(key for key in registers if _lines(organ).filter(register=key, on__lte=until).exists())


def _counted(measure: Measure, organ: Organ, year: int, begun: bool, signed: list[AttestedCount]) -> Counted:
    lines = _lines(organ)
    adds, takes = measure.adds(year), measure.takes(year)
    value: int | Decimal
    if measure.is_amount:
        entries = lines.filter(adds).count()
        fen = lines.filter(adds).aggregate(fen=_FEN)["fen"] or 0
        value = tidy(Decimal(fen) / FEN_IN_WAN)
    else:
        entries = value = lines.filter(adds).count()
        if takes is not None:
            left = lines.filter(takes).count()
            entries, value = entries + left, value - left
    attested = tidy(sum((count.value for count in signed), Decimal(0))) if signed else None
    if attested is None:
        return Counted(value if begun else None, entries, None)
    whole = value + (attested if measure.is_amount else int(attested))
    return Counted(whole, entries, attested, _doubled(lines.filter(adds), signed))


def _doubled(lines: "QuerySet[Entry]", signed: list[AttestedCount]) -> tuple[str, ...]:
    return tuple(
        WHOLE if count.section is None else count.section.name
        for count in signed
        if count.value and (lines if count.section is None else lines.filter(section=count.section)).exists()
    )


def tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros, never in scientific notation."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


@dataclass(frozen=True, slots=True)
class Shelf:
    """A register as the list of registers shows it."""

    key: str
    label: str
    says: str
    year: int
    of_year: int
    in_all: int


def shelves(organ: Organ, year: int) -> list[Shelf]:
    """Every register with the number of lines dated in the year, and of all that stand."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = []
    for register in REGISTERS.values():
        lines = _lines(organ).filter(register=register.key)
        of_year = lines.filter(on__range=(first, last)).count()
        found.append(Shelf(register.key, register.label, register.says, year, of_year, lines.count()))
    return found


def lines_of(
    organ: Organ, register: str, *, year: int | None = None, state: str = "standing"
) -> "QuerySet[Entry]":
    """Lines of a register, newest first. `state`: standing, voided, unpublished, backfilled or all."""
    rows: QuerySet[Entry] = Entry.objects.filter(organ=organ, register=register)
    if year is not None:
        rows = rows.filter(on__range=(date(year, 1, 1), date(year, 12, 31)))
    match state:
        case "standing":
            rows = rows.filter(STANDS)
        case "voided":
            rows = rows.filter(voided_on__isnull=False)
        case "unpublished":
            rows = rows.filter(STANDS, published_on__isnull=True)
        case "backfilled":
            rows = rows.filter(STANDS, backfilled=True)
    return rows.select_related("item", "section").order_by("-on", "-pk")


def item_of(organ: Organ, number: str) -> Entry | None:
    """An item of the catalogue by its code."""
    return _lines(organ).filter(register="items", number=number).first()


def unsent(user: User, organ: Organ) -> list[AttestedCount]:
    """The figures a person drafted that are not on their way to be signed: never sent, or returned."""
    drafts = AttestedCount.objects.filter(organ=organ, state=Standing.DRAFT, drafted_by=user)
    sent = SignOff.objects.filter(
        organ=organ, subject_type=AttestedCount._meta.label_lower, state=SignOffStanding.OPEN
    ).values_list("subject_id", flat=True)
    on_their_way = set(sent)
    return [
        count
        for count in drafts.select_related("organ", "section").order_by("pk")
        if str(count.pk) not in on_their_way
    ]


def counts_of(organ: Organ, year: int) -> "QuerySet[AttestedCount]":
    """All attested counts of a year, replaced and withdrawn ones too."""
    rows: QuerySet[AttestedCount] = AttestedCount.objects.filter(organ=organ, year=year)
    return rows.select_related("section", "source", "drafted_by").order_by(*_BY_SECTION)
