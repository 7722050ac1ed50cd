"""Reads of annual reports. Which rows there are follows from the scope: in a request the published ones."""

from django.db.models import QuerySet

from gongkai.organs.models import Organ
from gongkai.reports.models import AnnualReport


def listed() -> QuerySet[AnnualReport]:
    """All reports of the scope with their organ, newest year first."""
    return AnnualReport.objects.select_related("organ")


def by_organ(organ: Organ) -> QuerySet[AnnualReport]:
    """One organ's reports, newest year first."""
    return listed().filter(organ=organ)


def one(slug: str, year: int) -> AnnualReport:
    """The report of an organ on a year. Raises AnnualReport.DoesNotExist."""
    return listed().get(organ__slug=slug, year=year)
