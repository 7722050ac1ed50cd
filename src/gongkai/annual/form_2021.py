"""The edition of 2021 (国办公开办函〔2021〕30号, 2021-09-26), for report years from 2021."""

from gongkai.annual.form import Edition, Form, Kind, Line, Section
from gongkai.annual.form_parts import REMEDIES_SECTION, proactive_table, requests_section
from gongkai.law.outcomes import Outcome

# Columns of both editions that are worded otherwise in each.
_MADE = """本年制发数量 制发件数 制发数 制发数量 本年制发数 本年新制发件数 本年新制作件数 本年新制发数 本年制定件数
    本年发布件数 本年制发文件数 本年度制发件数 本年印发件数 本年制发的件数 本年制发总件数 本年制发总数 制定件数"""
_CHARGED = """本年收费金额 收费金额 本年收费总金额 收费总金额 本年度收费金额 本年收费数额 本年收费额 本年度收费总金额
    本年收费总额 收费总额"""

_DECISIONS = (Line("decisions", "本年处理决定数量"),)

FORM = Form(
    Edition.E2021,
    "政府信息公开工作年度报告格式",
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
                        Line("normative", "行政规范性文件"),
                    ),
                    columns=(
                        Line("made", "本年制发件数", also=tuple(_MADE.split())),
                        Line("abolished", "本年废止件数"),
                        Line("in_force", "现行有效件数"),
                    ),
                ),
                proactive_table(
                    "services",
                    "第二十条第（五）项",
                    rows=(Line("licences", "行政许可"),),
                    columns=_DECISIONS,
                ),
                proactive_table(
                    "enforcement",
                    "第二十条第（六）项",
                    rows=(Line("penalties", "行政处罚"), Line("coercion", "行政强制")),
                    columns=_DECISIONS,
                ),
                proactive_table(
                    "charges",
                    "第二十条第（八）项",
                    rows=(Line("charges", "行政事业性收费"),),
                    columns=(
                        Line(
                            "amount",
                            "本年收费金额（单位：万元）",
                            short="本年收费金额",
                            also=tuple(_CHARGED.split()),
                            kind=Kind.AMOUNT,
                            unit="万元",
                        ),
                    ),
                ),
            ),
        ),
        requests_section(
            Line(
                "others",
                "（六）其他处理",
                parts=(
                    Line(
                        "ot_nosupp",
                        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                        short="1.申请人无正当理由逾期不补正",
                        of=(Outcome.OT_NOSUPP,),
                    ),
                    Line(
                        "ot_nofee",
                        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                        short="2.申请人逾期未按收费通知要求缴纳费用",
                        of=(Outcome.OT_NOFEE,),
                    ),
                    Line("ot_other", "3.其他", of=(Outcome.OT_OTHER,)),
                ),
            )
        ),
        REMEDIES_SECTION,
    ),
)
