"""Reads of organs. The directory is public: no scope is needed."""

from django.db.models import QuerySet

from gongkai.organs.models import Organ


def listed() -> QuerySet[Organ]:
    """All organs, by place and name."""
    return Organ.objects.select_related("parent")


def by_slug(slug: str) -> Organ:
    """One organ. Raises Organ.DoesNotExist."""
    return listed().get(slug=slug)
