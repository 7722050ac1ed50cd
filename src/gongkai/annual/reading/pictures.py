"""Values that a recogniser read off a picture: given only where the form's balances bear them out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum

from gongkai.annual.form import Address, Edition
from gongkai.annual.identities import Identity, identities_of
from gongkai.annual.reading.readings import Reading

UNCONFIRMED = "从图片中识别的数（把握{:.2f}），没有横向和纵向合计可以证实，请人工核对"
UNBALANCED = "从图片中识别的数（把握{:.2f}），横向或纵向合计对不上，请人工核对"
UNSURE = "从图片中识别的数（把握{:.2f}），两次识别不一致或字迹不清，请人工核对"
NO_FIGURE = "从图片中识别的文字（把握{:.2f}）不是数，不能确定这一格是空白，请人工核对"
_FIRM = 0.98  # as sure as a cell must be that bears others out: two looks at it agree
_BARE = 1.0  # as sure as a blank must be: nothing but bare paper tells it from a nought
_PARTS = 2  # addends above 0: one alone may be misread like its total


class _Verdict(Enum):
    """What the cells say of a balance."""

    SEVERAL = "firm, with several addends above 0"
    FIRM = "holds, and every cell of it is firm"
    HOLDS = "holds"
    FAILS = "fails, and every cell of it is firm"
    SILENT = "its total or all its parts are surely blank: nothing is added up"
    UNKNOWN = "not all its cells are read surely"


_GOOD = frozenset((_Verdict.SEVERAL, _Verdict.FIRM, _Verdict.HOLDS))
_Judged = Sequence[tuple[Identity, _Verdict]]
_About = Mapping[Address, Sequence[_Verdict]]


def confirmed(found: Mapping[Address, Reading], edition: Edition | None) -> dict[Address, Reading]:
    """The readings; those off a picture only where the form's balances bear them out.

    A figure is borne out if it is firm, none of its balances fails and either all of them hold, those aside where
    nothing is added up, or one does that has several addends above 0 (a single one may be misread like its total),
    or the figure is 0; or if a balance holds whose other cells are all borne out. No sum tells a blank from a
    nought: a blank is one where the paper is surely bare, unless every sum about it fails.
    """
    result = {address: _understood(reading) for address, reading in found.items()}
    pictured = [address for address, reading in result.items() if reading.sure is not None]
    if not pictured:
        return result
    judged = [(each, _verdict(each, result)) for each in (identities_of(edition) if edition else ())]
    about: dict[Address, list[_Verdict]] = defaultdict(list)
    for identity, verdict in judged:
        for address in (*identity.left, *identity.right):
            about[address].append(verdict)
    borne = _borne(result, judged, about)
    for address in pictured:
        reading = result[address]
        if reading.why is not None:
            continue
        if address in borne:
            result[address] = replace(reading, at=f"{reading.at}（OCR {reading.sure:.2f}）")
        else:
            why = UNCONFIRMED if _firm(reading) else UNSURE
            why = UNBALANCED if _Verdict.FAILS in about[address] else why
            result[address] = replace(reading, value=None, unit=None, why=why.format(reading.sure))
    return result


def _understood(reading: Reading) -> Reading:
    if reading.sure is not None and reading.raw.strip() and reading.value is None and reading.why is None:
        return replace(reading, why=NO_FIGURE.format(reading.sure))
    return reading


def _firm(reading: Reading | None) -> bool:
    if reading is None or reading.why is not None:
        return False
    return reading.sure is None or reading.sure >= (_BARE if reading.value is None else _FIRM)


def _known(reading: Reading | None) -> bool:
    return reading is not None and reading.why is None


def _verdict(identity: Identity, found: Mapping[Address, Reading]) -> _Verdict:
    left, right = [found.get(each) for each in identity.left], [found.get(each) for each in identity.right]
    both = (*left, *right)
    before, after = _sum(left), _sum(right)
    if not all(map(_known, both)):
        # What is not read is not less than nothing.
        over = (all(map(_known, left)) and after > before) or (all(map(_known, right)) and before > after)
        return _Verdict.FAILS if over else _Verdict.UNKNOWN
    firm = all(map(_firm, both))
    blanks = (_bare(left), _bare(right))
    if all(blanks) or (any(blanks) and identity.total is not None):
        return _Verdict.SILENT if firm else _Verdict.UNKNOWN
    if not firm:
        return _Verdict.HOLDS if before == after else _Verdict.UNKNOWN
    if before != after:
        return _Verdict.FAILS
    several = sum(bool(each and each.value) for each in left) >= _PARTS
    return _Verdict.SEVERAL if several else _Verdict.FIRM


def _sum(readings: Iterable[Reading | None]) -> Decimal:
    return sum((Decimal(each.value or 0) for each in readings if each and each.why is None), Decimal(0))


def _bare(readings: Iterable[Reading | None]) -> bool:
    return all(each is not None and each.value is None for each in readings)


def _borne(found: Mapping[Address, Reading], judged: _Judged, about: _About) -> set[Address]:
    borne = {address for address, reading in found.items() if reading.sure is None and _known(reading)}
    for address, verdicts in about.items():
        reading = found.get(address)
        if reading is None or not _firm(reading):
            continue
        added_up = {*verdicts} - {_Verdict.SILENT}
        if reading.value is None:
            if added_up != {_Verdict.FAILS}:
                borne.add(address)
        elif _Verdict.SEVERAL in added_up or _Verdict.FIRM in added_up:
            alone = reading.value != 0 and _Verdict.SEVERAL not in added_up
            if added_up <= _GOOD or not (alone or _Verdict.FAILS in added_up):
                borne.add(address)
    holding = [{*identity.left, *identity.right} for identity, verdict in judged if verdict in _GOOD]

    def last(cells: set[Address]) -> Iterable[Address]:
        """The one cell of a balance that is not borne out; if not firm itself, only where no other balance fails."""
        left = cells - borne
        if len(left) == 1:
            (address,) = left
            reading = found[address]
            if reading.value is not None and (_firm(reading) or _Verdict.FAILS not in about[address]):
                yield address

    while more := {address for cells in holding for address in last(cells)}:
        borne |= more
    return borne
