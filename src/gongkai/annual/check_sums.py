"""The sums of a report: A1–A3 and B1 of the form.

The sums come from the declared balances alone; no row is named here. A blank adds nothing; where a total is
blank or a cell is not known, the identity is not evaluated and a note says so.
"""

from collections import defaultdict
from collections.abc import Iterator

from gongkai.annual.form import Address, Edition
from gongkai.annual.identities import Identity, identities_of, owed
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Finding, Report, Severity, Value


def sums(report: Report, edition: Edition) -> Iterator[Finding]:
    """A1–A3 and B1: each balance in every line, and one note a balance for what could not be added."""
    cells = dict(report.cells)
    for place in report.unread:  # there, but not known: no sum may rest on it
        if place.table is not None and place.row is not None and place.column is not None:
            cells.pop(Address(place.table, place.row, place.column), None)
    unknown: dict[tuple[str, str], list[Identity]] = defaultdict(list)
    blank: dict[tuple[str, str], list[Identity]] = defaultdict(list)
    for identity in identities_of(edition):
        key = identity.table, identity.balance.code
        try:
            left = [cells[address] for address in identity.left]
            right = [cells[address] for address in identity.right]
        except KeyError:
            unknown[key].append(identity)
            continue
        if None in right or None in left:
            if all(value is None for value in (*left, *right)):
                continue
            if not any(value is not None for value in right):
                blank[key].append(identity)
                continue
            if any(owed(address, cells, edition) for address in (*identity.left, *identity.right)):
                continue  # the blank total is a note where it stands
        if (one := _sum(left)) != (other := _sum(right)):
            yield _unbalanced(identity, one, other)
    yield from (_blank_note(identities) for identities in blank.values())
    present = {address.table for address in report.cells}
    yield from (_unknown_note(found) for (table, _), found in unknown.items() if table in present)


def _sum(values: list[Value]) -> Value:
    return sum(value for value in values if value is not None)


def _unbalanced(identity: Identity, left: Value, right: Value) -> Finding:
    balance = identity.balance
    difference = abs((left or 0) - (right or 0))
    says = f"{identity.where}不平：左边合计{left}，右边合计{right}，相差{difference}（{balance.says}）"
    if identity.total is not None:
        says = f"{identity.where}不平：各项合计{left}，总计印为{right}，相差{difference}（{balance.says}）"
    return Finding(
        balance.code,
        Severity.ERROR,
        says,
        identity.table,
        identity.row,
        identity.column,
        left,
        right,
    )


def _places(identities: list[Identity]) -> str:
    first = "、".join(identity.where.removeprefix(TABLE_WORDS[identity.table]) for identity in identities[:2])
    return first if len(identities) <= 2 else f"{first}等{len(identities)}处"


def _blank_note(identities: list[Identity]) -> Finding:
    first = identities[0]
    return Finding(
        "total-blank",
        Severity.NOTE,
        f"{TABLE_WORDS[first.table]}{_places(identities)}有数而合计未填，未作核对（{first.balance.says}）",
        first.table,
        first.row if len(identities) == 1 else None,
        first.column if len({identity.column for identity in identities}) == 1 else None,
    )


def _unknown_note(identities: list[Identity]) -> Finding:
    first = identities[0]
    return Finding(
        first.balance.code,
        Severity.NOTE,
        f"{TABLE_WORDS[first.table]}{_places(identities)}有未列出或未能读出的数，未作核对（{first.balance.says}）",
        first.table,
    )
