"""The labels and values that stand together in one piece of text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gongkai.annual.reading import values
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold, fold_with_origins, plain
from gongkai.annual.reading.pieces import Mode, Piece
from gongkai.annual.reading.words import Lexicon, lexicon

_LONGEST = 5000  # characters of a table without line ends


def _ends_figure(bare: str, folded: str, origins: Sequence[int], place: int) -> bool:
    """Whether the digit before a wording is no number of it: only a line end or, behind another digit, only blanks
    stand between, so that it belongs to the figure above."""
    if not folded[place].isdigit() or place + 1 >= len(folded):
        return False
    start, end = origins[place], origins[place + 1]
    between = bare[start + 1 : end]
    behind = start > 0 and bare[start - 1].isdigit()
    return bool(between) and not between.strip() and ("\n" in between or "\t" in between or behind)


@cache
def _alternation() -> re.Pattern[str]:
    keys = sorted((key for key in lexicon().exact if len(key) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys)))


def scanned(text: str, piece: Piece, index: int, book: Lexicon) -> list[Item] | None:
    """A piece that holds labels and values together, or None when anything else stands in it."""
    bare = plain(text)
    folded, origins = fold_with_origins(bare)
    if len(origins) != len(folded):
        return None
    first = [match.span() for match in _alternation().finditer(folded)]
    found = _labels_and_values(bare, folded, origins, first, piece, index, book)
    if found is None and len(first) >= _TABLE_WORDS:  # `行政诉讼结果` before `维持` may be two other labels
        found = _labels_and_values(bare, folded, origins, _covering(folded, book), piece, index, book)
    if found is None or bare == text:
        return found
    # Without its pinyin or marks the text no longer says where on the line a word stands.
    return [replace(item, start=-1) for item in found]


def _labels_and_values(
    bare: str,
    folded: str,
    origins: Sequence[int],
    spans: Sequence[tuple[int, int]],
    piece: Piece,
    index: int,
    book: Lexicon,
) -> list[Item] | None:
    """The labels at these places of the key and the values between them; None for anything else between them."""
    found: list[Item] = []
    done = 0
    for first, last in spans:
        if _ends_figure(bare, folded, origins, first) and book.of(folded[first + 1 : last]):
            first += 1
        start, end = origins[first], origins[last - 1] + 1
        gap = _gap(bare, done, start, piece, index, book)
        if gap is None:
            return None
        found += gap
        note = _NOTE.match(bare, end)
        done = note.end() if note else end
        found.append(Item(Sort.LABEL, bare[start:done], piece, book.of(folded[first:last]), index, start))
    gap = _gap(bare, done, len(bare), piece, index, book) if found else None
    return None if gap is None else found + gap


def _covering(folded: str, book: Lexicon) -> list[tuple[int, int]]:
    """Where labels stand if as few characters as possible are to be left over, and as few labels as possible used."""
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (
        len(folded) + 1
    )  # left over, labels, end of the one here
    for start in range(len(folded) - 1, -1, -1):
        left, labels, _ = best[start + 1]
        best[start] = (left + 1, labels, start)
        for end in range(start + 2, min(len(folded), start + _longest()) + 1):
            key = folded[start:end]
            if key in book.exact and (way := (best[end][0], best[end][1] + 1, end)) < best[start]:
                best[start] = way
            elif key not in book.prefixes:
                break
    spans = []
    start = 0
    while start < len(folded):
        end = best[start][2]
        if end > start:
            spans.append((start, end))
        start = max(end, start + 1)
    return spans


@cache
def _longest() -> int:
    return max(map(len, lexicon().exact))


_TABLE_WORDS = 6


def is_table(text: str) -> bool:
    """Whether a long text may be a table that lost all its line ends."""
    return len(text) < _LONGEST and len(_alternation().findall(fold(text))) >= _TABLE_WORDS


_NOTE = re.compile(r"\s*[（(【\[][^）)】\]]*[\u4e00-\u9fff][^）)】\]]*[）)】\]]")


_STRAY_NUMBER = re.compile(
    r"(?:^|\s)[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[^\S\n]*[、.．)）:：]*[^\S\n]*\Z"
)


_CIRCLED = re.compile(r"[①-⑳]\s*[、.．]?\s*\Z")  # the number of the next label, never a figure


_OPENING = "（(“‘「『《【[〔"


_CLOSING = "）)”’\"'」』》】"


_MARKS = "、.．:：;；,，()（）“”\"'《》"


def _gap(text: str, start: int, end: int, piece: Piece, index: int, book: Lexicon) -> list[Item] | None:
    """The items between two labels of one piece; None for text that is neither values nor a scrap."""
    while start and start < end and text[start] in _CLOSING:
        start += 1  # the label before ends with it
    part = text[start:end]
    if end < len(text):
        part = _CIRCLED.sub("", part)
    if start == 0 and end < len(text):
        part = _STRAY_NUMBER.sub("", part)
    if end < len(text):
        part = part.rstrip(_OPENING)  # the next label begins with it
    said = values.clean(part).strip(_MARKS)
    if not said or (said == "/" and piece.mode is Mode.LINE and start and end < len(text)):
        return []  # a sign between two labels
    return tokens(part, start, piece, index, book)


_RUN_TOGETHER = re.compile(
    r"[\d+\-－.,，．/]*(?:[增减无]?[\d+\-－.,，．/]+(?:万元|[元件项])?)+"
)  # figures without borders


_CELLS = r"(?:[-+－]?\d[\d.]*(?:万元|[元件项])?|[-—－/]+|[增减]?|无)"


LISTED = re.compile(rf"{_CELLS}(?:[,、;]{_CELLS}){{2,}}")  # cells and a sign between any two


_SOLID = re.compile(r"[^\s\u3000\u00a0]+")


def tokens(text: str, start: int, piece: Piece, index: int, book: Lexicon | None = None) -> list[Item] | None:
    """The values of a text, parted by blanks; with `book` scraps of headings may stand among them."""
    items: list[Item] = []
    for match in _SOLID.finditer(text):
        token = values.clean(match[0])
        if values.is_value(token) or (
            book is not None and (_RUN_TOGETHER.fullmatch(token) or LISTED.fullmatch(token))
        ):
            if items and piece.mode is not Mode.LINE:  # one cell, whatever stands in it
                items[0] = replace(items[0], text=f"{items[0].text} {token}")
            else:
                items.append(Item(Sort.VALUE, token, piece, line=index, start=start + match.start()))
        elif book is None or not (token.strip(_MARKS) == "" or _is_group_scrap(token, book)):
            return None
    return items


def _is_group_scrap(text: str, book: Lexicon) -> bool:
    """Whether a text beside a row's label is a part of a heading over rows, set upright in a merged cell."""
    key = fold(text)
    return bool(key) and any(key in label for label in book.groups)
