"""Values that a recogniser read off a picture: given only where the form's balances bear them out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gongkai.annual.form import Address, Edition
from gongkai.annual.identities import Identity, identities_of
from gongkai.annual.reading.readings import Reading

UNCONFIRMED = "从图片中识别的数（把握{:.2f}），没有横向和纵向合计可以证实，请人工核对"
UNBALANCED = "从图片中识别的数（把握{:.2f}），横向或纵向合计对不上，请人工核对"


NO_FIGURE = "从图片中识别的文字（把握{:.2f}）不是数，不能确定这一格是空白，请人工核对"
_SURE = 0.95  # of every cell in a row whose columns cannot be added up
_PARTS = 2  # figures above 0 in such a row beside its total: one alone may be misread alike in both


def confirmed(found: Mapping[Address, Reading], edition: Edition | None) -> dict[Address, Reading]:
    """The readings; those off a picture only where the form's balances bear them out.

    A cell is borne out where every balance of its row and its column holds; where one holds whose other cells are
    borne out; or, if a single row of the table is not read, where `_without_lost_row` says so.
    """
    result = dict(found)
    pictured = {address for address, reading in found.items() if reading.sure is not None}
    if not pictured:
        return result
    for address in pictured:
        reading = found[address]
        if reading.raw.strip() and reading.value is None and reading.why is None:
            result[address] = replace(reading, why=NO_FIGURE.format(reading.sure or 0.0))
    found = dict(result)
    judged = [(identity, _holds(identity, found)) for identity in (identities_of(edition) if edition else ())]
    about: dict[Address, list[bool | None]] = defaultdict(list)
    for identity, holds in judged:
        for address in (*identity.left, *identity.right):
            about[address].append(holds)
    wrong = {address for address, verdicts in about.items() if False in verdicts}
    borne = {address for address, verdicts in about.items() if all(verdicts)}
    borne |= _without_lost_row(judged, about, found, wrong)
    borne |= {address for address, reading in found.items() if reading.sure is None and reading.why is None}
    # No sum says whether a nought was printed or nothing.
    shut = wrong | {address for address, reading in found.items() if not reading.raw}
    holding = [{*identity.left, *identity.right} for identity, holds in judged if holds]
    while more := {
        next(iter(open_)) for cells in holding if len(open_ := cells - borne) == 1 and not open_ & shut
    }:
        borne |= more
    for address in pictured:
        reading = found[address]
        sure = reading.sure or 0.0
        if reading.why is not None:
            continue
        if address in borne:
            result[address] = replace(reading, at=f"{reading.at}（OCR {sure:.2f}）")
        else:
            why = UNBALANCED if address in wrong else UNCONFIRMED
            result[address] = replace(reading, value=None, unit=None, why=why.format(sure))
    return result


def _without_lost_row(
    judged: Sequence[tuple[Identity, bool | None]],
    about: Mapping[Address, list[bool | None]],
    found: Mapping[Address, Reading],
    wrong: Collection[Address],
) -> set[Address]:
    """The cells of whole rows that are borne out although one row, and no more, is not read, so that the columns it
    belongs to do not add up: what they leave for that row is nowhere less than nothing or two different figures, and
    each cell has a column that does not need it, or the row adds up of several figures or of nothing but 0, every
    cell read surely."""
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
    for identity, holds in judged:
        row = (*identity.left, *identity.right)
        if not holds or len({cell.row for cell in row}) > 1 or set(row) & set(wrong):
            continue
        columns = all(about[cell].count(True) > 1 for cell in row)
        if columns or (len(about[row[0]]) > 1 and _telling([found[cell] for cell in row])):
            borne |= set(row)
    return borne


def _sum(cells: Iterable[Address], found: Mapping[Address, Reading]) -> Decimal:
    return sum((Decimal(found[cell].value or 0) for cell in cells if _known(found.get(cell))), Decimal(0))


def _telling(row: Sequence[Reading]) -> bool:
    """Whether a row that adds up is sure in itself."""
    if any(reading.sure is not None and reading.sure < _SURE for reading in row):
        return False
    parts = sum(bool(reading.value) for reading in row[:-1])
    return parts >= _PARTS or (parts == 0 and all(reading.value == 0 for reading in row))


def _known(reading: Reading | None) -> bool:
    return reading is not None and reading.why is None


def _holds(identity: Identity, found: Mapping[Address, Reading]) -> bool | None:
    """Whether a balance holds; None where one of its cells is not known or its total is blank."""
    readings = [found.get(address) for address in (*identity.left, *identity.right)]
    if any(reading is None or reading.why is not None for reading in readings):
        return None
    values = [reading.value for reading in readings if reading is not None]
    if identity.total is not None and values[-1] is None:
        return None
    if all(value is None for value in values):
        return None
    left, right = values[: len(identity.left)], values[len(identity.left) :]
    return sum(value or 0 for value in left) == sum(value or 0 for value in right)
