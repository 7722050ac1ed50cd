"""Whether the demonstration still says what its samples say."""

from dataclasses import replace

from gongkai.base import scope
from gongkai.demo.bureaus import Bureau, bureaus
from gongkai.reports import queries
from gongkai.reports.models import AnnualReport


def verify() -> list[str]:
    """A sentence for each report that is missing, not published, or not as its sample says."""
    with scope.public():
        return [sentence for bureau in bureaus() if (sentence := _fault(bureau))]


def _fault(bureau: Bureau) -> str | None:
    try:
        row = queries.one(bureau.slug, bureau.year)
    except AnnualReport.DoesNotExist:
        return f"{bureau.name}{bureau.year}年度的报告没有装入"
    if row.facts() != replace(bureau.report(), organ=bureau.name):
        return f"{row}与样本 {bureau.sample.name} 不一致"
    return None
