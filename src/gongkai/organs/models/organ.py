"""An administrative organ, its record of every time, and who took its place."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.base.clock import today
from gongkai.base.models import OrganRow, Timed
from gongkai.organs.models.record import Record


class Organ(Record, Timed):
    """An organ with its record of today. The directory is public; what belongs to an organ is scoped.

    The record's columns mirror the period in force and have one writer, `organs.mirror`.
    """

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级机关"),
    )
    until = models.DateField(
        _("存续到"), null=True, blank=True, help_text=_("机构改革后不再保留的，最后一日")
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("行政机关")
        verbose_name_plural = _("行政机关")
        ordering = ("place", "name")
        constraints = (
            *Record.Meta.constraints,
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organ_not_its_own_parent"),
            models.UniqueConstraint(fields=("slug",), name="organ_slug_once"),
            # An organ that ended leaves its name to another.
            models.UniqueConstraint(
                fields=("name",),
                condition=Q(until=None),
                name="organ_name_once",
                violation_error_message=_("已有同名的行政机关；请核对，或者写全名。"),
            ),
        )


class OrganPeriod(Record, OrganRow):
    """An organ's record from a day on, until the next one begins: two can never overlap."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="periods", verbose_name=_("行政机关")
    )
    since = models.DateField(_("自"), null=True, blank=True, help_text=_("空白：从有记录起"))
    parent = models.ForeignKey(
        Organ,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("上级机关"),
    )

    class Meta:
        verbose_name = _("机关登记事项")
        verbose_name_plural = _("机关登记事项")
        ordering = ("organ_id", F("since").asc(nulls_first=True))
        constraints = (
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=("organ", "since"), name="organperiod_once_a_day"),
            models.UniqueConstraint(
                fields=("organ",), condition=Q(since=None), name="organperiod_one_beginning"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("organ")), name="organperiod_not_its_own_parent"
            ),
        )

    @classmethod
    def published(cls) -> Q:
        return Q(since=None) | Q(since__lte=today())


class Succession(OrganRow):
    """An organ that took over from one that ended."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="successions", verbose_name=_("原机关")
    )
    successor = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="predecessions", verbose_name=_("承继机关")
    )
    on = models.DateField(_("承继日"))

    class Meta:
        verbose_name = _("机构承继")
        verbose_name_plural = _("机构承继")
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("organ", "successor"), name="succession_once"),
            models.CheckConstraint(condition=~Q(organ=F("successor")), name="succession_not_to_itself"),
        )

    def __str__(self) -> str:
        return f"{self.organ} → {self.successor}"

    @classmethod
    def published(cls) -> Q:
        return Q(on__lte=today())
