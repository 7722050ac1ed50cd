"""The trial edition of 2019 (国办公开办函〔2019〕60号), for the report years 2019 and 2020."""

from gongkai.annual.form import Edition, Form, Kind, Line, Section, Table
from gongkai.annual.form_parts import CORNER, REMEDIES_SECTION, requests_section
from gongkai.law.outcomes import Outcome

_DOCUMENTS = (
    Line("made", "本年新制作数量", also=("本年新制作件数", "新制作数量")),
    Line("opened", "本年新公开数量", also=("本年新公开件数", "新公开数量")),
    Line("opened_total", "对外公开总数量", also=("对外公开总件数", "对外公开总数")),
)
_ITEMS = (
    Line("items_before", "上一年项目数量", also=("上一年度项目数量", "上年项目数量")),
    Line("items_change", "本年增/减", kind=Kind.CHANGE),
)
_MATTERS = (*_ITEMS, Line("decisions", "处理决定数量", also=("本年处理决定数量",)))

FORM = Form(
    Edition.E2019,
    "政府信息公开工作年度报告格式（试行）",
    (
        Section(
            "table2",
            "二",
            "主动公开政府信息情况",
            (
                Table(
                    "documents",
                    "第二十条第（一）项",
                    rows=(
                        Line("rules", "规章"),
                        Line("normative", "规范性文件", also=("行政规范性文件",)),
                    ),
                    columns=_DOCUMENTS,
                    corner=CORNER,
                ),
                Table(
                    "services",
                    "第二十条第（五）项",
                    rows=(Line("licences", "行政许可"), Line("services", "其他对外管理服务事项")),
                    columns=_MATTERS,
                    corner=CORNER,
                ),
                Table(
                    "enforcement",
                    "第二十条第（六）项",
                    rows=(Line("penalties", "行政处罚"), Line("coercion", "行政强制")),
                    columns=_MATTERS,
                    corner=CORNER,
                ),
                Table(
                    "charges",
                    "第二十条第（八）项",
                    rows=(Line("charges", "行政事业性收费"),),
                    columns=_ITEMS,
                    corner=CORNER,
                ),
                Table(
                    "procurement",
                    "第二十条第（九）项",
                    rows=(Line("procurement", "政府集中采购"),),
                    columns=(
                        Line("projects", "采购项目数量"),
                        Line("amount", "采购总金额", kind=Kind.AMOUNT),
                    ),
                    corner=CORNER,
                ),
            ),
        ),
        requests_section(
            Line("ot_any", "（六）其他处理", of=(Outcome.OT_NOSUPP, Outcome.OT_NOFEE, Outcome.OT_OTHER))
        ),
        REMEDIES_SECTION,
    ),
)
