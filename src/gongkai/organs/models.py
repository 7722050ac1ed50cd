"""An administrative organ and how it is reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import Timed


class Kind(models.TextChoices):
    """What an organ is; the level decides, for one, who may make 规章."""

    COUNTY_DEPARTMENT = "county-department", _("县级人民政府部门")
    COUNTY_GOVERNMENT = "county-government", _("县级人民政府")
    CITY_DEPARTMENT = "city-department", _("设区的市级人民政府部门")
    CITY_GOVERNMENT = "city-government", _("设区的市级人民政府")
    PROVINCE_DEPARTMENT = "province-department", _("省级人民政府部门")
    PROVINCE_GOVERNMENT = "province-government", _("省级人民政府")


class Organ(Timed):
    """An organ. The directory is public; what belongs to an organ is scoped (`base.models.OrganRow`)."""

    name = models.CharField(_("名称"), max_length=100, unique=True, help_text=_("公开的报告上印的机关名称"))
    short_name = models.CharField(_("简称"), max_length=40)
    slug = models.SlugField(_("网址名"), max_length=40, unique=True)
    place = models.CharField(_("所在地"), max_length=100)
    kind = models.CharField(_("机关类别"), max_length=30, choices=Kind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级机关"),
    )
    # Contact facts as the organ itself published them; blank where it published none.
    address = models.CharField(_("地址"), max_length=200, blank=True)
    postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    fax = models.CharField(_("传真"), max_length=60, blank=True)
    website = models.CharField(_("网址"), max_length=200, blank=True)
    contact_year = models.PositiveSmallIntegerField(
        _("联系方式所据年度"), null=True, blank=True, help_text=_("取自哪一年度的报告")
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta:
        verbose_name = _("行政机关")
        verbose_name_plural = _("行政机关")
        ordering = ("place", "name")
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="organ_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="organ_not_its_own_parent"
            ),
        )

    def __str__(self) -> str:
        return self.name
