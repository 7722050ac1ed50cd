"""What the records gave on one day: the compiled cells, frozen."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.annual.form import Edition
from gongkai.annual.forms import form_of
from gongkai.annual.report import Report
from gongkai.base.models import OrganRow, ScopedManager, ScopedQuerySet
from gongkai.organs import queries
from gongkai.organs.models import Organ
from gongkai.reports import stored
from gongkai.reports.models.annual import Format


class SnapshotFixed(RuntimeError):  # noqa: N818  named for what happened
    """A snapshot is never changed: take another one."""


class SnapshotQuerySet(ScopedQuerySet):
    def update(self, **values: Any) -> NoReturn:
        raise SnapshotFixed("A snapshot is never changed: take another one.")

    def delete(self) -> NoReturn:
        raise SnapshotFixed("A snapshot is never removed.")


class SnapshotManager(ScopedManager.from_queryset(SnapshotQuerySet)):  # type: ignore[misc]
    """The snapshots of the scope; nothing can be changed through it."""


class Snapshot(OrganRow):
    """One organ's compiled report on a year, as its records stood at a position of the log.

    `behind` names what was counted: {"requests": {…}, "remedies": {…}, "entries": {…}, "counts": {…}}, each
    from a class (`reports.counting`) or a measure to keys. It holds no word that a person wrote.
    """

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("行政机关")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    edition = models.CharField(_("格式"), max_length=10, choices=Format)
    # Shapes: `reports.stored`.
    cells = models.JSONField(_("表格数据"), default=dict)
    units = models.JSONField(_("金额单位"), default=dict, blank=True)
    behind = models.JSONField(_("所依据的记录"), default=dict, blank=True)
    taken_at = models.DateTimeField(_("定格时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("定格人"),
        help_text=_("空白：由系统任务定格"),
    )
    log_seq = models.PositiveBigIntegerField(_("当时日志的序号"))
    log_mac = models.CharField(_("当时日志的校验码"), max_length=64, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = SnapshotManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("报表定格")
        verbose_name_plural = _("报表定格")
        ordering = ("-taken_at", "-pk")
        indexes = (models.Index(fields=("organ", "year"), name="snapshot_by_year"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(year__gte=2019), name="snapshot_year_has_a_form"),
            models.CheckConstraint(
                condition=models.Q(edition__in=Format.values), name="snapshot_edition_known"
            ),
        )

    def __str__(self) -> str:
        return _("%(organ)s%(year)s年度报表定格") % {"organ": self.organ, "year": self.year}

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise SnapshotFixed("A snapshot is never changed: take another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise SnapshotFixed("A snapshot is never removed.")

    def facts(self) -> Report:
        """The frozen cells as the pure packages know a report."""
        edition = Edition(self.edition)
        form = form_of(edition)
        return Report(
            organ=queries.name_in(self.organ, self.year),
            year=self.year,
            edition=edition,
            cells=stored.cells_of(form, self.cells),
            units=stored.units_of(form, self.units),
        )
