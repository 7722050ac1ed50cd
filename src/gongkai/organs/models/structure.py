"""What an organ is made of: sections, units below it, groups and officers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.base.clock import today
from gongkai.organs.models.dated import Dated, in_force
from gongkai.organs.models.organ import Organ


class Section(Dated):
    """An internal section (内设机构)."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="sections", verbose_name=_("行政机关")
    )
    name = models.CharField(_("科室名称"), max_length=60)

    class Meta:
        verbose_name = _("科室")
        verbose_name_plural = _("科室")
        ordering = ("pk",)
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=("organ", "name"),
                condition=Q(until=None, withdrawn_on=None),
                name="section_name_once",
                violation_error_message=_("已有同名的科室；请核对，或者先登记原科室的终止日期。"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @classmethod
    def published(cls) -> Q:
        return in_force(today())


class UnitKind(models.TextChoices):
    """Schools by what they teach, and other units."""

    KINDERGARTEN = "kindergarten", _("幼儿园")
    PRIMARY = "primary", _("小学")
    JUNIOR = "junior", _("初级中学")
    NINE_YEAR = "nine-year", _("九年一贯制学校")
    SENIOR = "senior", _("高级中学")
    COMPLETE = "complete", _("完全中学")
    TWELVE_YEAR = "twelve-year", _("十二年一贯制学校")
    VOCATIONAL = "vocational", _("中等职业学校")
    SPECIAL = "special", _("特殊教育学校")
    INSTITUTION = "institution", _("直属事业单位")
    OTHER = "other", _("其他公共企事业单位")


class Unit(Dated):
    """A school or another unit below the organ: no organ itself, with duties of its own (条例第五十五条)."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="units", verbose_name=_("行政机关")
    )
    name = models.CharField(_("单位名称"), max_length=100)
    kind = models.CharField(_("类别"), max_length=20, choices=UnitKind)
    is_private = models.BooleanField(_("民办"), default=False)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("学校和下属单位")
        verbose_name_plural = _("学校和下属单位")
        ordering = ("kind", "name")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.UniqueConstraint(
                fields=("organ", "name"),
                condition=Q(until=None, withdrawn_on=None),
                name="unit_name_once",
                violation_error_message=_("已有同名的单位；请核对，或者先登记原单位的终止日期。"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @classmethod
    def published(cls) -> Q:
        return in_force(today())


class Group(models.TextChoices):
    """The bodies an organ sets up for disclosure, and its officers for it."""

    LEADING = "leading", _("政务公开工作领导小组")
    SECRECY = "secrecy", _("信息公开保密审查小组")
    OFFICERS = "officers", _("政府信息公开工作人员")


class Duty(models.TextChoices):
    """What one is in a group."""

    HEAD = "head", _("组长")
    DEPUTY = "deputy", _("副组长")
    MEMBER = "member", _("成员")
    FULL_TIME = "full-time", _("专职")
    PART_TIME = "part-time", _("兼职")

    @property
    def is_officer(self) -> bool:
        return self in (Duty.FULL_TIME, Duty.PART_TIME)


_OFFICER_DUTIES = [duty.value for duty in Duty if duty.is_officer]


class GroupMember(Dated):
    """One who belongs to a group for a time. No account is needed, and none follows from it."""

    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="members", verbose_name=_("行政机关")
    )
    group = models.CharField(_("组织"), max_length=20, choices=Group)
    name = models.CharField(_("姓名"), max_length=80)
    position = models.CharField(_("职务"), max_length=80, blank=True)
    duty = models.CharField(_("组内分工"), max_length=20, choices=Duty)
    since = models.DateField(_("自"))

    class Meta:
        verbose_name = _("组织成员")
        verbose_name_plural = _("组织成员")
        ordering = ("group", "since", "pk")
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(group__in=Group.values), name="groupmember_group_known"),
            models.CheckConstraint(
                condition=Q(group=Group.OFFICERS, duty__in=_OFFICER_DUTIES)
                | (~Q(group=Group.OFFICERS) & Q(duty__in=Duty.values) & ~Q(duty__in=_OFFICER_DUTIES)),
                name="groupmember_duty_fits",
                violation_error_message=_("领导小组填组长、副组长或者成员；工作人员填专职或者兼职。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_group_display()} {self.get_duty_display()}"

    @classmethod
    def published(cls) -> Q:
        return Q(pk__isnull=True)
