"""What is recorded of an organ, for one stretch of time."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from gongkai.law.receipt import Channel
from gongkai.law.remedies import Bodies
from gongkai.organs import codes


class Kind(models.TextChoices):
    """What an organ is; the level decides, for one, who may make 规章."""

    COUNTY_DEPARTMENT = "county-department", _("县级人民政府部门")
    COUNTY_GOVERNMENT = "county-government", _("县级人民政府")
    CITY_DEPARTMENT = "city-department", _("设区的市级人民政府部门")
    CITY_GOVERNMENT = "city-government", _("设区的市级人民政府")
    PROVINCE_DEPARTMENT = "province-department", _("省级人民政府部门")
    PROVINCE_GOVERNMENT = "province-government", _("省级人民政府")


def basic_channels() -> list[str]:
    """In person and by post: never refused (19号函)."""
    return [channel.value for channel in Channel if channel.is_basic]


def known_channels(values: Any) -> None:
    """A list of channels, none twice."""
    known = {channel.value for channel in Channel}
    if not isinstance(values, list) or len(set(values)) != len(values) or not set(values) <= known:
        raise ValidationError(_t("申请渠道只能从列出的渠道中选，每个渠道选一次。"))


def with_basic_channels(values: Any) -> None:
    """Raises ValidationError where a channel is missing that may never be refused."""
    known_channels(values)
    missing = [channel.label for channel in Channel if channel.is_basic and channel.value not in values]
    if missing:
        raise ValidationError(
            _t("%(channels)s是基本的申请渠道，不得关闭。") % {"channels": "、".join(missing)}
        )


class Record(models.Model):
    """The facts of an organ. `Organ` keeps those in force today, `OrganPeriod` those of every time."""

    name = models.CharField(_("名称"), max_length=100, help_text=_("公开的报告上印的机关名称"))
    short_name = models.CharField(_("简称"), max_length=40)
    slug = models.SlugField(_("网址名"), max_length=40)
    place = models.CharField(_("所在地"), max_length=100)
    kind = models.CharField(_("机关类别"), max_length=30, choices=Kind)
    credit_code = models.CharField(
        _("统一社会信用代码"), max_length=18, blank=True, validators=[codes.credit_code]
    )
    division_code = models.CharField(
        _("行政区划代码"), max_length=12, blank=True, validators=[codes.division_code]
    )
    site_code = models.CharField(_("网站标识码"), max_length=10, blank=True, validators=[codes.site_code])
    # What the guide owes of the disclosure office (条例第十二条). Blank where the organ published none.
    office = models.CharField(_("政府信息公开工作机构"), max_length=100, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    hours = models.CharField(_("办公时间"), max_length=200, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    fax = models.CharField(_("传真"), max_length=60, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    website = models.CharField(_("网址"), max_length=200, blank=True)
    contact_year = models.PositiveSmallIntegerField(
        _("联系方式所据年度"), null=True, blank=True, help_text=_("取自哪一年度的报告")
    )
    channels = models.JSONField(_("开通的申请渠道"), default=basic_channels, validators=[with_basic_channels])
    manual_channels = models.JSONField(
        _("须人工确认的渠道"), default=list, blank=True, validators=[known_channels],
        help_text=_("指南事先公告须由工作人员确认收到的渠道"),
    )  # fmt: skip
    reconsideration_body = models.CharField(
        _("行政复议机关"), max_length=100, blank=True, help_text=_("本级人民政府")
    )
    reconsideration_superior = models.CharField(
        _("上一级主管部门"), max_length=100, blank=True, help_text=_("2023年底以前可以选择的复议机关")
    )
    reconsideration_portal = models.CharField(_("网上申请行政复议的地址"), max_length=200, blank=True)
    court = models.CharField(_("管辖法院"), max_length=100, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="%(class)s_kind_known"),
        )

    def __str__(self) -> str:
        return self.name

    def bodies(self) -> Bodies:
        """Where remedies are sought; the law's general word stands where the record is blank."""
        named = {
            "government": self.reconsideration_body,
            "superior": self.reconsideration_superior,
            "court": self.court,
            "portal": self.reconsideration_portal,
        }
        return Bodies(**{key: value for key, value in named.items() if value})

    def opened(self) -> tuple[Channel, ...]:
        """The channels by which requests are taken."""
        return tuple(channel for channel in Channel if channel.value in self.channels)
