"""A file that was handed in. Its content lies in the storage under its hash; the row says whose it is."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow
from gongkai.organs.models import Organ


class Scan(models.TextChoices):
    """What the virus scan says of a file."""

    UNSCANNED = "unscanned", _("未查毒")
    CLEAN = "clean", _("已查毒")
    QUARANTINED = "quarantined", _("隔离待查")
    LOCKED = "locked", _("查出病毒，已锁定")
    DISCARDED = "discarded", _("查出病毒，已删除")


# What may be opened and attached.
OPEN = (Scan.UNSCANNED, Scan.CLEAN)


class StoredFile(OrganRow):
    """One file as an officer handed it in. The same content handed in twice is stored once and has two rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    name = models.CharField(_("文件名"), max_length=120)
    sha256 = models.CharField(_("内容的 SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    content_type = models.CharField(_("类型"), max_length=100)
    state = models.CharField(_("查毒"), max_length=12, choices=Scan)
    scanned_at = models.DateTimeField(_("查毒时间"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经手人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        ordering = ("-created_at", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=Scan.values), name="file_state_known"),
        )
        indexes = (models.Index(fields=("organ", "-created_at"), name="file_by_time"),)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def published(cls) -> models.Q:
        """No file is public by itself: what publishes it says so."""
        return models.Q(pk__in=())

    @property
    def is_open(self) -> bool:
        """Whether it may be opened and attached."""
        return self.state in OPEN
