"""Reports made for tests: whole and balanced, from facts or from drawn numbers."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import strategies as st

from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.forms import FORMS, form_of
from gongkai.annual.report import Chapter, Report, Trace, Unread, Value
from gongkai.annual.tally import RemedyFact, RequestFact, tally
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route

EDITIONS = tuple(FORMS)


def zeros(edition: Edition, **changes: object) -> Report:
    """A whole report with 0 in every cell."""
    report = {
        "organ": "示例县教育局",
        "year": 2020 if edition is Edition.E2019 else 2022,
        "edition": edition,
        "cells": dict.fromkeys(form_of(edition).addresses, 0),
    }
    return Report(**(report | changes))  # type: ignore[arg-type]


def with_cells(report: Report, changes: Mapping[tuple[str, str, str], Value]) -> Report:
    cells = dict(report.cells) | {Address(*place): value for place, value in changes.items()}
    return Report(
        report.organ,
        report.year,
        report.edition,
        cells,
        report.units,
        report.chapters,
        report.unread,
        report.trace,
    )


def values(kind: Kind) -> st.SearchStrategy[Value]:
    if kind is Kind.AMOUNT:
        return st.none() | st.decimals(0, 10**12, places=4, allow_nan=False)
    if kind is Kind.CHANGE:
        return st.none() | st.integers(-(10**6), 10**6)
    return st.none() | st.integers(0, 10**9) | st.just(Decimal("3.5"))


words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
names = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)


@st.composite
def reports(draw: st.DrawFn, edition: Edition | None = None) -> Report:
    """Any report that keeps whole rows: rows absent, cells blank or odd, amounts with and without units."""
    form = form_of(edition or draw(st.sampled_from(EDITIONS)))
    some = st.sampled_from(form.addresses)
    absent = {(place.table, place.row) for place in draw(st.lists(some, max_size=6))}
    cells: dict[Address, Value] = {
        address: 0 for address in form.addresses if (address.table, address.row) not in absent
    }
    amounts = [address for address in cells if form.kind(address) is Kind.AMOUNT]
    for address in [*draw(st.lists(some, max_size=20)), *amounts]:
        if address in cells:
            cells[address] = draw(values(form.kind(address)))
    return Report(
        draw(st.none() | names),
        draw(st.none() | st.integers(2008, 2100)),
        form.edition,
        cells,
        {address: unit for address in amounts if (unit := draw(st.sampled_from(["元", "万元", None])))},
        {key: Chapter(draw(words), draw(words)) for key in draw(st.sets(st.sampled_from("一二三四五六")))},
        tuple(
            Unread(*draw(some), draw(words), draw(words), draw(words)) for _ in range(draw(st.integers(0, 2)))
        ),
        tuple(Trace(draw(some), draw(words), draw(words)) for _ in range(draw(st.integers(0, 2)))),
    )


request_facts = st.builds(
    lambda applicant, received, end: RequestFact(
        applicant, received, *((None, None) if end is None else (end[0], received + end[1]))
    ),
    st.sampled_from(Applicant),
    st.integers(2019, 2024),
    st.none() | st.tuples(st.sampled_from(Outcome), st.integers(0, 2)),
)
remedy_facts = st.builds(
    lambda route, filed, end: RemedyFact(
        route, filed, *((None, None) if end is None else (end[0], filed + end[1]))
    ),
    st.sampled_from(Route),
    st.integers(2019, 2024),
    st.none()
    | st.tuples(st.sampled_from([v for v in Verdict if v is not Verdict.PENDING]), st.integers(0, 2)),
)


@st.composite
def balanced(draw: st.DrawFn, edition: Edition | None = None) -> Report:
    """A whole report compiled from drawn facts, with zeros in table 二."""
    edition = edition or draw(st.sampled_from(EDITIONS))
    year = draw(st.integers(2019, 2024))
    requests = draw(st.lists(request_facts, max_size=25))
    remedies = draw(st.lists(remedy_facts, max_size=8))
    cells = tally(form_of(edition), year, requests, remedies)
    return zeros(edition, year=year, cells=dict.fromkeys(form_of(edition).addresses, 0) | cells)
