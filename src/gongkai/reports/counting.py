"""Which requests and remedies count for a year, and as what: read by the count and by the way back to the records.

A request counts from the day it is received (Art 31). What was no request and is dealt with otherwise (Art 41,
55) does not count, nor what was never confirmed as received. Each row falls into one class of a year: who asked,
received in the year or before, ended in the year or not; the facts of `annual.tally` are such classes, and
`annual.tally` alone says in which cells a class is counted.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from gongkai.annual.form import Address, Counted, Form
from gongkai.annual.tally import RemedyFact, RequestFact, parts, standings, verdict
from gongkai.cases.models import Request
from gongkai.law.labelled import member
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route
from gongkai.remedies.models import Remedy

REQUEST_CLASS = ("applicant_kind", "class_begun", "class_ended")
REMEDY_CLASS = ("route", "class_begun", "class_ended")
ENDED = [each for each in Verdict if each is not Verdict.PENDING]


def requests_of(year: int) -> "QuerySet[Request]":
    """The requests of the scope that count in a year, each with its class."""
    return _of(Request.objects.filter(set_apart=False), year, "receipt_on", "outcome")


def remedies_of(year: int) -> "QuerySet[Remedy]":
    """The reconsiderations and suits of the scope that count in a year, each with its class."""
    return _of(Remedy.objects.all(), year, "filed_on", "verdict")


def unconfirmed(year: int) -> "QuerySet[Request]":
    """Arrived by the end of the year, open, and never confirmed as received: not counted, not to be forgotten."""
    rows: QuerySet[Request] = Request.objects.filter(
        set_apart=False, outcome="", receipt_on__isnull=True, arrived__lte=datetime.date(year, 12, 31)
    )
    return rows


def request_facts(year: int) -> Counter[RequestFact]:
    """How many requests there are of each class: one GROUP BY."""
    counted = requests_of(year).order_by().values_list(*REQUEST_CLASS).annotate(number=Count("pk"))
    return Counter({_request(year, who, begun, ended): number for who, begun, ended, number in counted})


def remedy_facts(year: int) -> Counter[RemedyFact]:
    """How many remedies there are of each class."""
    counted = remedies_of(year).order_by().values_list(*REMEDY_CLASS).annotate(number=Count("pk"))
    return Counter({_remedy(year, route, begun, ended): number for route, begun, ended, number in counted})


def requests_behind(form: Form, year: int, address: Address) -> "QuerySet[Request]":
    """The very requests that a cell of table 三 counts."""
    wanted = _pairs(form, address)
    classes = [
        (who.value, fact.received, fact.outcome or "")
        for who, begun, outcome in product(Applicant, (year - 1, year), (None, *Outcome))
        for fact in [RequestFact(who, begun, outcome, year if outcome else None)]
        if any((counted, who) in wanted for counted in standings(fact, year))
    ]
    return requests_of(year).filter(_any_of(classes, REQUEST_CLASS))


def remedies_behind(form: Form, year: int, address: Address) -> "QuerySet[Remedy]":
    """The very remedies that a cell of table 四 counts."""
    wanted = _pairs(form, address)
    classes = [
        (route.value, fact.filed, fact.verdict or "")
        for route, begun, ended in product(Route, (year - 1, year), (None, *ENDED))
        for fact in [RemedyFact(route, begun, ended, year if ended else None)]
        if (route, verdict(fact, year)) in wanted
    ]
    return remedies_of(year).filter(_any_of(classes, REMEDY_CLASS))


def by_class(rows: "QuerySet[Request] | QuerySet[Remedy]", keys: tuple[str, ...]) -> dict[str, list[str]]:
    """Class → keys of the rows in it, for a snapshot."""
    found: dict[str, list[str]] = defaultdict(list)
    for *of, pk in rows.order_by("pk").values_list(*keys, "pk"):
        found["/".join(map(str, of))].append(str(pk))
    return dict(found)


def class_counts(form: Form, year: int, name: str, address: Address) -> bool:
    """Whether a class, written as in `by_class`, is counted in a cell of table 三 or 四."""
    who, begun, ended = name.split("/")
    wanted = _pairs(form, address)
    if address.table == "table4":
        fact = _remedy(year, who, int(begun), ended)
        return (fact.route, verdict(fact, year)) in wanted
    asked = _request(year, who, int(begun), ended)
    return any((counted, asked.applicant) in wanted for counted in standings(asked, year))


def _of(rows: "QuerySet[Any]", year: int, begins: str, ends_as: str) -> "QuerySet[Any]":
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    begun = Case(When(**{f"{begins}__gte": first}, then=Value(year)), default=Value(year - 1))
    ended = Case(When(ended_on__lte=last, then=F(ends_as)), default=Value(""))
    within = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first), **{f"{begins}__lte": last})
    classed: QuerySet[Any] = within.annotate(class_begun=begun, class_ended=ended)
    return classed


def _request(year: int, who: str, begun: int, ended: str) -> RequestFact:
    return RequestFact(
        member(Applicant, who), begun, member(Outcome, ended) if ended else None, year if ended else None
    )


def _remedy(year: int, route: str, begun: int, ended: str) -> RemedyFact:
    return RemedyFact(
        member(Route, route), begun, member(Verdict, ended) if ended else None, year if ended else None
    )


def _pairs(form: Form, address: Address) -> set[tuple[Counted, Counted]]:
    """What is counted in a cell, or in the cells that it adds up: row × column."""
    rows = {leaf.key: leaf.of for leaf in form.table(address).row_leaves}
    columns = {leaf.key: leaf.of for leaf in form.table(address).column_leaves}
    return {pair for part in parts(form, address) for pair in product(rows[part.row], columns[part.column])}


def _any_of(classes: Iterable[tuple[str, int, str]], keys: tuple[str, ...]) -> Q:
    """Rows of any of the classes; classes that differ in their end alone are put together."""
    who, begun, ended = keys
    ends: dict[tuple[str, int], set[str]] = defaultdict(set)
    for of, since, end in classes:
        ends[of, since].add(end)
    together: dict[tuple[int, frozenset[str]], set[str]] = defaultdict(set)
    for (of, since), each in ends.items():
        together[since, frozenset(each)].add(of)
    found = Q(pk__in=())
    for (since, alike), kinds in together.items():
        found |= Q(**{begun: since, f"{ended}__in": sorted(alike), f"{who}__in": sorted(kinds)})
    return found
