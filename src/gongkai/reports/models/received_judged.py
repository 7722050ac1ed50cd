"""What officers say of a file that was read: cells corrected by hand, findings judged. Rows are only added."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.annual.form import Address
from gongkai.base.models import OrganRow
from gongkai.organs.models import Organ
from gongkai.reports.models.received import ReceivedFile


class Says(models.TextChoices):
    """What a correction says of its cell."""

    VALUE = "value", _("填写这个数")
    BLANK = "blank", _("原件印的是空白")
    UNREADABLE = "unreadable", _("原件看不清，承认不能读准")
    UNDO = "undo", _("撤销更正")


class Judgement(models.TextChoices):
    """What an officer says of a finding."""

    HOLDS = "holds", _("成立")
    FAILS = "fails", _("不成立")
    DOUBTFUL = "doubtful", _("存疑")
    UNKNOWN = "unknown", _("无法判断")


class CellCorrection(OrganRow):
    """One correction of one cell. The last one that is not undone is in force; `printed` is what the source printed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    received = models.ForeignKey(
        ReceivedFile, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("待读的文件")
    )
    number = models.PositiveIntegerField(_("第几次更正"))
    edition = models.CharField(_("格式"), max_length=10)
    table = models.CharField(_("表"), max_length=20)
    row = models.CharField(_("行"), max_length=40)
    column = models.CharField(_("列"), max_length=40)
    says = models.CharField(_("更正为"), max_length=12, choices=Says)
    value = models.CharField(_("数值"), max_length=40, blank=True)
    printed = models.CharField(_("当时读到的原文"), max_length=200, blank=True)
    reason = models.CharField(_("原因"), max_length=300)
    undoes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
        verbose_name=_("所撤销的"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经手人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("单元格更正")
        verbose_name_plural = _("单元格更正")
        ordering = ("received", "number")
        constraints = (
            models.UniqueConstraint(fields=("received", "number"), name="cell_correction_in_order"),
            models.UniqueConstraint(
                fields=("undoes",),
                condition=models.Q(undoes__isnull=False),
                name="cell_correction_undone_once",
            ),
            models.CheckConstraint(
                condition=models.Q(says__in=Says.values), name="cell_correction_says_known"
            ),
        )

    def __str__(self) -> str:
        return _("第%(number)d次更正") % {"number": self.number}

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())

    @property
    def address(self) -> Address:
        return Address(self.table, self.row, self.column)


class FindingVerdict(OrganRow):
    """One verdict on a finding, known again by `key`: its code, its place, what both sides say. The last holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    received = models.ForeignKey(
        ReceivedFile, on_delete=models.PROTECT, related_name="verdicts", verbose_name=_("待读的文件")
    )
    number = models.PositiveIntegerField(_("第几次判断"))
    key = models.CharField(_("校核结果的标识"), max_length=64)
    code = models.CharField(_("校核代码"), max_length=40)
    finding = models.CharField(_("校核结果"), max_length=500)
    judgement = models.CharField(_("判断"), max_length=12, choices=Judgement)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经手人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("校核判断")
        verbose_name_plural = _("校核判断")
        ordering = ("received", "number")
        constraints = (
            models.UniqueConstraint(fields=("received", "number"), name="finding_verdict_in_order"),
            models.CheckConstraint(
                condition=models.Q(judgement__in=Judgement.values), name="finding_verdict_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.get_judgement_display()}"

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())
