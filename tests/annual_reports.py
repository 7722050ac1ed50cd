"""Reports for tests, made through the real actions; they cannot be in an illegal state."""

import datetime
from decimal import Decimal

from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.forms import form_of
from gongkai.annual.report import Chapter, Report, Trace, Unread
from gongkai.organs.models import Organ
from gongkai.reports.actions import publish, store
from gongkai.reports.models import AnnualReport
from officers import TEST

AT = datetime.datetime(2021, 1, 28, 9, 30, tzinfo=datetime.UTC)


def report(organ: str | None = None, year: int = 2020, edition: Edition = Edition.E2019) -> Report:
    """A complete report with something of everything: zero, blank, amount, prose, trace, unread."""
    form = form_of(edition)
    cells = {
        address: Decimal("17.270") if form.kind(address) is Kind.AMOUNT else 0 for address in form.addresses
    }
    cells[Address("table3", "new", "natural")] = None
    amount = next(address for address in form.addresses if form.kind(address) is Kind.AMOUNT)
    return Report(
        organ=organ,
        year=year,
        edition=edition,
        cells=cells,
        units={amount: "万元"},
        chapters={"一": Chapter("一、总体情况", "全年平稳。"), "二": Chapter("二、主动公开", "")},
        unread=(Unread("table3", "open", None, "L9", "？？", "看不清"),),
        trace=(Trace(amount, "17.270万元", "L7:c2"),),
    )


def stored(organ: Organ, year: int, *, published: bool = False) -> AnnualReport:
    row = store(report(year=year), organ=organ, by=TEST)
    return publish(row, by=TEST, at=AT) if published else row
