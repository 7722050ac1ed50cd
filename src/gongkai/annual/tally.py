"""From what happened to the cells of tables 三 and 四: each fact is counted where a line's `of` names it.

`standings` and `verdict` say where one fact counts, `parts` which cells a total adds up: whoever looks for what
is behind a cell asks them too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from gongkai.annual.form import Address, Counted, Form, Line, Section
from gongkai.annual.identities import identities_of
from gongkai.law.outcomes import Outcome, Standing
from gongkai.law.people import Applicant
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route


@dataclass(frozen=True, slots=True)
class RequestFact:
    """A request for the count: who asked, the year it was received (Art 31), how and in which year it ended.

    Outcome and `ended` are both None while it is open. Raises ValueError for facts that cannot be.
    """

    applicant: Applicant
    received: int
    outcome: Outcome | None = None
    ended: int | None = None

    def __post_init__(self) -> None:
        _possible("申请", self.received, self.ended, self.outcome is not None)


@dataclass(frozen=True, slots=True)
class RemedyFact:
    """A reconsideration or suit: its route, the year it was filed, how and in which year it ended."""

    route: Route
    filed: int
    verdict: Verdict | None = None
    ended: int | None = None

    def __post_init__(self) -> None:
        if self.verdict is Verdict.PENDING:
            raise ValueError("尚未审结不是结果：没有审结的，结果和年份都留空")
        _possible("复议或诉讼", self.filed, self.ended, self.verdict is not None)


Requests = Iterable[RequestFact] | Mapping[RequestFact, int]
Remedies = Iterable[RemedyFact] | Mapping[RemedyFact, int]


def tally(form: Form, year: int, requests: Requests = (), remedies: Remedies = ()) -> dict[Address, int]:
    """Every cell of tables 三 and 四 for a report year; totals follow from the declared balances.

    A mapping (a Counter) says how often each fact occurs. Facts of other years count only where they reach
    into this one (carried over, still pending).
    """
    counts: Counter[tuple[Counted, Counted]] = Counter()
    for request, times in _times(requests):
        for counted in standings(request, year):
            counts[counted, request.applicant] += times
    for remedy, times in _times(remedies):
        if (ended := verdict(remedy, year)) is not None:
            counts[remedy.route, ended] += times
    cells = {
        address: number
        for section in form.sections
        for table in section.tables
        for row in table.row_leaves
        for column in table.column_leaves
        for address, number in _cell(section, row, column, counts)
    }
    return cells | _totals(form, cells)


def parts(form: Form, address: Address) -> frozenset[Address]:
    """The cells that facts are counted in and that a cell adds up; itself where it is no total."""
    sums = {each.total: each.left for each in identities_of(form.edition) if each.total is not None}
    table = form.table(address)
    # A total of totals is reached by two ways; either leads to the same cells.
    counted = {
        Address(address.table, row.key, column.key)
        for row in table.row_leaves
        for column in table.column_leaves
        if row.of and column.of
    }
    found, waiting = set(), [address]
    while waiting:
        each = waiting.pop()
        if each in counted:
            found.add(each)
        else:
            waiting.extend(sums[each])
    return frozenset(found)


Fact = TypeVar("Fact", RequestFact, RemedyFact)


def _times(facts: Iterable[Fact] | Mapping[Fact, int]) -> Iterable[tuple[Fact, int]]:
    return facts.items() if isinstance(facts, Mapping) else ((fact, 1) for fact in facts)


def _cell(
    section: Section, row: Line, column: Line, counts: Counter[tuple[Counted, Counted]]
) -> Iterable[tuple[Address, int]]:
    if row.of and column.of:
        number = sum(counts[one, other] for one in row.of for other in column.of)
        yield Address(section.key, row.key, column.key), number


def _totals(form: Form, cells: dict[Address, int]) -> dict[Address, int]:
    """Totals as the balances declare them, in as many rounds as totals of totals need."""
    known = dict(cells)
    waiting = [identity for identity in identities_of(form.edition) if identity.total is not None]
    while waiting:
        ready = [identity for identity in waiting if all(address in known for address in identity.left)]
        if not ready:
            raise ValueError("表格声明的合计互相依赖，无法计算")
        for identity in ready:
            known[identity.right[0]] = sum(known[address] for address in identity.left)
        waiting = [identity for identity in waiting if identity not in ready]
    return known


def standings(fact: RequestFact, year: int) -> Iterable[Counted]:
    """How a request counts in a year: as new or carried in, and by its result or as carried out."""
    if fact.received > year or (fact.ended is not None and fact.ended < year):
        return
    yield Standing.NEW if fact.received == year else Standing.CARRIED_IN
    yield fact.outcome if fact.outcome is not None and fact.ended == year else Standing.CARRIED_OUT


def verdict(fact: RemedyFact, year: int) -> Verdict | None:
    """In which column of table 四 a remedy counts in a year; None where it does not."""
    if fact.filed > year or (fact.ended is not None and fact.ended < year):
        return None
    return fact.verdict if fact.verdict is not None and fact.ended == year else Verdict.PENDING


def _possible(what: str, begun: int, ended: int | None, decided: bool) -> None:
    if decided != (ended is not None):
        raise ValueError(f"{what}的结果和办结年份应同时有或同时没有")
    if ended is not None and ended < begun:
        raise ValueError(f"{what}{begun}年开始，不可能在{ended}年办结")
