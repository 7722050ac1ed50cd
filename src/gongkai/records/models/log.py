"""The log: one chain of events for each organ, and one for the installation as a whole."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import ScopedManager, ScopedRow
from gongkai.organs.models import Organ


class AppendOnly(RuntimeError):  # noqa: N818  named for what happened
    """Events are never changed or removed."""


class Chain(models.Model):
    """Where a chain ends. Its row is locked while an event is added."""

    SITE = "site"

    key = models.CharField(_("链"), max_length=40, primary_key=True)
    seq = models.PositiveBigIntegerField(_("最后一条的序号"), default=0)
    mac = models.CharField(_("最后一条的校验码"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("日志链")
        verbose_name_plural = _("日志链")

    def __str__(self) -> str:
        return f"{self.key} {self.seq}"

    @classmethod
    def key_of(cls, organ: Organ | None) -> str:
        return cls.key_for(None if organ is None else organ.pk)

    @classmethod
    def key_for(cls, organ_pk: Any) -> str:
        return cls.SITE if organ_pk is None else f"organ-{organ_pk}"


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly("Events are only ever added.")

    def delete(self) -> NoReturn:
        raise AppendOnly("Events are only ever added.")


class EventManager(ScopedManager.from_queryset(EventQuerySet)):  # type: ignore[misc]
    """The events of the scope; nothing can be changed through it."""


class Event(ScopedRow):
    """One thing that was done. It holds ids, codes, days and digests, never a word that a person wrote."""

    chain = models.CharField(_("链"), max_length=40)
    seq = models.PositiveBigIntegerField(_("序号"))
    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("行政机关")
    )
    recorded_at = models.DateTimeField(_("登记时间"))
    on = models.DateField(_("发生日期"), null=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("经手人"),
    )
    system = models.CharField(_("系统任务"), max_length=60, blank=True)
    for_whom = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("代谁办理"),
    )
    action = models.CharField(_("事项"), max_length=60)
    subject_type = models.CharField(_("对象类别"), max_length=60)
    subject_id = models.CharField(_("对象编号"), max_length=64)
    data = models.JSONField(_("要素"), default=dict)
    prev = models.CharField(_("上一条的校验码"), max_length=64, blank=True)
    kid = models.CharField(_("密钥编号"), max_length=20)
    mac = models.CharField(_("校验码"), max_length=64)

    objects: ClassVar[Any] = EventManager()

    class Meta:
        verbose_name = _("日志")
        verbose_name_plural = _("日志")
        ordering = ("chain", "seq")
        constraints = (models.UniqueConstraint(fields=("chain", "seq"), name="event_once_in_its_chain"),)
        indexes = (
            models.Index(fields=("subject_type", "subject_id"), name="event_by_subject"),
            models.Index(fields=("organ", "recorded_at"), name="event_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.action}"

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Events are added by records.log.append.")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Events are only ever added.")
