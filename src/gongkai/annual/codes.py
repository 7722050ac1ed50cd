"""The codes a finding may carry: how grave, what each says, where the rule stands."""

from dataclasses import dataclass

from gongkai.annual.report import Severity

FORM = "年度报告格式"
ARTICLE_50 = "条例第五十条"


@dataclass(frozen=True, slots=True)
class Code:
    """The gravest severity a code is given, its meaning for people, its source."""

    severity: Severity
    says: str
    source: str


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_PROSE = "正文与表格应当一致"

CODES: dict[str, Code] = {
    "A1": Code(_ERROR, "第一项加第二项之和，不等于第三项加第四项之和（每一列）", f"{FORM}表三勾稽关系"),
    "A2": Code(_ERROR, "（一）至（六）各项之和，不等于（七）总计（每一列）", f"{FORM}表三"),
    "A3": Code(_ERROR, "自然人与五类法人或其他组织之和，不等于总计（每一行）", f"{FORM}表三"),
    "A4": Code(_WARNING, "数量不是不小于零的整数", f"{FORM}表三、表四"),
    "B1": Code(_ERROR, "四种结果之和，不等于总计（每一组）", f"{FORM}表四"),
    "C1": Code(_WARNING, "表二数量不是不小于零的整数，或金额小于零", f"{FORM}表二"),
    "X1": Code(_ERROR, "上年结转与上一年报告的结转下年度不一致（每一列）", f"{FORM}表三，跨年"),
    "X2": Code(_WARNING, "现行有效件数不等于上年现行有效加本年制发减本年废止", f"{FORM}表二，跨年"),
    "X3": Code(_WARNING, "上一年项目数量不等于上年报告的项目数量加增减", f"{FORM}表二（2019年版），跨年"),
    "X4": Code(_NOTE, "两年所用格式不同，能核对的只有结转", f"{FORM}，跨年"),
    "X5": Code(_WARNING, "本级汇总与所属各单位之和不一致", "各地汇总口径不同，供核对"),
    "N1": Code(_WARNING, "正文的本年新收件数与表三不一致", _PROSE),
    "N2": Code(_WARNING, "正文的上年结转件数与表三不一致", _PROSE),
    "N3": Code(_WARNING, "正文的收到总数（含上年结转）与表三不一致", _PROSE),
    "N4": Code(_WARNING, "正文的办结件数与表三（七）总计不一致", _PROSE),
    "N5": Code(_WARNING, "正文的结转下年度件数与表三不一致", _PROSE),
    "N6": Code(_WARNING, "正文的各类办理结果件数或比例与表三不一致", _PROSE),
    "N7": Code(_WARNING, "正文的行政复议、行政诉讼件数与表四不一致", _PROSE),
    "N8": Code(_WARNING, "正文的许可、处罚、规范性文件、收费等数与表二不一致", _PROSE),
    "N9": Code(_WARNING, "本年收取了信息处理费，第六部分没有说明", f"{ARTICLE_50}；{FORM}第六部分"),
    "N10": Code(_WARNING, "第五部分缺失、只写“无”，或与上年雷同", f"{ARTICLE_50}第（四）项；2021格式"),
    "doubled": Code(
        _WARNING, "格子里的数像是印了两遍（00、0 0、01；或同一文件中的66）", "按原样保留，不折半"
    ),
    "word-for-number": Code(_WARNING, "该填数字的地方写了文字", FORM),
    "total-blank": Code(_NOTE, "各项有数而合计未填，该等式未作核对", "空白不当作零"),
    "section-missing": Code(_WARNING, "缺少表二、表三或表四，或缺少其中的行", f"{ARTICLE_50}；{FORM}"),
    "rule-making": Code(_WARNING, "没有规章制定权的机关填了规章件数", "立法法；2019、2021格式表二"),
    "sum-in-count": Code(_WARNING, "处理决定数量像是由项目数量与增减相加而来", f"{FORM}表二（2019年版）"),
    "unit-missing": Code(_WARNING, "金额没有写明是元还是万元", FORM),
    "blank-table": Code(_WARNING, "整张表没有一个数", FORM),
}
