"""The lines of the second reading, put together from pdfplumber's characters."""

import itertools
from dataclasses import dataclass, field

from gongkai.papers.model import Word
from gongkai.papers.pdf import radicals
from gongkai.papers.pdf.again_tables import Object
from gongkai.papers.pdf.columns import APART, DISTANCE

_ROW = 0.35  # share of the size by which characters of one line may differ in height
_EVEN = 0.1  # share of the size by which one baseline may vary
_COVERS = 0.3  # share of the size by which characters of one line may overlap
_NEXT = 0.6  # of the size, between a raised character and the next of its line
_BLANK = 0.2  # share of the size: a wider distance between figures or Latin letters is a blank
_HAN_BLANK = 0.5  # the same beside a Chinese character
_PRINTED_BLANK = 0.12  # share of the size that a blank which the file prints takes at least


@dataclass(slots=True)
class TextLine:
    """`top` in points from above."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    words: list[Word] = field(default_factory=list)
    size: float = 0.0
    prose: str = ""  # the text with the narrower blanks that the file prints
    base: float = 0.0  # height of the baseline
    stretches: list[Word] = field(default_factory=list)  # its words between any distances


def lines_in_cell(chars: list[Object]) -> list[TextLine]:
    """The lines; upright text in several columns as one, in the order in which the file prints it."""
    columns = 1
    for one, other in itertools.pairwise(chars):
        under = abs(other["x0"] - one["x0"]) < _ROW * one["size"] and other["base"] > one["base"]
        back = other["x0"] < one["x0"] and other["base"] < one["base"] - one["size"] / 2
        if not (under or back):
            return lines_of(chars)
        columns += back
    if not 1 < columns < len(chars) / 2:
        return lines_of(chars)
    line = _line(chars)
    line.text = "".join(map(_text, chars))
    return [line]


def lines_of(chars: list[Object]) -> list[TextLine]:
    """The lines from above; raised marks beside a line belong to it."""
    even: list[list[Object]] = []
    for char in sorted(chars, key=lambda each: each["base"]):
        if even and char["base"] - even[-1][0]["base"] <= _EVEN * min(char["size"], even[-1][0]["size"]):
            even[-1].append(char)
        else:
            even.append([char])
    groups: list[list[Object]] = []
    for chosen in even:
        near = next((group for group in groups[-3:] if _raised(group, chosen)), None)
        if near is None:
            groups.append(chosen)
        else:
            near.extend(chosen)
    return [_line(group) for group in groups]


def _raised(group: list[Object], other: list[Object]) -> bool:
    """Whether characters of nearly one baseline stand right beside each other, none under another."""
    size = min(group[0]["size"], other[0]["size"])
    if other[0]["base"] - group[0]["base"] > _ROW * size:
        return False
    spans = sorted((each["x0"], each["x1"], mine) for mine, of in ((0, group), (1, other)) for each in of)
    gaps = [(right[0] - left[1], left[2] != right[2]) for left, right in itertools.pairwise(spans)]
    return all(gap >= -_COVERS * size for gap, _ in gaps) and any(
        gap <= _NEXT * size for gap, parted in gaps if parted
    )


def _line(chars: list[Object]) -> TextLine:
    chars = sorted(chars, key=lambda each: each["x0"])
    words: list[list[str]] = []
    prose: list[str] = []
    spans: list[tuple[float, float]] = []
    for char in chars:
        distance = (char["x0"] - spans[-1][1]) / char["size"] if spans else APART + 1
        text = _text(char)
        digits = bool(words) and words[-1][-1][-1:].isdigit() and text.isdigit()
        if distance > (DISTANCE if digits else APART):
            words.append([text])
            prose.append(f" {text}")
            spans.append((char["x0"], char["x1"]))
        else:
            least = _BLANK if (words[-1][-1] + text).isascii() else _HAN_BLANK
            words[-1].append(f" {text}" if distance > least else text)
            blank = distance > (min(least, _PRINTED_BLANK) if char.get("spaced") else least)
            prose.append(f" {text}" if blank else text)
            spans[-1] = (spans[-1][0], char["x1"])
    found = [Word("".join(word), *span) for word, span in zip(words, spans, strict=True)]
    return TextLine(
        " ".join(word.text for word in found),
        chars[0]["x0"],
        min(char["top"] for char in chars),
        max(char["x1"] for char in chars),
        max(char["bottom"] for char in chars),
        found,
        chars[0]["size"],
        "".join(prose).lstrip(),
        chars[0]["base"],
        _stretches(chars),
    )


def _stretches(chars: list[Object]) -> list[Word]:
    found: list[Word] = []
    for char in chars:
        if found and char["x0"] - found[-1].x1 <= DISTANCE * char["size"]:
            found[-1] = Word(found[-1].text + _text(char), found[-1].x0, char["x1"])
        else:
            found.append(Word(_text(char), char["x0"], char["x1"]))
    return found


def _text(char: Object) -> str:
    """The character; a radical that stands for a whole one as that, as the first reading has it."""
    text: str = char["text"].strip()
    if text.startswith("(cid:"):
        return "\ufffd"
    return radicals.whole(text)
