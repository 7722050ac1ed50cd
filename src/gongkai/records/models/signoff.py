"""The sign-off chain: who signs what, in which order, and what they said."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow
from gongkai.organs.models import Organ, Section
from gongkai.organs.roles import Role

_USER = settings.AUTH_USER_MODEL


class Standing(models.TextChoices):
    """How a chain stands."""

    OPEN = "open", _("签批中")
    AGREED = "agreed", _("已签发")
    RETURNED = "returned", _("已退回")
    RECALLED = "recalled", _("已撤回")


class Turn(models.TextChoices):
    """How one step of a chain stands."""

    LATER = "later", _("未到")
    WAITING = "waiting", _("待签")
    AGREED = "agreed", _("同意")
    RETURNED = "returned", _("退回")
    CLOSED = "closed", _("未签")


class Route(OrganRow):
    """Whose signatures an organ asks for one kind of paper, in order. It governs chains started from now on."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    kind = models.CharField(_("签批事项"), max_length=60)
    roles = models.JSONField(_("依次签批的职务"))

    class Meta:
        verbose_name = _("签批流程")
        verbose_name_plural = _("签批流程")
        constraints = (models.UniqueConstraint(fields=("organ", "kind"), name="route_once_a_kind"),)

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())


class SignOff(OrganRow):
    """One paper on its way through the signatures."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    kind = models.CharField(_("签批事项"), max_length=60)
    subject_type = models.CharField(_("对象类别"), max_length=60)
    subject_id = models.CharField(_("对象编号"), max_length=64)
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("科室"),
        help_text=_("写明时，科室的步骤由这个科室的人签"),
    )
    title = models.CharField(_("标题"), max_length=200, help_text=_("不写个人信息"))
    drafted_by = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("拟稿人")
    )
    drafted_for = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("代谁拟稿")
    )
    state = models.CharField(_("状态"), max_length=10, choices=Standing, default=Standing.OPEN)
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("签批")
        verbose_name_plural = _("签批")
        ordering = ("-created_at", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=Standing.values), name="signoff_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=Standing.OPEN, ended_at__isnull=True)
                | (~models.Q(state=Standing.OPEN) & models.Q(ended_at__isnull=False)),
                name="signoff_ended_or_open",
            ),
            models.UniqueConstraint(
                fields=("organ", "kind", "subject_type", "subject_id"),
                condition=models.Q(state=Standing.OPEN),
                name="signoff_one_open_chain",
            ),
        )
        indexes = (models.Index(fields=("subject_type", "subject_id"), name="signoff_by_subject"),)

    def __str__(self) -> str:
        return self.title

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())


class SignOffStep(OrganRow):
    """One signature asked for, and what became of it. `for_whom`: the one the substitute stood in for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    signoff = models.ForeignKey(
        SignOff, on_delete=models.PROTECT, related_name="steps", verbose_name=_("签批")
    )
    position = models.PositiveSmallIntegerField(_("次序"))
    role = models.CharField(_("职务"), max_length=20, choices=Role)
    state = models.CharField(_("状态"), max_length=10, choices=Turn, default=Turn.LATER)
    decided_by = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("签批人")
    )
    for_whom = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("代谁签批")
    )
    decided_at = models.DateTimeField(_("签批时间"), null=True, blank=True)
    opinion = models.TextField(_("意见"), blank=True)

    class Meta:
        verbose_name = _("签批步骤")
        verbose_name_plural = _("签批步骤")
        ordering = ("signoff", "position")
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=Turn.values), name="step_state_known"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=(Turn.AGREED, Turn.RETURNED), decided_by__isnull=False, decided_at__isnull=False
                )
                | models.Q(
                    state__in=(Turn.LATER, Turn.WAITING, Turn.CLOSED),
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                ),
                name="step_decided_by_somebody",
            ),
            models.UniqueConstraint(fields=("signoff", "position"), name="step_once_in_its_chain"),
            models.UniqueConstraint(
                fields=("signoff",), condition=models.Q(state=Turn.WAITING), name="step_one_waits"
            ),
            models.UniqueConstraint(
                fields=("signoff", "decided_by"),
                condition=models.Q(decided_by__isnull=False),
                name="step_one_signature_each",
            ),
        )
        indexes = (
            models.Index(
                fields=("organ", "role"), condition=models.Q(state=Turn.WAITING), name="step_that_waits"
            ),
        )

    def __str__(self) -> str:
        return f"{self.position} {self.role}"

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())
