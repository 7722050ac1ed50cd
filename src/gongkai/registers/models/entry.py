"""One line of a register, and what it said before it was corrected."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import OrganRow
from gongkai.organs.models import Organ, Section
from gongkai.registers.declared import REGISTERS
from gongkai.registers.declared.shapes import Register

STANDS = Q(voided_on__isnull=True)


class Entry(OrganRow):
    """One line. What is counted has columns; the other declared fields lie in `data` under their keys.

    The days are those on which things happened; `created_at` is when the line was written down here.
    """

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    # The key of a declaration; a new register needs no change of tables.
    register = models.CharField(_("台账"), max_length=20)
    number = models.CharField(_("编号"), max_length=128, blank=True)
    matter = models.CharField(_("内容"), max_length=500, help_text=_("不写个人信息"))
    kind = models.CharField(_("类别"), max_length=20, blank=True)
    on = models.DateField(_("发生日期"), help_text=_("决定计入哪一年"))
    until = models.DateField(_("终止日期"), null=True, blank=True, help_text=_("从这一天起不再有效"))
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    amount = models.DecimalField(_("金额（元）"), max_digits=18, decimal_places=2, null=True, blank=True)
    item = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("对应的权责事项"),
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("承办科室"),
    )
    data = models.JSONField(_("其他要素"), default=dict, blank=True)
    voided_on = models.DateField(_("作废日期"), null=True, blank=True, help_text=_("登记有误而作废的不计数"))
    backfilled = models.BooleanField(
        _("历史补录"), default=False, editable=False, help_text=_("使用本系统以前发生，后来补录")
    )
    # What a line without number is known by when it is brought in again: digest of its words and days.
    origin = models.CharField(_("补录的校验码"), max_length=64, blank=True, editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("台账记录")
        verbose_name_plural = _("台账记录")
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="entry_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="entry_amount_not_negative"
            ),
            models.UniqueConstraint(
                fields=("organ", "register", "number"),
                condition=STANDS & ~Q(number=""),
                name="entry_number_once",
            ),
            models.UniqueConstraint(
                fields=("organ", "register", "origin"),
                condition=STANDS & ~Q(origin=""),
                name="entry_brought_in_once",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "register", "on", "kind"), name="entry_by_day", condition=STANDS),
            models.Index(fields=("organ", "register", "published_on"), name="entry_by_publication"),
            models.Index(fields=("organ", "register", "-on", "-id"), name="entry_listed"),
        )

    def __str__(self) -> str:
        return self.number or self.matter

    @classmethod
    def published(cls) -> Q:
        """None so far: the public site does not show registers yet."""
        return Q(pk__in=())

    @property
    def declaration(self) -> Register:
        return REGISTERS[self.register]


class Correction(OrganRow):
    """What a line said before it was corrected or voided, and why it was."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("台账记录")
    )
    before = models.JSONField(_("更正前的内容"))
    reason = models.CharField(_("原因"), max_length=300)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("经手人"),
    )

    class Meta:
        verbose_name = _("更正")
        verbose_name_plural = _("更正")
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"

    @classmethod
    def published(cls) -> Q:
        return Q(pk__in=())
