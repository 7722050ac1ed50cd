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
_FIRM = 0.9  # as sure as a cell must be that bears others out: two looks at it agree
_BARE = 0.99  # as sure as a blank must be: nothing but the paper tells it from a nought
_PARTS = 2  # figures above 0 in a row beside its total: one alone may be misread alike in both


class _Verdict(Enum):
    """What the cells say of a balance."""

    FIRM = "holds, and every cell of it is firm"
    HOLDS = "holds"
    FAILS = "fails"
    SILENT = "its total or all its parts are surely blank: nothing is added up"
    UNKNOWN = "not all its cells are read"


_Judged = Sequence[tuple[Identity, _Verdict]]
_About = Mapping[Address, Sequence[_Verdict]]


def confirmed(found: Mapping[Address, Reading], edition: Edition | None) -> dict[Address, Reading]:
    """The readings; those off a picture only where the form's balances bear them out.

    A figure is borne out if it is firm and every balance of its row and its column holds, or nothing is added up in
    one of them; if a balance holds whose other cells are all borne out; or, if a single row of the table is not
    read, where `_without_lost_row` says so. No sum tells a blank from a nought: a blank is one where the paper is
    surely bare, unless every sum about it is wrong.
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
    firm = all(map(_firm, (*left, *right)))
    if not all(map(_known, (*left, *right))):
        return _Verdict.UNKNOWN
    before, after = [each.value for each in left if each], [each.value for each in right if each]
    bare = all(value is None for value in before) or all(value is None for value in after)
    if bare and (
        identity.total is not None or before.count(None) == len(before) + after.count(None) - len(after)
    ):
        return _Verdict.SILENT if firm else _Verdict.UNKNOWN
    if sum(value or 0 for value in before) != sum(value or 0 for value in after):
        return _Verdict.FAILS
    return _Verdict.FIRM if firm else _Verdict.HOLDS


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
        elif _Verdict.FIRM in added_up and added_up <= {_Verdict.FIRM, _Verdict.HOLDS}:
            borne.add(address)
    borne |= _without_lost_row(judged, about, found)
    holding = [
        {*identity.left, *identity.right}
        for identity, verdict in judged
        if verdict in (_Verdict.FIRM, _Verdict.HOLDS)
    ]

    def follows(cells: set[Address]) -> Iterable[Address]:
        """The last cell of a balance that holds; where it is not firm itself, only if no other balance fails."""
        left = cells - borne
        if len(left) == 1:
            (address,) = left
            if found[address].value is not None and (
                _firm(found[address]) or _Verdict.FAILS not in about[address]
            ):
                yield address

    while more := {address for cells in holding for address in follows(cells)}:
        borne |= more
    return borne


def _without_lost_row(judged: _Judged, about: _About, found: Mapping[Address, Reading]) -> set[Address]:
    """The cells of whole rows that are borne out although one row, and no more, is not read, so that the columns it
    belongs to do not add up: what they leave for that row is nowhere less than nothing or two different figures, and
    each cell has a column that does not need it, or the row adds up of several figures or of nothing but 0."""
    lost: set[str] = set()
    left_over: dict[Address, set[Decimal]] = defaultdict(set)
    for identity, _ in judged:
        cells = (*identity.left, *identity.right)
        unknown = [cell for cell in cells if not _known(found.get(cell))]
        if not unknown or len({cell.row for cell in cells}) == 1:
            continue
        lost |= {cell.row for cell in unknown}
        left, right = _sum(identity.left, found), _sum(identity.right, found)
        left_over[unknown[0]].add(right - left if unknown[0] in identity.left else left - right)
    if len(lost) != 1 or any(len(sums) > 1 or min(sums) < 0 for sums in left_over.values()):
        return set()
    borne: set[Address] = set()
    for identity, verdict in judged:
        row = (*identity.left, *identity.right)
        if verdict is not _Verdict.FIRM or len({cell.row for cell in row}) > 1:
            continue
        if any(_Verdict.FAILS in about[cell] for cell in row):
            continue
        columns = all(about[cell].count(_Verdict.FIRM) > 1 for cell in row)
        if columns or (len(about[row[0]]) > 1 and _telling([found[cell] for cell in row])):
            borne |= set(row)
    return borne


def _sum(cells: Iterable[Address], found: Mapping[Address, Reading]) -> Decimal:
    return sum((Decimal(found[cell].value or 0) for cell in cells if _known(found.get(cell))), Decimal(0))


def _telling(row: Sequence[Reading]) -> bool:
    """Whether a row that adds up is sure in itself."""
    parts = sum(bool(reading.value) for reading in row[:-1])
    return parts >= _PARTS or (parts == 0 and all(reading.value == 0 for reading in row))
