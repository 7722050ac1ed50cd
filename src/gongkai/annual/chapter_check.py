"""What the chapters of prose must say: N9 (fees, chapter 六) and N10 (problems, chapter 五); N1–N8 with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from gongkai.annual.prose_check import against_cells
from gongkai.annual.prose_numbers import NUMBER, tidy, value_of
from gongkai.annual.report import Finding, Report, Severity

ALIKE = 0.9  # two years' chapters 五 this alike count as copied (雷同)
LONG_ENOUGH = 30  # signs; shorter texts are alike by chance
MOST = 3000  # signs compared
_NOTHING = re.compile(r"(?:暂?无|没有|不存在|无(?:主要)?问题|无此项)?[。.]?")
_FEE = re.compile("信息处理费|收费|收取费用")
_FEE_AMOUNT = re.compile(f"信息处理费(?:共计?|合计|为|:)*(?P<n>{NUMBER})元")


@dataclass(frozen=True, slots=True)
class FeeLedger:
    """The year's information-handling fees: notices sent, income in 元."""

    notices: int
    income: Decimal


def check_chapters(
    report: Report, *, previous: Report | None = None, fees: FeeLedger | None = None
) -> tuple[Finding, ...]:
    """Findings about a report's prose. A report without any prose (a sum, bare figures) has none."""
    if not report.chapters:
        return ()
    found = [*against_cells(report), *_problems(report, previous)]
    if fees is not None:
        found += _fees(report, fees)
    return tuple(found)


def _text(report: Report | None, chapter: str) -> str | None:
    if report is None or chapter not in report.chapters:
        return None
    return tidy(report.chapters[chapter].text)


def _problems(report: Report, previous: Report | None) -> Iterator[Finding]:
    text = _text(report, "五")
    if text is None:
        if len(report.chapters) >= 3:  # the chapters were recognised, this one is not among them
            yield _warning("N10", "没有第五部分“存在的主要问题及改进情况”")
        return
    if _NOTHING.fullmatch(text):
        yield _warning("N10", "第五部分“存在的主要问题及改进情况”空白或只写“无”，应写明问题和改进")
        return
    before = _text(previous, "五")
    if before is not None and (share := _alike(before, text)) >= ALIKE:
        yield _warning("N10", f"第五部分与上年报告雷同（相同部分占{share:.0%}），应写本年的问题和改进")


def _alike(before: str, now: str) -> float:
    """How alike two texts are, from 0 to 1, years and punctuation aside."""
    one, other = (re.sub(r"[\W\d_]", "", text)[:MOST] for text in (before, now))
    if min(len(one), len(other)) < LONG_ENOUGH:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _fees(report: Report, fees: FeeLedger) -> Iterator[Finding]:
    text = _text(report, "六") or ""
    charged = bool(fees.notices or fees.income)
    if charged and not _FEE.search(text):
        says = f"本年发出收费通知{fees.notices}件、收取信息处理费{fees.income}元，第六部分没有说明"
        yield _warning("N9", says)
    stated = [value_of(match["n"]) for match in _FEE_AMOUNT.finditer(text)]
    if stated and fees.income not in stated:
        says = f"第六部分写信息处理费{stated[0]}元，收费台账为{fees.income}元"
        yield Finding("N9", Severity.WARNING, says, left=stated[0], right=fees.income)
    if not charged and not text:
        yield Finding("N9", Severity.NOTE, "本年没有收取信息处理费，第六部分没有写明")


def _warning(code: str, says: str) -> Finding:
    return Finding(code, Severity.WARNING, says)
