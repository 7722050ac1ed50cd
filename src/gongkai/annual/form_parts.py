"""What both editions print alike: the applicants, the results that did not change, table 四."""

from gongkai.annual.form import Balance, Line, Section, Table
from gongkai.annual.form_words import worded
from gongkai.law.outcomes import Outcome, Standing
from gongkai.law.people import Applicant
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route

CORNER = "信息内容"

APPLICANT_COLUMNS = (
    Line("natural", "自然人", of=(Applicant.NATURAL,)),
    Line(
        "organisations",
        "法人或其他组织",
        short="",
        parts=(
            Line("business", "商业企业", of=(Applicant.BUSINESS,)),
            Line("research", "科研机构", of=(Applicant.RESEARCH,)),
            Line("welfare", "社会公益组织", of=(Applicant.WELFARE,)),
            Line("legal_service", "法律服务机构", of=(Applicant.LEGAL_SERVICE,)),
            Line("other", "其他", of=(Applicant.OTHER,)),
        ),
    ),
    Line("total", "总计"),
)
APPLICANT_BALANCE = Balance(
    "A3",
    ("natural", "business", "research", "welfare", "legal_service", "other"),
    ("total",),
    "自然人与五类法人或其他组织之和，等于总计",
)

NEW = Line("new", "一、本年新收政府信息公开申请数量", of=(Standing.NEW,))
CARRIED_IN = Line("carried_in", "二、上年结转政府信息公开申请数量", of=(Standing.CARRIED_IN,))
CARRIED_OUT = Line("carried_out", "四、结转下年度继续办理", of=(Standing.CARRIED_OUT,))

OPEN = Line("open", "（一）予以公开", of=(Outcome.OPEN_PUBLISHED, Outcome.OPEN_GIVEN))
PARTIAL = Line(
    "partial",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    short="（二）部分公开",
    of=(Outcome.PARTIAL,),
)
REFUSED = Line(
    "refused",
    "（三）不予公开",
    parts=(
        Line("ref_secret", "1.属于国家秘密", of=(Outcome.REF_SECRET,)),
        Line("ref_law", "2.其他法律行政法规禁止公开", of=(Outcome.REF_LAW,)),
        Line(
            "ref_safety",
            "3.危及“三安全一稳定”",
            of=(Outcome.REF_SAFETY,),
        ),
        Line("ref_third", "4.保护第三方合法权益", of=(Outcome.REF_THIRD,)),
        Line("ref_internal", "5.属于三类内部事务信息", of=(Outcome.REF_INTERNAL,)),
        Line("ref_process", "6.属于四类过程性信息", of=(Outcome.REF_PROCESS,)),
        Line("ref_casefile", "7.属于行政执法案卷", of=(Outcome.REF_CASEFILE,)),
        Line("ref_query", "8.属于行政查询事项", of=(Outcome.REF_QUERY,)),
    ),
)
UNABLE = Line(
    "unable",
    "（四）无法提供",
    parts=(
        Line("na_not_held", "1.本机关不掌握相关政府信息", of=(Outcome.NA_NONE, Outcome.NA_OTHERORG)),
        Line("na_make", "2.没有现成信息需要另行制作", of=(Outcome.NA_MAKE,)),
        Line("na_unclear", "3.补正后申请内容仍不明确", of=(Outcome.NA_UNCLEAR,)),
    ),
)
NOT_PROCESSED = Line(
    "not_processed",
    "（五）不予处理",
    parts=(
        Line("np_petition", "1.信访举报投诉类申请", of=(Outcome.NP_PETITION,)),
        Line("np_repeat", "2.重复申请", of=(Outcome.NP_REPEAT,)),
        Line("np_publication", "3.要求提供公开出版物", of=(Outcome.NP_PUBLICATION,)),
        Line("np_excess", "4.无正当理由大量反复申请", of=(Outcome.NP_EXCESS,)),
        Line("np_confirm", "5.要求行政机关确认或重新出具已获取信息", of=(Outcome.NP_CONFIRM,)),
    ),
)
CLOSED = Line("closed", "（七）总计")


def proactive_table(key: str, title: str, rows: tuple[Line, ...], columns: tuple[Line, ...]) -> Table:
    """One of the small tables of chapter 二, by the item of article 20 that it counts."""
    return Table(key, title, worded("table2", rows), worded("table2", columns), corner=CORNER)


def requests_section(other: Line) -> Section:
    """Chapter 三 with the edition's own row or rows for （六）其他处理."""
    results = (OPEN, PARTIAL, REFUSED, UNABLE, NOT_PROCESSED, other)
    return Section(
        "table3",
        "三",
        "收到和处理政府信息公开申请情况",
        (
            Table(
                "requests",
                "收到和处理政府信息公开申请情况",
                rows=worded(
                    "table3",
                    (
                        NEW,
                        CARRIED_IN,
                        Line("results", "三、本年度办理结果", short="", parts=(*results, CLOSED)),
                        CARRIED_OUT,
                    ),
                ),
                columns=worded(
                    "table3", (Line("applicants", "申请人情况", short="", parts=APPLICANT_COLUMNS),)
                ),
                row_balances=(
                    Balance(
                        "A1",
                        (NEW.key, CARRIED_IN.key),
                        (CLOSED.key, CARRIED_OUT.key),
                        "第一项加第二项之和，等于第三项加第四项之和",
                    ),
                    Balance(
                        "A2",
                        tuple(leaf.key for line in results for leaf in line.leaves()),
                        (CLOSED.key,),
                        "（一）至（六）各项办理结果之和，等于（七）总计",
                    ),
                ),
                column_balances=(APPLICANT_BALANCE,),
                corner="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            ),
        ),
    )


REMEDIES_SECTION = Section(
    "table4",
    "四",
    "政府信息公开行政复议、行政诉讼情况",
    (
        Table(
            "remedies",
            "政府信息公开行政复议、行政诉讼情况",
            rows=worded(
                "table4",
                (
                    Line("reconsideration", "行政复议", of=(Route.RECONSIDERATION,)),
                    Line(
                        "suits",
                        "行政诉讼",
                        short="",
                        parts=(
                            Line("suit_direct", "未经复议直接起诉", of=(Route.SUIT_DIRECT,)),
                            Line("suit_after", "复议后起诉", of=(Route.SUIT_AFTER,)),
                        ),
                    ),
                ),
            ),
            columns=worded(
                "table4",
                (
                    Line("upheld", "结果维持", of=(Verdict.UPHELD,)),
                    Line("corrected", "结果纠正", of=(Verdict.CORRECTED,)),
                    Line("other", "其他结果", of=(Verdict.OTHER,)),
                    Line("pending", "尚未审结", of=(Verdict.PENDING,)),
                    Line("total", "总计"),
                ),
            ),
            column_balances=(
                Balance(
                    "B1",
                    ("upheld", "corrected", "other", "pending"),
                    ("total",),
                    "结果维持、结果纠正、其他结果、尚未审结之和，等于总计",
                ),
            ),
            across=True,
        ),
    ),
)
