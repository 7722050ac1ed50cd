"""The document as one run of items: labels of the form, values, blanks, other text, each with its place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar

from gongkai.annual.reading import values
from gongkai.annual.reading.keys import excepts, fold, fold_with_origins, has_han, plain, without_number
from gongkai.annual.reading.pieces import Mode, Piece
from gongkai.annual.reading.words import Lexicon, Role, Word, lexicon


class Sort(str):
    """What an item is; no Enum for the reason that `Mode` is none."""

    LABEL: ClassVar["Sort"]
    VALUE: ClassVar["Sort"]
    BLANK: ClassVar["Sort"]
    TEXT: ClassVar["Sort"]


Sort.LABEL, Sort.VALUE, Sort.BLANK, Sort.TEXT = map(Sort, ("label", "value", "blank", "text"))


@dataclass(slots=True, eq=False)
class Item:
    """A label, a value, a blank or a text and the piece it stands in; never changed, not frozen as `Piece`."""

    sort: Sort
    text: str
    piece: Piece
    words: tuple[Word, ...] = ()
    line: int = 0  # number of the piece in the document
    start: int = -1  # where in the piece's text, for bare lines

    @property
    def at(self) -> str:
        return self.piece.at

    @property
    def row(self) -> int:
        return self.piece.row

    @property
    def mode(self) -> Mode:
        return self.piece.mode

    def word(self, table: str, *roles: Role) -> Word | None:
        for word in self.words:
            if word.table == table and word.role in roles:
                return word
        return None


_PROSE = 120  # characters: a longer piece is prose unless it is a label itself
_LONGEST = 5000  # characters of a table without line ends
_JOIN = 16  # pieces: a vertical label has one character a line
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－·•\s]+\d{1,3}[-—–－·•\s]+|第\s*\d{1,3}\s*页.*|[Pp]age\s*\d+.*|共\s*\d+\s*页.*)$"
)


def items_of(pieces: list[Piece]) -> list[Item]:
    """The items of a document's cells and lines."""
    book = lexicon()
    items: list[Item] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        joined = _joined(pieces, index, book) if piece.text else None
        if joined:
            length, text = joined
            whole = Piece(text, piece.at, piece.row, piece.col, piece.mode, piece.width)
            items.append(Item(Sort.LABEL, text, whole, book.of(_key(text, book) or ""), line=index))
            index += length
            continue
        items.extend(_items_of_piece(piece, index, book))
        index += 1
    return _lines_as_cells(items)


_SEVERAL = 4  # values: where some line holds so many, the cells of a row stand on one line


def _lines_as_cells(items: list[Item]) -> list[Item]:
    """Where no bare line holds several cells, a line of two or three figures is one cell: `0 0` is one zero."""
    counts = Counter(item.line for item in items if item.sort is Sort.VALUE and item.mode is Mode.LINE)
    mixed = {item.line for item in items if item.sort is Sort.LABEL}
    if not counts or max(counts.values()) >= _SEVERAL:
        return items
    together: list[Item] = []
    for item in items:
        last = together[-1] if together else None
        if last is not None and last.line == item.line and counts[item.line] > 1 and item.line not in mixed:
            together[-1] = replace(last, text=f"{last.text} {item.text}")
        else:
            together.append(item)
    return together


def _key(text: str, book: Lexicon) -> str | None:
    """The dictionary key that a whole text is, with or without its numbering and explanations in brackets."""
    bare = text if excepts(text) else _without_brackets(text)
    for wording in (text, without_number(text), bare, without_number(bare)):
        key = fold(wording)
        if key in book.exact:
            return key
    return None


_BRACKETS = re.compile(r"[（(【\[〔][^（(【\[〔）)】\]〕]*[）)】\]〕]")
_NUMBER_ONLY = re.compile(r"[（(]\s*[一二三四五六七八九十\d]{1,2}\s*[)）]")


def _without_brackets(text: str) -> str:
    bare = text
    while True:
        stripped = _BRACKETS.sub(
            lambda found: "" if not _NUMBER_ONLY.fullmatch(found[0]) else found[0][1:-1] + "、", bare
        )
        if stripped == bare:
            return bare
        bare = stripped


