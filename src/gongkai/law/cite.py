"""Citations: an instrument, article, paragraph and item, printed as the law prints itself."""

from dataclasses import dataclass
from enum import StrEnum

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """The Chinese numeral of 0 to 999, as articles are numbered: 36 → 三十六, 108 → 一百零八."""
    if not 0 <= number < 1000:
        raise ValueError(f"只能写 0 到 999 的条款号，收到 {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + _DIGITS[ones] if ones or not words else words


class Instrument(StrEnum):
    """The instruments cited, each with its full title and number."""

    full: str

    def __new__(cls, short: str, full: str) -> "Instrument":
        member = str.__new__(cls, short)
        member._value_ = short
        member.full = full
        return member

    REGULATION = "条例", "《中华人民共和国政府信息公开条例》（国务院令第711号）"
    FEE_MEASURES = "收费办法", "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
    FORMAT_2019 = "2019格式", "《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）"
    FORMAT_2021 = "2021格式", "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
    RECONSIDERATION_LAW_2017 = "原复议法", "《中华人民共和国行政复议法》（2017年修正，2023年12月31日前施行）"
    RECONSIDERATION_LAW = "复议法", "《中华人民共和国行政复议法》（2023年修订）"
    LITIGATION_LAW = "诉讼法", "《中华人民共和国行政诉讼法》（2017年修正）"
    LITIGATION_INTERPRETATION = (
        "诉讼法解释",
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》（2018年）",
    )
    CIVIL_GENERAL = "民法总则", "《中华人民共和国民法总则》（2017年，施行至2020年12月31日）"
    CIVIL_CODE = "民法典", "《中华人民共和国民法典》"
    ARCHIVES_LAW = "档案法", "《中华人民共和国档案法》（2020年修订）"
    LEGISLATION_LAW = "立法法", "《中华人民共和国立法法》（2023年修正）"
    HOLIDAY_MEASURES = "放假办法", "《全国年节及纪念日放假办法》（2024年修订）"
    REPLY_2015_207 = "207号函", "国务院办公厅政府信息与政务公开办公室国办公开办函〔2015〕207号"
    REPLY_2016_201 = "201号函", "国务院办公厅政府信息与政务公开办公室国办公开办函〔2016〕201号"
    REPLY_2016_235 = "235号函", "国务院办公厅政府信息与政务公开办公室国办公开办函〔2016〕235号"
    REPLY_2017_19 = "19号函", "国务院办公厅政府信息与政务公开办公室国办公开办函〔2017〕19号"
    GUIDANCE_2021_132 = (
        "132号函",
        "《关于审理政府信息公开行政复议案件若干问题的指导意见》（国办函〔2021〕132号转发）",
    )
    COURT_2025_8 = "法释8号", "法释〔2025〕8号"
    GUIDING_CASE_26 = "指导案例26号", "最高人民法院指导案例26号"


@dataclass(frozen=True, slots=True)
class Cite:
    """One place in an instrument: article (条), paragraph (款), item (项). `str()` prints it in Chinese."""

    instrument: Instrument
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        place = self.instrument.value
        if self.article is not None:
            place += f"第{chinese_number(self.article)}条"
        if self.paragraph is not None:
            place += f"第{chinese_number(self.paragraph)}款"
        if self.item is not None:
            place += f"第（{chinese_number(self.item)}）项"
        return place

    @property
    def full(self) -> str:
        """The citation with the instrument's full title."""
        return self.instrument.full + str(self).removeprefix(self.instrument.value)


def regulation(article: int, paragraph: int | None = None, *, item: int | None = None) -> Cite:
    """A place in the Regulation (政府信息公开条例)."""
    return Cite(Instrument.REGULATION, article, paragraph, item)
