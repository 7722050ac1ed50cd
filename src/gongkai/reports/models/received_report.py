"""A report of any organ, read from a file, confirmed by an officer and kept."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.annual.report import Report
from gongkai.base.models import OrganRow
from gongkai.organs.models import Organ
from gongkai.reports import stored
from gongkai.reports.models.annual import Format
from gongkai.reports.models.received import FileReading, ReceivedFile


class ReceivedReport(OrganRow):
    """A report as it was received: `organ` keeps it, `about` is whose report it is.

    The same `about` and year once more makes a new row; the older one is superseded, and stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    about = models.CharField(_("报告机关"), max_length=200)
    year = models.PositiveSmallIntegerField(_("年度"))
    edition = models.CharField(_("格式"), max_length=10, choices=Format)
    # Shapes: `reports.stored`; of `corrections` `receiving.corrected`.
    cells = models.JSONField(_("表格数据"), default=dict)
    units = models.JSONField(_("金额单位"), default=dict, blank=True)
    chapters = models.JSONField(_("各章文字"), default=list, blank=True)
    unread = models.JSONField(_("没有读准的内容"), default=list, blank=True)
    trace = models.JSONField(_("每个数的出处"), default=list, blank=True)
    corrections = models.JSONField(_("人工更正"), default=list, blank=True)
    received = models.ForeignKey(
        ReceivedFile, on_delete=models.PROTECT, related_name="reports", verbose_name=_("待读的文件")
    )
    reading = models.ForeignKey(
        FileReading, on_delete=models.PROTECT, related_name="+", verbose_name=_("读取结果")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经手人"),
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("代替的上一份"),
    )
    superseded_at = models.DateTimeField(_("被代替的时间"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("收到的年报")
        verbose_name_plural = _("收到的年报")
        ordering = ("-year", "about", "-created_at")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "about", "year"),
                condition=models.Q(superseded_at__isnull=True),
                name="received_report_one_stands",
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=2019), name="received_report_year_has_a_form"
            ),
            models.CheckConstraint(
                condition=models.Q(edition__in=Format.values), name="received_report_edition_known"
            ),
        )

    def __str__(self) -> str:
        return _("%(about)s%(year)s年政府信息公开工作年度报告") % {"about": self.about, "year": self.year}

    @classmethod
    def published(cls) -> models.Q:
        """None: what others handed in is not for this organ to publish."""
        return models.Q(pk__in=())

    def facts(self) -> Report:
        """The report as the pure packages know it, with the corrections made."""
        return stored.report_of(self, self.about)
