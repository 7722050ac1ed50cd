"""What happened to a request, in order."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import ScopedRow
from gongkai.cases.models.request import Request
from gongkai.organs.models import Organ


class RequestEvent(ScopedRow):
    """One step: the day it took effect (`on`), the moment it was recorded, who took it and for whom.

    `step` is a step of the law's procedure, a fact put on file (`cases.evidence`), or `bring_in`. `data` holds
    days and codes alone, as `cases.details` declares them. Events are added and never changed.
    """

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="events", verbose_name=_("公开申请")
    )
    seq = models.PositiveIntegerField(_("序号"))
    step = models.CharField(_("步骤"), max_length=40)
    on = models.DateField(_("日期"))
    recorded_at = models.DateTimeField(_("登记时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("经手人"),
    )
    for_whom = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("代谁办理"),
    )
    data = models.JSONField(_("要素"), default=dict)

    class Meta:
        verbose_name = _("办理步骤")
        verbose_name_plural = _("办理步骤")
        ordering = ("request", "seq")
        constraints = (
            models.UniqueConstraint(fields=("request", "seq"), name="request_event_once"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="request_event_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.step}"

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Events are added, never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Events are added, never removed.")
