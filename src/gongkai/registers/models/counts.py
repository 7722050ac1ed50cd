"""Attested counts: a figure that a section answers for, because its records lie in another system."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow
from gongkai.organs.models import Organ, Section
from gongkai.records.models import StoredFile
from gongkai.registers.measures import MEASURES


class Standing(models.TextChoices):
    """How an attested count stands. Only signed ones count; whether a draft is being signed, its chain says."""

    DRAFT = "draft", _("草稿")
    SIGNED = "signed", _("已签字")
    REPLACED = "replaced", _("已被替换")
    WITHDRAWN = "withdrawn", _("已撤销")


class AttestedCount(OrganRow):
    """One figure for a measure and year, of one section or (none named) of the organ as a whole."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    measure = models.CharField(_("统计项"), max_length=40)
    year = models.PositiveSmallIntegerField(_("年度"))
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("科室"),
    )
    value = models.DecimalField(_("数值"), max_digits=18, decimal_places=6, help_text=_("金额的单位是万元"))
    source = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("来源文件"),
    )
    state = models.CharField(_("状态"), max_length=10, choices=Standing, default=Standing.DRAFT)
    signed_on = models.DateField(_("签字日期"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("替换"),
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("填报人"),
    )
    backfilled = models.BooleanField(_("历史补录"), default=False, editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("数据证明")
        verbose_name_plural = _("数据证明")
        ordering = ("-year", "measure", "section_id", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=Standing.values), name="count_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=(Standing.SIGNED, Standing.REPLACED)) | Q(signed_on__isnull=False),
                name="count_signed_on_a_day",
            ),
            models.UniqueConstraint(
                fields=("organ", "measure", "year", "section"),
                condition=Q(state=Standing.SIGNED, section__isnull=False),
                name="count_once_signed",
            ),
            models.UniqueConstraint(
                fields=("organ", "measure", "year"),
                condition=Q(state=Standing.SIGNED, section__isnull=True),
                name="count_once_signed_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.label}"

    @property
    def label(self) -> str:
        return MEASURES[self.measure].label

    @classmethod
    def published(cls) -> Q:
        return Q(pk__in=())
