"""What sentences of a report claim about its figures: wordings as data, read with much caution.

A claim is taken only where its meaning is certain. A sentence about another year, a part of the requests, other
business or an estimate says nothing here: a contradiction missed is better than a false alarm.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.annual.prose_numbers import NUMBER, tidy, value_of

ITEMS = "(?:件|条|宗|份|起|例)(?!次|以[上下内]|左右|上下)"
_REQUEST = "(?:的?(?:政府信息公开|信息公开|政府信息|依申请公开)(?:的)?(?:申请)?|的?申请)"
_IS = "(?:数量|总数|总量|案件|事项)?(?:共计?|合计|总计|为|有|是|:)*"
_N = f"(?P<n>{NUMBER})"
_CARRIED = "上(?:一)?年度?结转(?:的)?"


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to say a figure: code, the figures it may mean (any of them will do), the pattern with group n."""

    code: str
    figures: tuple[str, ...]
    pattern: re.Pattern[str]
    percent: bool = False
    subject: str = "request"  # request, remedy or table2: which sentences it may stand in


@dataclass(frozen=True, slots=True)
class Claim:
    """One number claimed: the figures it may mean, the value, the clause as quoted."""

    code: str
    figures: tuple[str, ...]
    value: int | Decimal
    quote: str
    percent: bool = False
    under: tuple[
        "Claim", ...
    ] = ()  # a breakdown: the totals it stands under, at least one of which must hold


def _w(code: str, figures: str, pattern: str, *, subject: str = "request", percent: bool = False) -> Wording:
    return Wording(code, tuple(figures.split()), re.compile(pattern), percent, subject)


_RECEIVED = "(?<![新未])(?:收到|接收|接到)"
_GROUPS = "(?<!不)(?P<group>予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)"

WORDINGS = (
    _w("N1", "new", f"新(?:收到?|接收){_REQUEST}{{0,2}}{_IS}{_N}{ITEMS}"),
    _w("N3", "all", f"{_RECEIVED}{_REQUEST}{{1,2}}{_IS}{_N}{ITEMS}[(,]?(?:其中)?(?:含|包括|包含){_CARRIED}"),
    _w("N1", "new all", f"{_RECEIVED}{_REQUEST}{{1,2}}{_IS}{_N}{ITEMS}(?![(,]?(?:其中)?(?:含|包括|包含){_CARRIED})"),
    _w("N1", "new all closed", f"(?<!不予)(?<!未)受理{_REQUEST}{{1,2}}{_IS}{_N}{ITEMS}"),
    _w("N2", "carried_in", f"{_CARRIED}{_REQUEST}{{0,2}}(?:继续办理)?{_IS}{_N}{ITEMS}"),
    _w("N4", "closed", f"(?<!未)办结{_REQUEST}{{0,2}}{_IS}{_N}{ITEMS}"),
    _w(
        "N5",
        "carried_out",
        f"结转(?:至|到)?(?:下(?:一)?年度?|次年|\\d{{4}}年度?)(?:继续办理|办理)?{_REQUEST}{{0,2}}{_IS}{_N}{ITEMS}",
    ),
    _w("N6", "group", f"{_GROUPS}(?:类|的)?(?:申请)?{_IS}{_N}{ITEMS}"),
    _w(
        "N6",
        "group",
        f"{_GROUPS}(?:类|的)?(?:申请)?(?:{_IS}{NUMBER}{ITEMS})?[,(]?占(?:比(?:例)?为?)?(?:全部)?(?:办结|办理|答复|申请)?(?:总)?(?:数|量|件数)?的?"
        r"(?P<n>\d+(?:\.\d+)?)%",
        percent=True,
    ),
    _w("N7", "reconsideration", f"行政复议(?:申请)?{_IS}{_N}{ITEMS}", subject="remedy"),
    _w(
        "N7",
        "reconsideration_upheld",
        f"行政复议(?:申请)?{_IS}{_N}{ITEMS},?(?:均|全部|都)(?:被|予以)?维持",
        subject="remedy",
    ),
    _w("N7", "suits", f"(?<!复议[、和及或与])(?<!复议以及)行政诉讼{_IS}{_N}{ITEMS}", subject="remedy"),
    _w("N8", "licences", f"(?:作出|做出)(?:了)?(?:各类)?行政许可(?:处理)?(?:决定)?{_IS}{_N}件", subject="table2"),
    _w("N8", "penalties", f"(?:作出|做出|实施)(?:了)?(?:各类)?行政处罚(?:处理)?(?:决定)?{_IS}{_N}件", subject="table2"),
    _w("N8", "coercion", f"(?:作出|做出|实施)(?:了)?(?:各类)?行政强制(?:处理)?(?:决定)?{_IS}{_N}件", subject="table2"),
    _w("N8", "made", f"(?:制发|制定|制作|出台)(?:了)?(?:行政)?规范性文件{_IS}{_N}(?:件|个|份|部)", subject="table2"),
    _w("N8", "abolished", f"废止(?:了)?(?:行政)?规范性文件{_IS}{_N}(?:件|个|份|部)", subject="table2"),
    _w("N8", "in_force", f"现行有效(?:的)?(?:行政)?规范性文件{_IS}{_N}(?:件|个|份|部)", subject="table2"),
    _w("N8", "projects", f"政府集中采购(?:项目)?{_IS}{_N}(?:个|项|件)", subject="table2"),
    _w("N8", "charged", f"行政事业性收费(?:金额|收入)?{_IS}{_N}万元", subject="table2"),
)  # fmt: skip

