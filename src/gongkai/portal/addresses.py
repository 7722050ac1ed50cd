"""Where the public site shows the objects of the apps below."""

from django.urls import reverse

from gongkai.base.address import shows
from gongkai.organs.models import Organ
from gongkai.reports.models import AnnualReport


@shows(Organ)
def organ(row: Organ) -> str:
    return reverse("portal:organ", args=[row.slug])


@shows(AnnualReport)
def report(row: AnnualReport) -> str:
    return reverse("portal:report", args=[row.organ.slug, row.year])
