"""What the pages of the compiled report say of records and events."""

from decimal import Decimal

from django import template
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from gongkai.base.address import NoAddress, address
from gongkai.desk.log_words import words_of
from gongkai.records.models import Event
from gongkai.registers.queries import tidy

register = template.Library()


@register.simple_tag
def desk_link(row: Model) -> str:
    """The record's name, leading to its page on the desk where there is one."""
    try:
        return format_html('<a href="{}">{}</a>', address(row, "desk"), row)
    except NoAddress:
        return format_html("{}", row)


@register.filter
def who(event: Event) -> str:
    """Who did it, and for whom."""
    if event.actor is None:
        return _("系统（%(reason)s）") % {"reason": event.system}
    name = event.actor.get_full_name()
    if event.for_whom is None:
        return name
    return _("%(name)s（代%(other)s）") % {"name": name, "other": event.for_whom.get_full_name()}


@register.filter
def action_words(action: str) -> str | Promise:
    return words_of(action)


@register.filter
def plain(value: Decimal) -> str:
    """A decimal without the zeros behind its last figure."""
    return format(tidy(value), "f")
