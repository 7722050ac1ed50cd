"""The trial edition of 2019 (国办公开办函〔2019〕60号), for the report years 2019 and 2020."""

from gongkai.annual.form import Edition, Form, Kind, Line, Section
from gongkai.annual.form_parts import REMEDIES_SECTION, proactive_table, requests_section
from gongkai.law.outcomes import Outcome

# Columns of both editions that are worded otherwise in each.
_MADE = """本年新制作件数 新制作数量 新制作件数 本年新制作数 本年度新制作数量 本年制作数量 本年新制数量 本年新制定数量
    本年新制发数量 本年制定数量 本年新制作总数量"""
_SPENT = "采购金额 采购总额 采购总价 采购总金额数 集中采购总金额 政府集中采购总金额 本年采购总金额"

_DOCUMENTS = (
    Line("made", "本年新制作数量", also=tuple(_MADE.split())),
    Line("opened", "本年新公开数量"),
    Line("opened_total", "对外公开总数量"),
)
_ITEMS = (
    Line("items_before", "上一年项目数量"),
    Line("items_change", "本年增/减", kind=Kind.CHANGE),
)
_MATTERS = (*_ITEMS, Line("decisions", "处理决定数量"))

FORM = Form(
    Edition.E2019,
    "政府信息公开工作年度报告格式（试行）",
    (
        Section(
            "table2",
            "二",
            "主动公开政府信息情况",
            (
                proactive_table(
                    "documents",
                    "第二十条第（一）项",
                    rows=(
                        Line("rules", "规章"),
                        Line("normative", "规范性文件"),
                    ),
                    columns=_DOCUMENTS,
                ),
                proactive_table(
                    "services",
                    "第二十条第（五）项",
                    rows=(Line("licences", "行政许可"), Line("services", "其他对外管理服务事项")),
                    columns=_MATTERS,
                ),
                proactive_table(
                    "enforcement",
                    "第二十条第（六）项",
                    rows=(Line("penalties", "行政处罚"), Line("coercion", "行政强制")),
                    columns=_MATTERS,
                ),
                proactive_table(
                    "charges",
                    "第二十条第（八）项",
                    rows=(Line("charges", "行政事业性收费"),),
                    columns=_ITEMS,
                ),
                proactive_table(
                    "procurement",
                    "第二十条第（九）项",
                    rows=(Line("procurement", "政府集中采购"),),
                    columns=(
                        Line("projects", "采购项目数量"),
                        Line("amount", "采购总金额", kind=Kind.AMOUNT, also=tuple(_SPENT.split())),
                    ),
                ),
            ),
        ),
        requests_section(
            Line("ot_any", "（六）其他处理", of=(Outcome.OT_NOSUPP, Outcome.OT_NOFEE, Outcome.OT_OTHER))
        ),
        REMEDIES_SECTION,
    ),
)
