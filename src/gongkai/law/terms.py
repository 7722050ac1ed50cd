"""The numbers the law sets: article, time in force, source, last-confirmed day.

`since` is the first day this table vouches for, never before the Regulation (2019-05-15). `confirmed` is
False where no official text of the number was read: the note says whether it comes from memory, from a
secondary source or by inference.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from gongkai.law import words
from gongkai.law.cite import Cite, Instrument, regulation
from gongkai.law.refusal import RefusalError

REGULATION_FROM = date(2019, 5, 15)
FIRST_REGULATION_FROM = date(2008, 5, 1)  # 国务院令第492号: before it nobody could request disclosure
FEES_FROM = date(2021, 1, 1)
RECONSIDERATION_FIRST_FROM = date(2024, 1, 1)

_TEXTS = date(2025, 4, 1)  # the snapshot of law texts read: April 2025, day unknown
_PAPERS = date(2026, 10, 1)  # notices, digests and samples read: up to October 2026


class Unit(StrEnum):
    """What a number counts; a month-day is written month × 100 + day (131 is 31 January)."""

    printed: str

    def __new__(cls, value: str, printed: str) -> "Unit":
        member = str.__new__(cls, value)
        member._value_ = value
        member.printed = printed
        return member

    WORKDAY = "workday", "个工作日"
    DAY = "day", "日"
    MONTH = "month", "个月"
    YEAR = "year", "年"
    ITEM = "item", "件"
    PAGE = "page", "页"
    YUAN_PER_ITEM = "yuan_per_item", "元/件"
    YUAN_PER_PAGE = "yuan_per_page", "元/页"
    MONTH_DAY = "month_day", ""
    TIMES = "times", "次"


class Key(StrEnum):
    """The name of a number."""

    SUPPLEMENT_NOTICE = "supplement_notice"
    SUPPLEMENT_ROUNDS = "supplement_rounds"
    REPLY = "reply"
    EXTENSION = "extension"
    EXTENSION_TIMES = "extension_times"
    THIRD_PARTY = "third_party"
    CO_MAKER = "co_maker"
    PUBLISH = "publish"
    PAY = "pay"
    COURT_ORDERED_REPLY = "court_ordered_reply"
    ANNUAL_REPORT = "annual_report"
    GOVERNMENT_REPORT = "government_report"
    RECONSIDERATION = "reconsideration"
    RECONSIDERATION_UNTOLD = "reconsideration_untold"
    RECONSIDERATION_DECISION = "reconsideration_decision"
    RECONSIDERATION_DECISION_EXTENSION = "reconsideration_decision_extension"
    RECONSIDERATION_SIMPLIFIED = "reconsideration_simplified"
    SUIT_DIRECT = "suit_direct"
    SUIT_AFTER = "suit_after"
    SUIT_UNTOLD = "suit_untold"
    ITEMS_FREE = "items_free"
    ITEMS_SECOND_UNTIL = "items_second_until"
    ITEMS_SECOND_PRICE = "items_second_price"
    ITEMS_STEP = "items_step"
    ITEMS_STEP_PRICE = "items_step_price"
    PAGES_FREE = "pages_free"
    PAGES_SECOND_UNTIL = "pages_second_until"
    PAGES_SECOND_PRICE = "pages_second_price"
    PAGES_THIRD_UNTIL = "pages_third_until"
    PAGES_THIRD_PRICE = "pages_third_price"
    PAGES_LAST_PRICE = "pages_last_price"


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the law: its value in `unit`, in force from `since` to `until` (both included)."""

    key: Key
    label: str
    value: int
    unit: Unit
    cite: Cite
    source: str
    last_confirmed: date
    confirmed: bool = True
    note: str = ""
    since: date = REGULATION_FROM
    until: date | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def day_in(self, year: int) -> date:
        """The day of a month-day number in a year."""
        return date(year, *divmod(self.value, 100))

    def __str__(self) -> str:
        if self.unit is Unit.MONTH_DAY:
            month, day = divmod(self.value, 100)
            return f"{month}月{day}日"
        return f"{self.value}{self.unit.printed}"


_TEXT = "法律文本副本（2025年4月）"
_FEE_TEXT = "收费办法第四条、第五条文本，与多地价目表一致"
_DIGEST = "地方通知、释义摘要"


def _regulation(key: Key, label: str, value: int, unit: Unit, cite: Cite, note: str = "") -> Term:
    return Term(key, label, value, unit, cite, _TEXT, _TEXTS, note=note)


def _fee(key: Key, label: str, value: int, unit: Unit, article: int, note: str = "") -> Term:
    cite = Cite(Instrument.FEE_MEASURES, article)
    return Term(key, label, value, unit, cite, _FEE_TEXT, _PAPERS, note=note, since=FEES_FROM)


def _review(
    key: Key, label: str, value: int, unit: Unit, article: int | None, paragraph: int | None = None
) -> Term:
    cite = Cite(Instrument.RECONSIDERATION_LAW, article, paragraph)
    note = "" if article is not None else "期限见于法律文本，条号未经核对"
    return Term(key, label, value, unit, cite, _TEXT, _TEXTS, note=note, since=RECONSIDERATION_FIRST_FROM)