# words that make a sentence speak of something else than the year's figures of the organ itself
_ELSEWHERE = re.compile(
    "全[市县区省州旗镇乡]|系统|下属|所属|下级|各镇|各街道|各单位|辖区|累计|历年|近[两二三四五]年|以来年均|平均|计划|力争|预计|目标"
)
_COMPARED = re.compile("去年|上(?:一)?年|往年|同比|同期|比较|相比|增长|增加|减少|下降|上升")
_PART = re.compile(
    "自然人|法人|企业|科研机构|社会公益|律师|当面|现场|信函|邮寄|邮件|网络|网上|在线|平台|传真|电话|口头|涉及|关于|方面|类申请|渠道"
)
_OTHER_BUSINESS = re.compile(
    "建议|提案|信访|热线|诉求|投诉|举报|咨询|留言|信箱|工单|许可|处罚|审批|登记|批次|撤回|补正|延期|超期|逾期|第三方|主动"
)
_REMEDY_PART = re.compile(
    "审结|尚未|纠正|撤销|败诉|胜诉|确认违法|驳回|审理|复议机关|复议后|直接起诉|应诉|决定|其中"
)
_NO_REMEDY = re.compile("(?:未|没有|无)(?:因|发生|引发|收到|被|出现|产生|有|涉及)")
_ANYBODY = re.compile("公民[、,和及或]*法人(?:和|或者?|及|与|以及|、)其他组织(?:的|提出的?|提交的?)?")
_TOTALS = ("N1", "N3", "N4")
_CARRYING = re.compile(f"{_CARRIED}|结转(?:至|到)?(?:下(?:一)?年度?|次年|\\d{{4}}年度?)")


def claims(text: str, year: int | None) -> Iterator[Claim]:
    """The claims of a text about the figures of a report year."""
    for line in text.splitlines():
        years: set[int] = set()
        totals: tuple[Claim, ...] = ()
        for sentence in re.split("[。!?]", _ANYBODY.sub("", tidy(line))):
            years = _years(sentence) or years  # a sentence without a year goes on about the last one named
            if not years <= {year} or _ELSEWHERE.search(sentence):
                continue
            for part in sentence.split(";"):
                found = [*_requests(part)]
                totals = tuple(claim for claim in found if claim.code in _TOTALS) or totals
                yield from (claim for claim in found if claim.code != "N6")
                yield from (replace(claim, under=totals) for claim in found if claim.code == "N6" and totals)
                yield from _remedies(part)
                yield from _matters(part)


def _years(sentence: str) -> set[int]:
    rest = _CARRYING.sub("", sentence)
    return {int(found) for found in re.findall(r"(?<!\d)((?:19|20)\d\d)年", rest)}


def _requests(part: str) -> Iterator[Claim]:
    if not _PART.search(part) and not _OTHER_BUSINESS.search(part):
        yield from _matches(part, "request")


def _remedies(part: str) -> Iterator[Claim]:
    if "信息公开" not in part or _REMEDY_PART.search(part):
        return
    yield from _matches(part, "remedy")
    for clause in part.split(","):
        if _NO_REMEDY.search(clause) and not re.search(NUMBER + ITEMS, clause):
            if "行政复议" in clause:
                yield Claim("N7", ("reconsideration",), 0, clause)
            if "行政诉讼" in clause:
                yield Claim("N7", ("suits",), 0, clause)


def _matters(part: str) -> Iterator[Claim]:
    if not re.search("其中|方面|涉及|公示|学校|机构|幼儿园", part):
        yield from _matches(part, "table2")


def _matches(part: str, subject: str) -> Iterator[Claim]:
    for wording in WORDINGS:
        if wording.subject != subject:
            continue
        for match in wording.pattern.finditer(part):
            clause = _CARRYING.sub("", part[part.rfind(",", 0, match.start()) + 1 : match.end()])
            value = value_of(match["n"])
            if value is None or _COMPARED.search(clause):
                continue
            figures = (match["group"],) if wording.figures == ("group",) else wording.figures
            yield Claim(wording.code, figures, value, match.group(), wording.percent)
