"""A request for disclosure (依申请公开): what came in, where it stands, how it ended."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow
from gongkai.base.sealed import SealedField, SealedRow
from gongkai.cases import choices
from gongkai.law.clock import ClockState
from gongkai.law.labelled import member
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.law.steps import State
from gongkai.organs.models import Organ, Section

NUMBER_LENGTH = 40
# Values, not members: a migration must not lean on the enumeration.
_DECIDED = (State.DECIDED.value, State.APPROVED.value)
_ENDED = (State.ANSWERED.value, State.CLOSED.value)
_SET_APART = State.SET_APART.value
_ARCHIVED = State.ARCHIVED.value


class Request(SealedRow, OrganRow):
    """One request. What happened to it stands in its events; most fields here repeat them to be queried by.

    `outcome` and `ended_on` are its first ending, the one the annual report counts; a later round that a
    review ordered changes neither. `decided` is what the present round has decided so far.
    """

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="requests", verbose_name=_("行政机关")
    )
    number = models.CharField(_("编号"), max_length=NUMBER_LENGTH)
    year = models.PositiveSmallIntegerField(_("编号年度"))
    channel = models.CharField(_("提交渠道"), max_length=20, choices=choices.CHANNELS)
    arrived = models.DateField(_("到达日期"))
    receipt_on = models.DateField(_("收到申请之日"), null=True, blank=True)
    applicant_kind = models.CharField(_("申请人类别"), max_length=20, choices=choices.APPLICANTS)
    applicant = SealedField(_("申请人"))
    contact = SealedField(_("联系方式"))
    content = SealedField(_("申请内容"))
    applicant_index = models.CharField(_("申请人检索码"), max_length=64, blank=True, editable=False)
    state = models.CharField(_("状态"), max_length=20, choices=choices.STATES)
    decided = models.CharField(_("拟作处理"), max_length=20, choices=choices.OUTCOMES, blank=True)
    outcome = models.CharField(_("办理结果"), max_length=20, choices=choices.OUTCOMES, blank=True)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    set_apart = models.BooleanField(_("另行办理，不作为公开申请"), default=False)
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("承办科室"),
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经办人"),
    )
    received_before_system = models.BooleanField(_("历史补录"), default=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)
    last_seq = models.PositiveIntegerField(_("最后一步的序号"), default=0)
    # Computed from the events and the calendar by `cases.standing`, which alone writes them.
    due_on = models.DateField(_("答复期限届满"), null=True, blank=True)
    due_provisional = models.BooleanField(_("暂定"), default=False)
    closes_on = models.DateField(_("补正、缴费期限届满"), null=True, blank=True)
    letter_until = models.DateField(_("被征求意见方期限届满"), null=True, blank=True)
    clock_state = models.CharField(_("期限状态"), max_length=20, choices=choices.CLOCK_STATES, blank=True)
    queue_place = models.PositiveIntegerField(_("队列位置"), default=0)

    class Meta:
        verbose_name = _("公开申请")
        verbose_name_plural = _("公开申请")
        ordering = ("queue_place", "id")
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="request_number_once"),
            models.CheckConstraint(
                condition=choices.known("channel", choices.CHANNELS), name="request_channel_known"
            ),
            models.CheckConstraint(
                condition=choices.known("applicant_kind", choices.APPLICANTS), name="request_applicant_known"
            ),
            models.CheckConstraint(
                condition=choices.known("state", choices.STATES), name="request_state_known"
            ),
            models.CheckConstraint(
                condition=choices.known("outcome", choices.OUTCOMES, blank=True),
                name="request_outcome_known",
            ),
            models.CheckConstraint(
                condition=choices.known("decided", choices.OUTCOMES, blank=True),
                name="request_decided_known",
            ),
            models.CheckConstraint(
                condition=choices.known("clock_state", choices.CLOCK_STATES, blank=True),
                name="request_clock_known",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", ended_on__isnull=True)
                | (~models.Q(outcome="") & models.Q(ended_on__isnull=False)),
                name="request_outcome_iff_ended",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=_ENDED) | models.Q(ended_on__isnull=False),
                name="request_answered_has_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=_DECIDED) | ~models.Q(decided=""),
                name="request_decided_says_what",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(receipt_on__isnull=True)
                | models.Q(ended_on__gte=models.F("receipt_on")),
                name="request_ended_after_receipt",
            ),
            models.CheckConstraint(
                condition=models.Q(receipt_on__isnull=True) | models.Q(receipt_on__gte=models.F("arrived")),
                name="request_received_after_arrival",
            ),
            models.CheckConstraint(
                condition=models.Q(set_apart=False) | models.Q(outcome="", state__in=(_SET_APART, _ARCHIVED)),
                name="request_set_apart_has_no_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=_SET_APART) | models.Q(set_apart=True) | ~models.Q(outcome=""),
                name="request_set_apart_or_ended",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "queue_place", "id"), name="request_queue"),
            models.Index(fields=("organ", "state", "queue_place", "id"), name="request_queue_state"),
            models.Index(fields=("organ", "year", "queue_place", "id"), name="request_queue_year"),
            models.Index(fields=("organ", "section", "queue_place", "id"), name="request_queue_section"),
            models.Index(fields=("organ", "receipt_on"), name="request_received"),
            models.Index(fields=("organ", "ended_on"), name="request_ended"),
            models.Index(fields=("organ", "applicant_index"), name="request_applicant"),
        )

    def __str__(self) -> str:
        return self.number

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())

    @property
    def is_open(self) -> bool:
        return self.state not in (*_ENDED, _SET_APART, _ARCHIVED)

    def state_label(self) -> str:
        return member(State, self.state).label

    def channel_label(self) -> str:
        return member(Channel, self.channel).label

    def applicant_label(self) -> str:
        """The kind of applicant: all that a list shows of them."""
        return member(Applicant, self.applicant_kind).label

    def outcome_label(self) -> str:
        return member(Outcome, self.outcome).label if self.outcome else ""

    def decided_label(self) -> str:
        return member(Outcome, self.decided).label if self.decided else ""

    def clock_label(self) -> str:
        return member(ClockState, self.clock_state).label if self.clock_state else ""
