"""What the pages of registers and attested counts say of values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from gongkai.desk.templatetags.reports import desk_link
from gongkai.registers.measures import MEASURES, Measure
from gongkai.registers.models import Entry

register = template.Library()


@register.filter
def word(words: Mapping[str, str], value: str) -> str:
    """The word for a value; a dash where it is blank."""
    return words.get(value, "—")


@register.filter
def shown(value: Any) -> Any:
    """A day as 2020-03-01, a line of the catalogue as a link to it, all else as it is."""
    if isinstance(value, date):
        return value.isoformat()
    return desk_link(value) if isinstance(value, Entry) else value


@register.filter
def measure(key: str) -> Measure:
    return MEASURES[key]


@register.filter
def at(values: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key; None where there is none."""
    return values.get(key)
