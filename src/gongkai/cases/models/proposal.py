"""A step that needs another's consent before it is taken."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow
from gongkai.cases.models.request import Request
from gongkai.organs.models import Organ


class ProposalState(models.TextChoices):
    """How a proposal stands."""

    OPEN = "open", _("待同意")
    TAKEN = "taken", _("已同意并办理")
    RETURNED = "returned", _("已退回")
    DROPPED = "dropped", _("已失效")


class Proposal(OrganRow):
    """A step as one officer proposes it; it is taken when the sign-off of it concludes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("公开申请")
    )
    step = models.CharField(_("步骤"), max_length=40)
    data = models.JSONField(_("要素"), default=dict)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    state = models.CharField(_("状态"), max_length=10, choices=ProposalState, default=ProposalState.OPEN)

    class Meta:
        verbose_name = _("待同意的步骤")
        verbose_name_plural = _("待同意的步骤")
        ordering = ("-created_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=ProposalState.values), name="proposal_state_known"
            ),
            models.UniqueConstraint(
                fields=("request",),
                condition=models.Q(state=ProposalState.OPEN),
                name="proposal_one_open",
            ),
        )

    def __str__(self) -> str:
        return self.step

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())
