"""Reads of remedies, within the organ's scope."""

from django.db.models import QuerySet

from gongkai.cases.models import Request
from gongkai.remedies.models import Remedy


def listed() -> "QuerySet[Remedy]":
    """All remedies of the scope, the latest first, with their requests."""
    rows: QuerySet[Remedy] = Remedy.objects.select_related("request").order_by("-filed_on", "id")
    return rows


def of_request(request: Request) -> "QuerySet[Remedy]":
    """The remedies over one request, in order of time."""
    rows: QuerySet[Remedy] = Remedy.objects.filter(request=request).order_by("filed_on", "id")
    return rows
