"""Prose made comparable: what a copyist changes (year, figures, the organ's name) is the same sign everywhere.

Every sign of the made text knows where it stood, so that a passage can be shown as it was printed.
"""

import re
import unicodedata
from dataclasses import dataclass

from gongkai.annual.copied_form import is_of_the_form
from gongkai.annual.report import Report

FIGURE, NAME, CUT = "#", "@", "\n"
_STOPS = "。！？；!?;"
_SENTENCE = re.compile(rf"[^{_STOPS}\n]+[{_STOPS}]*")
_ARABIC = r"\d[\d,.]*\d|\d"
# Numerals are figures before a measure only: 一是 and 十四五 are words.
_MEASURED = r"[零〇一二两三四五六七八九十百千万]+(?=[件条次项起篇场期个份人名家类轮批年月日])"
_NUMBERING = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.．]|第?[一二三四五六七八九十]+(?:是|要|方面)[,:]?|[①-⑳●■◆•·—-]+)"
)
_PLACE = re.compile(r".{1,8}?(?:自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗|街道|镇|乡)")
_SELVES = (
    "本机关",
    "本单位",
    "我单位",
    "本部门",
    "本局",
    "我局",
    "本委",
    "我委",
    "本厅",
    "我厅",
    "我办",
    "本办",
)
_SHORTEST = 8  # signs of a sentence that can be told from a heading


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in the made text from `start` to `end`; `form` when it belongs to the form, not to the writer."""

    start: int
    end: int
    form: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """The prose of one chapter: as printed, as made comparable, and for each sign its place in the printed text."""

    chapter: str
    title: str
    printed: str
    signs: str
    places: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]

    def as_printed(self, start: int, end: int) -> str:
        """What stood where these signs stand."""
        return self.printed[self.places[start][0] : self.places[end - 1][1]].strip()


def prose_of(report: Report) -> tuple[Prose, ...]:
    """The chapters with prose of a report, in order."""
    variable = _variables(report.organ)
    return tuple(
        _prose(number, chapter.title, chapter.text, variable)
        for number, chapter in report.chapters.items()
        if chapter.text.strip()
    )


def _prose(chapter: str, title: str, printed: str, variable: re.Pattern[str]) -> Prose:
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    sentences: list[Sentence] = []
    for found in _SENTENCE.finditer(printed):
        start = len(signs)
        for sign, place in _signs(found[0], found.start(), variable):
            signs.append(sign)
            places.append(place)
        body = "".join(signs[start:]).rstrip(_STOPS)
        if len(body) >= _SHORTEST:
            sentences.append(Sentence(start, len(signs), is_of_the_form(body)))
        signs.append(CUT)
        places.append((found.end(), found.end()))
    return Prose(chapter, title, printed, "".join(signs), tuple(places), tuple(sentences))


def _signs(text: str, offset: int, variable: re.Pattern[str]) -> list[tuple[str, tuple[int, int]]]:
    """The signs of a sentence with their places, its number left out."""
    plain: list[tuple[str, tuple[int, int]]] = []
    for index, sign in enumerate(text):
        for part in unicodedata.normalize("NFKC", sign):
            if not part.isspace():
                plain.append((part, (offset + index, offset + index + 1)))
    joined = "".join(sign for sign, _ in plain)
    numbering = _NUMBERING.match(joined)
    last = numbering.end() if numbering else 0
    found: list[tuple[str, tuple[int, int]]] = []
    for match in variable.finditer(joined, last):
        found += plain[last : match.start()]
        sign = NAME if match.lastgroup == "name" else FIGURE
        found.append((sign, (plain[match.start()][1][0], plain[match.end() - 1][1][1])))
        last = match.end()
    return found + plain[last:]


def _variables(organ: str | None) -> re.Pattern[str]:
    """The figures, and the names an organ goes by: its own, those of its places, 我局."""
    names = set(_SELVES)
    rest = re.sub(r"\s", "", unicodedata.normalize("NFKC", organ or ""))
    while rest:
        names.add(rest)
        place = _PLACE.match(rest)
        if place is None or place.end() == len(rest):
            break
        names.add(place[0])
        rest = rest[place.end() :]
    longest_first = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    names_pattern = "|".join(map(re.escape, longest_first))
    return re.compile(f"(?P<name>(?:{names_pattern})+)|(?P<figure>{_ARABIC}|{_MEASURED})")
