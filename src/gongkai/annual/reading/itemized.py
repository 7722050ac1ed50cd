"""Cells and lines → the items that stand in them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from gongkai.annual.reading import values
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import excepts, fold, has_han, without_number
from gongkai.annual.reading.pieces import Mode, Piece
from gongkai.annual.reading.scanned import LISTED, is_table, scanned, tokens
from gongkai.annual.reading.words import Lexicon, lexicon

_PROSE = 120  # characters: a longer piece is prose unless it is a label itself
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
        if not piece.text:
            items.append(Item(Sort.BLANK, "", piece, (), index))
            index += 1
            continue
        if piece.text.isdigit() and piece.text.isascii():
            items.append(Item(Sort.VALUE, piece.text, piece, (), index, 0 if piece.mode is Mode.LINE else -1))
            index += 1
            continue
        joined = _joined(pieces, index, book)
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
    if piece.mode is Mode.ROWS or len(piece.text) > 40 or values.is_value(piece.text):
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
        found = tokens(text, 0, piece, index)
        if found is None:
            sort = Sort.VALUE if LISTED.fullmatch(values.clean(text)) else Sort.TEXT
            found = [Item(sort, text, piece, line=index)]
        yield from found
        return
    key = None if _FIGURE_ABOVE.match(text) else _key(text, book)
    if key:
        yield Item(Sort.LABEL, text, piece, book.of(key), line=index)
        return
    if "。" not in text and (len("".join(text.split())) <= _PROSE or is_table(text)):
        found = scanned(text, piece, index, book)
        if found:
            yield from found
            return
    yield Item(Sort.TEXT, text, piece, line=index)


_FIGURE_ABOVE = re.compile(r"\s*\d+[^\S\n]*\n\s*[\u4e00-\u9fff]")  # a figure, then a label without number
