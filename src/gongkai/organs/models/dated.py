"""Rows that hold for a time."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow


def in_force(on: date, prefix: str = "") -> Q:
    """Rows that hold on a day, both ends included. `prefix`: the way to them, as in `post__`."""
    return Q(
        Q(**{f"{prefix}since": None}) | Q(**{f"{prefix}since__lte": on}),
        Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": on}),
        **{f"{prefix}withdrawn_on": None},
    )


def touching(since: date | None, until: date | None, prefix: str = "") -> Q:
    """Rows that hold on at least one day of a stretch; None is an open end."""
    found = Q(**{f"{prefix}withdrawn_on": None})
    if until is not None:
        found &= Q(**{f"{prefix}since": None}) | Q(**{f"{prefix}since__lte": until})
    if since is not None:
        found &= Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": since})
    return found


class Dated(OrganRow):
    """Holds from `since` to `until`, both days included; open where None."""

    since = models.DateField(_("自"), null=True, blank=True)
    until = models.DateField(_("至"), null=True, blank=True)
    # What never took effect is kept and left out everywhere.
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message=_("终止日期早于起始日期，请改正。"),
            ),
        )

    def holds(self, on: date) -> bool:
        """Whether the row is in force on a day."""
        return (
            self.withdrawn_on is None
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
        )
