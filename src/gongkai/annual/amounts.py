"""What kind of number a cell holds, and the unit an amount is in."""

from collections.abc import Mapping
from functools import cache

from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.forms import form_of
from gongkai.annual.report import Report


@cache
def kinds_of(edition: Edition) -> Mapping[Address, Kind]:
    form = form_of(edition)
    return {address: form.kind(address) for address in form.addresses}


@cache
def amounts_of(edition: Edition) -> Mapping[Address, str | None]:
    """Every amount of the form, with the unit its official heading states, None where it states none."""
    form = form_of(edition)
    return {
        address: next(c.unit for c in form.table(address).column_leaves if c.key == address.column)
        for address, kind in kinds_of(edition).items()
        if kind is Kind.AMOUNT
    }


def unit_of(report: Report, address: Address) -> str | None:
    """The unit a report states for an amount, else the one its form states, else None."""
    if address in report.units or report.edition is None:
        return report.units.get(address)
    return amounts_of(report.edition).get(address)
