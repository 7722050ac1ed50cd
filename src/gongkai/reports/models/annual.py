"""An annual report: its edition and its cells as printed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.annual.form import Edition
from gongkai.annual.report import Report
from gongkai.base.models import OrganRow
from gongkai.organs import queries
from gongkai.organs.models import Organ
from gongkai.reports import stored


class Format(models.TextChoices):
    """The editions of the form, as choices."""

    E2019 = Edition.E2019.value, _("2019年格式")
    E2021 = Edition.E2021.value, _("2021年格式")


class AnnualReport(OrganRow):
    """One organ's report on one year. Findings are not stored: a check is quick and by today's rules."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="reports", verbose_name=_("行政机关")
    )
    year = models.PositiveSmallIntegerField(_("年度"), help_text=_("报告所述的年度，不是公布的年份"))
    edition = models.CharField(_("格式"), max_length=10, choices=Format)
    # Shapes: `reports.stored`.
    cells = models.JSONField(_("表格数据"), default=dict)
    units = models.JSONField(_("金额单位"), default=dict, blank=True)
    chapters = models.JSONField(_("各章文字"), default=list, blank=True)
    unread = models.JSONField(_("没有读准的内容"), default=list, blank=True)
    trace = models.JSONField(_("每个数的出处"), default=list, blank=True)
    source = models.CharField(_("读自"), max_length=200, blank=True, help_text=_("读入的文件"))
    figures_from = models.CharField(
        _("数据来源"), max_length=200, blank=True, help_text=_("谁在哪一年度的报告里公布了这些数据")
    )
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("年度报告")
        verbose_name_plural = _("年度报告")
        ordering = ("-year", "organ_id")
        constraints = (
            models.UniqueConstraint(fields=("organ", "year"), name="report_once_a_year"),
            models.CheckConstraint(condition=models.Q(year__gte=2019), name="report_year_has_a_form"),
            models.CheckConstraint(
                condition=models.Q(edition__in=Format.values), name="report_edition_known"
            ),
        )

    def __str__(self) -> str:
        return _("%(organ)s%(year)s年政府信息公开工作年度报告") % {
            "organ": self.organ_name,
            "year": self.year,
        }

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(published_at__isnull=False)

    @property
    def organ_name(self) -> str:
        """The organ's name at the end of the year: a report keeps the name under which it was made."""
        known = vars(self).get("name_then")  # `queries.listed` brings it along
        return known or queries.name_in(self.organ, self.year)

    def facts(self) -> Report:
        """The report as the pure packages know it."""
        return stored.report_of(self, self.organ_name)
