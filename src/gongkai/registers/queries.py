"""Reads of registers and attested counts; inside the organ's scope, or for an organ named."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from gongkai.organs.models import Organ
from gongkai.registers.measures import MEASURES, Measure
from gongkai.registers.models import AttestedCount, Entry
from gongkai.registers.models.counts import Standing
from gongkai.registers.models.entry import STANDS

YUAN_IN_WAN = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure: the lines counted plus what sections attest (None: nothing attested).

    `value` is None where the register was never begun and nothing is attested: a blank is not a zero.
    Counts are whole numbers, amounts exact decimals in 万元. `doubled`: sections that attest a figure and
    have lines of their own in the same year; "" stands for the organ as a whole.
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
    """The figures of table 二, of both editions."""
    raise NotImplementedError


def behind(measure: Measure, organ: Organ, year: int) -> Behind:
    """The lines and the signed counts that a figure is made of, the lines that were taken away too."""
    raise NotImplementedError
