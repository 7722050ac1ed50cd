"""What every page of an organ's desk shows around its content."""

from typing import Any, NamedTuple

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from gongkai.desk.doors import Visit
from gongkai.desk.menu import columns_of

register = template.Library()


class Shown(NamedTuple):
    words: str | Promise
    href: str
    here: bool


@register.simple_tag(takes_context=True)
def desk_columns(context: dict[str, Any]) -> list[Shown]:
    """The columns of the visitor; the one the page belongs to is marked."""
    request = context["request"]
    visit: Visit | None = getattr(request, "desk", None)
    if visit is None:
        return []
    shown = []
    for column in columns_of(visit):
        try:
            href = reverse(f"desk:{column.name}", args=[visit.organ.slug])
        except NoReverseMatch:
            continue
        inside = request.path.startswith(href) if column.name != "today" else request.path == href
        shown.append(Shown(column.words, href, inside))
    return shown
