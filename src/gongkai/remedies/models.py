"""Reconsideration and suits (行政复议、行政诉讼) over disclosure."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow
from gongkai.cases.models import Request
from gongkai.law.labelled import member
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route
from gongkai.organs.models import Organ

ROUTES = [(route.value, route.label) for route in Route]
# A remedy that is still pending has no verdict yet: nothing is stored for it.
VERDICTS = [(verdict.value, verdict.label) for verdict in Verdict if verdict is not Verdict.PENDING]


class Remedy(OrganRow):
    """One reconsideration or suit in which this organ's disclosure act is at issue (国办 201号函).

    `number` and `body` are those of the court or reconsideration organ, never a party's name. `order_on`: the
    day the organ received a decision or judgment that orders a new reply; `order_days`: the period it sets.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="remedies", verbose_name=_("行政机关")
    )
    route = models.CharField(_("途径"), max_length=20, choices=ROUTES)
    request = models.ForeignKey(
        Request,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="remedies",
        verbose_name=_("所涉申请"),
    )
    after = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suits",
        verbose_name=_("此前的行政复议"),
    )
    number = models.CharField(_("案号"), max_length=80, blank=True)
    body = models.CharField(_("复议机关或者法院"), max_length=100, blank=True)
    filed_on = models.DateField(_("提出日期"))
    verdict = models.CharField(_("结果"), max_length=20, choices=VERDICTS, blank=True)
    ended_on = models.DateField(_("审结日期"), null=True, blank=True)
    order_on = models.DateField(_("收到责令重新答复文书的日期"), null=True, blank=True)
    order_days = models.PositiveSmallIntegerField(_("责令答复的工作日数"), null=True, blank=True)
    received_before_system = models.BooleanField(_("历史补录"), default=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("复议诉讼")
        verbose_name_plural = _("复议诉讼")
        ordering = ("-filed_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(route__in=[value for value, _label in ROUTES]), name="remedy_route_known"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["", *(value for value, _label in VERDICTS)]),
                name="remedy_verdict_known",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="", ended_on__isnull=True)
                | (~models.Q(verdict="") & models.Q(ended_on__isnull=False)),
                name="remedy_verdict_iff_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("filed_on")),
                name="remedy_ended_after_filing",
            ),
            models.CheckConstraint(
                condition=models.Q(after__isnull=True) | models.Q(route=Route.SUIT_AFTER.value),
                name="remedy_only_a_suit_follows",
            ),
            models.CheckConstraint(
                condition=models.Q(order_on__isnull=True)
                | (models.Q(ended_on__isnull=False) & models.Q(order_on__gte=models.F("ended_on"))),
                name="remedy_order_after_verdict",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "filed_on", "id"), name="remedy_filed"),
            models.Index(fields=("organ", "ended_on"), name="remedy_ended"),
        )

    def __str__(self) -> str:
        return self.number or f"{self.route_label()} {self.filed_on:%Y-%m-%d}"

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())

    def route_label(self) -> str:
        return member(Route, self.route).label

    def verdict_label(self) -> str:
        """Its result; a remedy without one is pending."""
        return member(Verdict, self.verdict).label if self.verdict else Verdict.PENDING.label
