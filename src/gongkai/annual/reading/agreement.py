"""Two independent readings of one source: what both say is given, what only one says where the form bears it out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from gongkai.annual.form import Address, Edition
from gongkai.annual.identities import identities_of
from gongkai.annual.reading.years import of_another
from gongkai.annual.report import Report, Trace, Unread, Value

DISAGREE = "两种读法不一致：一种读作“{}”，另一种读作“{}”"
ONE_ONLY = "两种读法不一致：一种读作“{}”，另一种没有读出"
_NOTHING = Report(None, None, None, {})


def agreed(first: Report, second: Report | None) -> Report:
    """The first report with only what the second one says too: cells, units, organ, year, edition.

    A cell that one reading alone has counts where its row and its column balance in that reading, with a figure
    that is not zero, or where all other cells of its row agree.
    """
    second = second or _NOTHING
    edition = _edition(first, second)
    one, other = _known(first), _known(second)
    both = {
        address
        for address in one.keys() & other.keys()
        if one[address] == other[address] and first.units.get(address) == second.units.get(address)
    }
    rows: dict[tuple[str, str], set[Address]] = defaultdict(set)
    for address in (*first.cells, *second.cells):
        rows[address[:2]].add(address)
    traces = [{trace.address: trace for trace in report.trace} for report in (first, second)]
    doubts: dict[tuple[str | None, ...], Unread] = {
        (each.table, each.row, each.column): each for each in (*second.unread, *first.unread)
    }
    sums = _Sums(first), _Sums(second)
    cells: dict[Address, Value] = {}
    units: dict[Address, str] = {}
    unread: list[Unread] = []
    for address in dict.fromkeys((*first.cells, *second.cells)):
        cells[address] = None
        here, there = address in one, address in other
        report, sum_ = (first, sums[0]) if here else (second, sums[1])
        mine, yours = traces if here else traces[::-1]
        alone = here != there
        others = rows[address[:2]] - {address}
        if edition is None or (here and there and address not in both):
            unread.append(_doubt(address, DISAGREE, mine.get(address), yours.get(address)))
        elif alone and (known := doubts.get(tuple(address))) and of_another(known.why):
            unread.append(known)  # the other reading sees that the figure may be of another year or organ
        elif address in both or (alone and (sum_.bear_out(address) or (others and others <= both))):
            cells[address] = report.cells[address]
            if address in report.units:
                units[address] = report.units[address]
        elif alone:
            unread.append(_doubt(address, ONE_ONLY, mine.get(address), None))
        elif known := doubts.get((address.table, address.row, address.column)):
            unread.append(known)
    unread += [each for each in first.unread if (each.table, each.row, each.column) not in cells]
    return replace(
        first,
        organ=first.organ if first.organ == second.organ else None,
        year=first.year if first.year == second.year else None,
        edition=edition,
        cells=cells if edition else {},
        units=units,
        unread=tuple(unread),
        trace=tuple(_traces(cells, one, *traces)) if edition else (),
    )


def _edition(first: Report, second: Report) -> Edition | None:
    """The edition both use, or the one that alone has tables uses."""
    if first.edition and second.edition:
        return first.edition if first.edition is second.edition else None
    return first.edition or second.edition


def _known(report: Report) -> dict[Address, Value]:
    """The cells that a reading is sure of."""
    doubted = {(each.table, each.row, each.column) for each in report.unread}
    return {address: value for address, value in report.cells.items() if tuple(address) not in doubted}


class _Sums:
    """Which cells of a reading the balances of the form bear out."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._borne: frozenset[Address] | None = None

    def bear_out(self, address: Address) -> bool:
        if self._borne is None:
            self._borne = self._compute()
        return address in self._borne

    def _compute(self) -> frozenset[Address]:
        known = _known(self._report)
        verdicts: dict[Address, list[bool]] = defaultdict(list)
        if self._report.edition is None:
            return frozenset()
        for identity in identities_of(self._report.edition):
            holds = _holds(known, identity.left, identity.right)
            for address in (*identity.left, *identity.right):
                verdicts[address].append(holds)
        return frozenset(address for address, found in verdicts.items() if all(found))


def _holds(known: Mapping[Address, Value], left: Iterable[Address], right: Iterable[Address]) -> bool:
    """Whether all cells are known and add up, with a total that is printed and a figure that is not zero."""
    sides = [list(left), list(right)]
    if any(address not in known for side in sides for address in side):
        return False
    values = [[known[address] for address in side] for side in sides]
    if len(sides[1]) == 1 and values[1][0] is None:
        return False
    sums = [sum(value or 0 for value in side) for side in values]
    return sums[0] == sums[1] and any(value for side in values for value in side)


def _doubt(address: Address, why: str, mine: Trace | None, yours: Trace | None) -> Unread:
    texts = (mine.raw if mine else "", yours.raw if yours else "")
    at = mine.at if mine else yours.at if yours else ""
    return Unread(*address, at, texts[0], why.format(*texts))


def _traces(
    cells: Iterable[Address],
    one: Mapping[Address, Value],
    mine: Mapping[Address, Trace],
    yours: Mapping[Address, Trace],
) -> Iterable[Trace]:
    for address in cells:
        first, second = (mine, yours) if address in one else (yours, mine)
        trace = first.get(address) or second.get(address)
        if trace is not None:
            yield trace
