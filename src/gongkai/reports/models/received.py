"""Files of annual reports that were handed in to be read, and what each reading gave."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.annual.report import Report
from gongkai.base.models import OrganRow
from gongkai.organs.models import Organ
from gongkai.records.models import StoredFile
from gongkai.reports import stored
from gongkai.reports.models.annual import Format


class Answer(models.TextChoices):
    """What a reading says."""

    READ = "read", _("已读出")
    NOT_A_REPORT = "not-a-report", _("不是年度报告")
    CANNOT_OPEN = "cannot-open", _("打不开")


class Batch(OrganRow):
    """Files that were handed in together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
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
        verbose_name = _("读取批次")
        verbose_name_plural = _("读取批次")
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("organ", "-created_at"), name="batch_by_time"),)

    def __str__(self) -> str:
        return _("%(time)s上传的文件") % {"time": f"{self.created_at:%Y-%m-%d %H:%M}"}

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())


class ReceivedFile(OrganRow):
    """One file of a batch. What was refused when it was handed in has no `file`, and `says` why.

    `wanted`: how many readings were asked for. As long as there are fewer, one waits to be done. `taken` and
    `taken_at` are signs of life of the job that reads, no facts: how often it was given to the reader for this
    reading, and when a worker began with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="files", verbose_name=_("读取批次")
    )
    position = models.PositiveIntegerField(_("第几个文件"))
    # Blank where the name itself may not be written down.
    name = models.CharField(_("文件名"), max_length=250, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("文件")
    )
    says = models.CharField(_("拒收的原因"), max_length=500, blank=True)
    wanted = models.PositiveSmallIntegerField(_("要读几次"), default=1)
    taken = models.PositiveSmallIntegerField(_("这一次读取开始过几回"), default=0, editable=False)
    taken_at = models.DateTimeField(_("最近一回开始的时间"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("待读的文件")
        verbose_name_plural = _("待读的文件")
        ordering = ("batch", "position")
        constraints = (
            models.UniqueConstraint(fields=("batch", "position"), name="received_file_once_in_its_batch"),
            models.CheckConstraint(
                condition=models.Q(file__isnull=False) | ~models.Q(says=""),
                name="received_file_kept_or_refused",
            ),
        )

    def __str__(self) -> str:
        return self.name or _("第%(position)d个文件（没有记录文件名）") % {"position": self.position}

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())


class FileReading(OrganRow):
    """One reading of a file, never changed: a later one is a row of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    received = models.ForeignKey(
        ReceivedFile, on_delete=models.PROTECT, related_name="readings", verbose_name=_("待读的文件")
    )
    number = models.PositiveSmallIntegerField(_("第几次读取"))
    answer = models.CharField(_("结果"), max_length=12, choices=Answer)
    says = models.CharField(_("没有读出的原因"), max_length=500, blank=True)
    kind = models.CharField(_("文件种类"), max_length=40, blank=True)
    seconds = models.FloatField(_("用时（秒）"), default=0)
    printed_organ = models.CharField(_("报告上的机关名称"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    edition = models.CharField(_("格式"), max_length=10, choices=Format, blank=True)
    doubts = models.PositiveSmallIntegerField(_("存疑处数"), default=0)
    # Shapes: `reports.stored`; of `document` `receiving.source`.
    cells = models.JSONField(_("表格数据"), default=dict, blank=True)
    units = models.JSONField(_("金额单位"), default=dict, blank=True)
    chapters = models.JSONField(_("各章文字"), default=list, blank=True)
    unread = models.JSONField(_("没有读准的内容"), default=list, blank=True)
    trace = models.JSONField(_("每个数的出处"), default=list, blank=True)
    document = models.JSONField(_("读取时看到的原文"), default=list, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("读取结果")
        verbose_name_plural = _("读取结果")
        ordering = ("received", "number")
        constraints = (
            models.UniqueConstraint(fields=("received", "number"), name="file_reading_once"),
            models.CheckConstraint(
                condition=models.Q(answer__in=Answer.values), name="file_reading_answer_known"
            ),
        )

    def __str__(self) -> str:
        return _("第%(number)d次读取") % {"number": self.number}

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())

    def facts(self) -> Report:
        """What was read, as the pure packages know it."""
        return stored.report_of(self, self.printed_organ or None)