TERMS: tuple[Term, ...] = (
    _regulation(Key.SUPPLEMENT_NOTICE, "补正告知", 7, Unit.WORKDAY, regulation(30)),
    Term(
        Key.SUPPLEMENT_ROUNDS,
        "补正次数",
        1,
        Unit.TIMES,
        regulation(30),
        _DIGEST,
        _PAPERS,
        confirmed=False,
        note="推定：条例只要求一次性告知，没有规定第二次补正；可由本机关另行设定",
    ),
    _regulation(Key.REPLY, "答复", 20, Unit.WORKDAY, regulation(33, 2)),
    _regulation(Key.EXTENSION, "延长答复", 20, Unit.WORKDAY, regulation(33, 2)),
    Term(
        Key.EXTENSION_TIMES,
        "延长次数",
        1,
        Unit.TIMES,
        regulation(33, 2),
        _DIGEST,
        _PAPERS,
        confirmed=False,
        note="推定：条例没有写明次数，通行理解为一次",
    ),
    _regulation(Key.THIRD_PARTY, "第三方提出意见", 15, Unit.WORKDAY, regulation(32)),
    _regulation(Key.CO_MAKER, "共同制作机关提出意见", 15, Unit.WORKDAY, regulation(34)),
    _regulation(Key.PUBLISH, "主动公开", 20, Unit.WORKDAY, regulation(26), "法律、法规另有规定的从其规定"),
    Term(
        Key.PAY,
        "缴纳信息处理费",
        20,
        Unit.WORKDAY,
        Cite(Instrument.FEE_MEASURES),
        "省级收费通知的转述",
        _PAPERS,
        confirmed=False,
        note="二手来源：期限由省级通知转述，未见收费办法该条原文，条号不详",
        since=FEES_FROM,
    ),
    Term(
        Key.COURT_ORDERED_REPLY,
        "复议决定、判决责令答复",
        20,
        Unit.WORKDAY,
        Cite(Instrument.COURT_2025_8),
        _DIGEST,
        _PAPERS,
        confirmed=False,
        note="二手来源和实务做法：以决定书、判决书写明的期限为准",
    ),
    _regulation(
        Key.ANNUAL_REPORT,
        "部门公布上一年度报告",
        131,
        Unit.MONTH_DAY,
        regulation(49),
        "各地通知常提前；以本地通知为准",
    ),
    _regulation(
        Key.GOVERNMENT_REPORT, "主管部门公布本级政府上一年度报告", 331, Unit.MONTH_DAY, regulation(49)
    ),
    Term(
        Key.RECONSIDERATION,
        "申请行政复议",
        60,
        Unit.DAY,
        Cite(Instrument.RECONSIDERATION_LAW_2017, 9, 1),
        "行政复议法修订前的通行表述",
        _PAPERS,
        confirmed=False,
        note="凭记忆：修订前的条号未经核对，期限与修订后相同",
        until=date(2023, 12, 31),
    ),
    _review(Key.RECONSIDERATION, "申请行政复议", 60, Unit.DAY, 20),
    _review(Key.RECONSIDERATION_UNTOLD, "未告知时申请行政复议最长", 1, Unit.YEAR, 20, 3),
    _review(Key.RECONSIDERATION_DECISION, "行政复议决定（普通程序）", 60, Unit.DAY, None),
    _review(Key.RECONSIDERATION_DECISION_EXTENSION, "行政复议决定延长", 30, Unit.DAY, None),
    _review(Key.RECONSIDERATION_SIMPLIFIED, "行政复议决定（简易程序）", 30, Unit.DAY, None),
    _regulation(Key.SUIT_DIRECT, "直接提起行政诉讼", 6, Unit.MONTH, Cite(Instrument.LITIGATION_LAW, 46, 1)),
    _regulation(Key.SUIT_AFTER, "复议后提起行政诉讼", 15, Unit.DAY, Cite(Instrument.LITIGATION_LAW, 45)),
    _regulation(
        Key.SUIT_UNTOLD,
        "未告知时提起行政诉讼最长",
        1,
        Unit.YEAR,
        Cite(Instrument.LITIGATION_INTERPRETATION, 64, 1),
    ),
    _fee(Key.ITEMS_FREE, "每月免费件数", 10, Unit.ITEM, 4),
    _fee(Key.ITEMS_SECOND_UNTIL, "按件第二档上限", 30, Unit.ITEM, 4),
    _fee(Key.ITEMS_SECOND_PRICE, "按件第二档单价", 100, Unit.YUAN_PER_ITEM, 4),
    _fee(
        Key.ITEMS_STEP,
        "按件第三档每级件数",
        10,
        Unit.ITEM,
        4,
        "“以10件为一档”自31件起计：31至40件为第一级；未见官方算例",
    ),
    _fee(Key.ITEMS_STEP_PRICE, "按件第三档每级加价", 100, Unit.YUAN_PER_ITEM, 4),
    _fee(Key.PAGES_FREE, "每件免费页数", 30, Unit.PAGE, 5),
    _fee(Key.PAGES_SECOND_UNTIL, "按量第二档上限", 100, Unit.PAGE, 5),
    _fee(Key.PAGES_SECOND_PRICE, "按量第二档单价", 10, Unit.YUAN_PER_PAGE, 5),
    _fee(Key.PAGES_THIRD_UNTIL, "按量第三档上限", 200, Unit.PAGE, 5),
    _fee(Key.PAGES_THIRD_PRICE, "按量第三档单价", 20, Unit.YUAN_PER_PAGE, 5),
    _fee(Key.PAGES_LAST_PRICE, "按量第四档单价", 40, Unit.YUAN_PER_PAGE, 5),
)


@lru_cache(maxsize=4096)
def term(key: Key | str, day: date) -> Term:
    """The number in force on a day; refused with the reason when none is, or when there is no such number."""
    versions = [each for each in TERMS if each.key == key]
    if not versions:
        raise RefusalError(words.NO_SUCH_TERM.format(key=key))
    for each in versions:
        if each.in_force(day):
            return each
    first = min(versions, key=lambda each: each.since)
    raise RefusalError(
        words.TERM_NOT_IN_FORCE.format(label=first.label, day=words.day(day), since=words.day(first.since)),
        first.cite,
    )