def _joined(pieces: list[Piece], index: int, book: Lexicon) -> tuple[int, str] | None:
    """The longest label that begins in this piece and goes on in the next ones."""
    piece = pieces[index]
    if len(piece.text) > 40 or values.is_value(piece.text):
        return None
    if piece.mode is Mode.ROWS:
        return None
    key = fold(piece.text)
    if not key or (key not in book.prefixes and fold(without_number(piece.text)) not in book.prefixes):
        return None
    best = None
    text = piece.text.strip()
    blanks = 0
    for step in range(1, _JOIN * 2):
        if index + step >= len(pieces):
            break
        following = pieces[index + step]
        if following.mode is not piece.mode or len(following.text) > 40:
            break
        if not following.text.strip():
            blanks += 1
            if blanks > 1:
                break
            continue
        blanks = 0
        if values.is_value(following.text):
            break
        text += following.text.strip()
        key = fold(text)
        bare = fold(without_number(text))
        if key in book.exact or bare in book.exact:
            best = (step + 1, text)
        if key not in book.prefixes and bare not in book.prefixes:
            break
    return best


def _items_of_piece(piece: Piece, index: int, book: Lexicon) -> Iterator[Item]:
    text = piece.text
    if not text:
        yield Item(Sort.BLANK, "", piece, line=index)
        return
    if text.isdigit() and text.isascii():
        yield Item(Sort.VALUE, text, piece, line=index, start=0 if piece.mode is Mode.LINE else -1)
        return
    if not values.clean(text):
        # A run's cell that holds only a line end may be no cell at all, one with a tab may be several.
        yield Item(Sort.BLANK, text if text in ("\n", "\t") else "", piece, line=index)
        return
    if text.startswith("\n") and piece.mode is Mode.RUN and has_han(text):
        yield Item(Sort.BLANK, "", piece, line=index)  # the last cell of the row before
        text = text[1:]
    if _PAGE_NUMBER.match(text.strip()):
        return
    if not has_han(text) or values.is_value(text):
        if piece.mode is not Mode.LINE:
            yield Item(Sort.VALUE, text, piece, line=index)
            return
        found = _tokens(text, 0, piece, index)
        if found is None:
            sort = Sort.VALUE if _LISTED.fullmatch(values.clean(text)) else Sort.TEXT
            found = [Item(sort, text, piece, line=index)]
        yield from found
        return
    key = None if _FIGURE_ABOVE.match(text) else _key(text, book)
    if key:
        yield Item(Sort.LABEL, text, piece, book.of(key), line=index)
        return
    if "。" not in text and (len("".join(text.split())) <= _PROSE or _is_table(text)):
        found = _scan(text, piece, index, book)
        if found:
            yield from found
            return
    yield Item(Sort.TEXT, text, piece, line=index)


def _ends_figure(bare: str, folded: str, origins: Sequence[int], place: int) -> bool:
    """Whether the digit before a wording is no number of it: only a line end or, behind another digit, only blanks
    stand between, so that it belongs to the figure above."""
    if not folded[place].isdigit() or place + 1 >= len(folded):
        return False
    start, end = origins[place], origins[place + 1]
    between = bare[start + 1 : end]
    behind = start > 0 and bare[start - 1].isdigit()
    return bool(between) and not between.strip() and ("\n" in between or "\t" in between or behind)


_FIGURE_ABOVE = re.compile(r"\s*\d+[^\S\n]*\n\s*[\u4e00-\u9fff]")  # a figure, then a label without number


@cache
def _alternation() -> re.Pattern[str]:
    keys = sorted((key for key in lexicon().exact if len(key) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys)))


def _scan(text: str, piece: Piece, index: int, book: Lexicon) -> list[Item] | None:
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


def _is_table(text: str) -> bool:
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
    return _tokens(part, start, piece, index, book)


_RUN_TOGETHER = re.compile(
    r"[\d+\-－.,，．/]*(?:[增减无]?[\d+\-－.,，．/]+(?:万元|[元件项])?)+"
)  # figures without borders
_CELLS = r"(?:[-+－]?\d[\d.]*(?:万元|[元件项])?|[-—－/]+|[增减]?|无)"
_LISTED = re.compile(rf"{_CELLS}(?:[,、;]{_CELLS}){{2,}}")  # cells and a sign between any two
_SOLID = re.compile(r"[^\s\u3000\u00a0]+")


def _tokens(
    text: str, start: int, piece: Piece, index: int, book: Lexicon | None = None
) -> list[Item] | None:
    """The values of a text, parted by blanks; with `book` scraps of headings may stand among them."""
    items: list[Item] = []
    for match in _SOLID.finditer(text):
        token = values.clean(match[0])
        if values.is_value(token) or (
            book is not None and (_RUN_TOGETHER.fullmatch(token) or _LISTED.fullmatch(token))
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


def is_scrap(text: str, book: Lexicon) -> bool:
    """Whether a text is a part of a row's label or of a heading over rows, cut off by a line end."""
    key = fold(text)
    return len(key) > 1 and any(key in label for label in book.rows)
