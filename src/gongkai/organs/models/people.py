"""Who works where, as what, and who stands in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow
from gongkai.organs.models.dated import Dated
from gongkai.organs.models.organ import Organ
from gongkai.organs.models.structure import Section
from gongkai.organs.roles import Role


class Membership(OrganRow):
    """The organ that keeps a person's account: its system administrator opens and closes it."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("所属机关")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="membership",
        verbose_name=_("账号"),
    )

    class Meta:
        verbose_name = _("账号所属机关")
        verbose_name_plural = _("账号所属机关")

    def __str__(self) -> str:
        return f"{self.user_id}"

    @classmethod
    def published(cls) -> Q:
        return Q(pk__isnull=True)


class Post(Dated):
    """A role at an organ, given to a person for a time."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="posts", verbose_name=_("行政机关")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts", verbose_name=_("人员")
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("科室"),
    )
    role = models.CharField(_("岗位"), max_length=20, choices=Role)
    since = models.DateField(_("自"))

    class Meta:
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        ordering = ("organ_id", "since", "pk")
        indexes = (models.Index(fields=("organ", "role"), name="post_of_organ"),)
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(role__in=Role.values), name="post_role_known"),
            models.UniqueConstraint(
                fields=("user", "organ", "role"),
                condition=Q(section=None, until=None, withdrawn_on=None),
                name="post_once_at_organ",
            ),
            models.UniqueConstraint(
                fields=("user", "section", "role"),
                condition=Q(section__isnull=False, until=None, withdrawn_on=None),
                name="post_once_in_section",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}"

    @classmethod
    def published(cls) -> Q:
        return Q(pk__isnull=True)


class Reason(models.TextChoices):
    """Why one stands in for another. Illness is nobody's business: it is leave."""

    LEAVE = "leave", _("休假")
    TRAVEL = "travel", _("出差")
    TRAINING = "training", _("学习培训")
    OTHER = "other", _("其他")


class Substitution(Dated):
    """A person who does another's post for a time, beside the holder."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="substitutions", verbose_name=_("行政机关")
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="substitutions", verbose_name=_("岗位")
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="substitutions",
        verbose_name=_("代理人"),
    )
    since = models.DateField(_("自"))
    until = models.DateField(_("至"))
    reason = models.CharField(_("事由"), max_length=20, choices=Reason)

    class Meta:
        verbose_name = _("岗位代理")
        verbose_name_plural = _("岗位代理")
        ordering = ("since", "pk")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="substitution_reason_known"),
        )

    def __str__(self) -> str:
        return f"{self.post}（{_('代理')}）"

    @classmethod
    def published(cls) -> Q:
        return Q(pk__isnull=True)
