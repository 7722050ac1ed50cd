"""What one year's report takes over from the last: balances over two sets of cells."""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple

from gongkai.annual.form import Address, Edition, Form, Line
from gongkai.annual.forms import form_of
from gongkai.annual.places import where
from gongkai.annual.report import Report, Severity, Value
from gongkai.law.outcomes import Standing


class Year(Enum):
    BEFORE = "before"
    NOW = "now"


class Term(NamedTuple):
    year: Year
    address: Address
    sign: int = 1


@dataclass(frozen=True, slots=True)
class LinkLine:
    """This year's cell `total` is the sum of the terms; the first must be there, the others may be blank."""

    total: Address
    terms: tuple[Term, ...]
    where: str

    def value(self, term: Term, previous: Report, current: Report) -> Value:
        value = (previous if term.year is Year.BEFORE else current).cells.get(term.address)
        return None if value is None else term.sign * value


@dataclass(frozen=True, slots=True)
class Link:
    code: str
    severity: Severity
    says: str
    lines: tuple[LinkLine, ...]


# per column key of table 二: this year's column, then the terms as (year, column, sign)
_STOCK = ("in_force", ((Year.BEFORE, "in_force", 1), (Year.NOW, "made", 1), (Year.NOW, "abolished", -1)))
_ITEMS = ("items_before", ((Year.BEFORE, "items_before", 1), (Year.BEFORE, "items_change", 1)))


@cache
def links_between(before: Edition, now: Edition) -> tuple[Link, ...]:
    """The relations that hold between two years' reports; of different editions only the carry-over."""
    form = form_of(now)
    links = [
        Link(
            "X1",
            Severity.ERROR,
            "上年结转的申请数，等于上年报告的结转下年度继续办理数",
            _carried(form_of(before), form),
        )
    ]
    if before is now:
        stock = "现行有效件数，等于上年现行有效件数加本年制发件数减本年废止件数"
        items = "上一年项目数量，等于上年报告的上一年项目数量加增减数"
        links.append(Link("X2", Severity.WARNING, stock, _columns(form, *_STOCK)))
        links.append(Link("X3", Severity.WARNING, items, _columns(form, *_ITEMS)))
    return tuple(link for link in links if link.lines)


def _carried(before: Form, now: Form) -> tuple[LinkLine, ...]:
    out_row, in_row = _counting(before, Standing.CARRIED_OUT), _counting(now, Standing.CARRIED_IN)
    return tuple(
        LinkLine(address, (Term(Year.BEFORE, address._replace(row=out_row.key)),), where(now, address))
        for address in now.addresses
        if address.table == "table3" and address.row == in_row.key
    )


def _counting(form: Form, standing: Standing) -> Line:
    rows = [row for section in form.sections for table in section.tables for row in table.row_leaves]
    return next(row for row in rows if standing in row.of)


def _columns(form: Form, column: str, terms: tuple[tuple[Year, str, int], ...]) -> tuple[LinkLine, ...]:
    return tuple(
        LinkLine(
            address,
            tuple(Term(year, address._replace(column=other), sign) for year, other, sign in terms),
            where(form, address),
        )
        for address in form.addresses
        if address.table == "table2" and address.column == column
    )
