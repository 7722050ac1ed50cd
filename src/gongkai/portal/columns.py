"""The columns (栏目) of the site: name, purpose and kind, for the meta tags of 国办发〔2017〕47号."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its meta tags describe it; `type` is one of the guideline's kinds."""

    name: str | Promise
    description: str | Promise
    keywords: str | Promise
    type: str


HOME = Column(
    _("首页"),
    _("政府信息公开平台首页：公开机关、政府信息公开年报、年报汇总"),
    _("政府信息公开,年度报告,教育局"),
    "首页",
)
ORGANS = Column(
    _("公开机关"), _("在本站公开政府信息的机关及其联系方式"), _("机关,联系方式,政府信息公开"), "概况信息"
)
REPORTS = Column(
    _("政府信息公开年报"),
    _("各机关按年度公布的政府信息公开工作年度报告，附校核结果和数据出处"),
    _("政府信息公开,年度报告,年报"),
    "信息公开年报",
)
SUMS = Column(
    _("年报汇总"), _("各机关年度报告同一格数字的相加，逐格列明加数"), _("年度报告,汇总,统计"), "数据发布"
)
ABOUT = Column(
    _("网站说明"), _("网站声明、数字来源、帮助和无障碍说明"), _("网站声明,帮助,无障碍"), "概况信息"
)
