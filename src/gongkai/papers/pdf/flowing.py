"""Printed lines become the paragraphs they are set from, where the page leaves no doubt: the upper line is full, the
lower begins at the left edge without an indent. Every other line stays a paragraph of its own."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.papers.model import Block, Line, Paragraph, Word

_FULL = 1.6  # em that a full line may end before the edge: a mark that begins no line takes a character along
_FLUSH = 0.4  # em by which lines at one edge may differ
_INDENT = (1.5, 2.6)  # em: the first line of a paragraph begins so far in
_NEXT = 2.6  # em from one line to the next at most
_LEADING = 0.3  # em by which the distance between lines of one paragraph may differ
_SAME_SIZE = 0.06  # share of the size
_LARGER = 1.15  # times the usual size: a title
_MARGINS = 2.0  # em by which the right margin may be wider than the left
_HAN = re.compile(r"[\u3007\u3400-\u9fff]")
_FEW = 8  # Han in a line of prose at least
_ENDS = tuple("。！？；：.!?;:")  # a paragraph may end so
_CLOSING = "”’」』）)》"
_FIGURES = re.compile(r"[\d.,%％－-]\s+[\d－-]")  # cells of a table without borders
_NUMBER = r"[一二三四五六七八九十百零〇\d]{1,3}"
_OF_ITS_OWN = re.compile(
    rf"[（(]{_NUMBER}[）)]|[一二三四五六七八九十]{{1,3}}[、.．，,：:]|\d{{1,2}}(?:[、．:：]|\.(?!\d))|[①-⑳]"
    rf"|第{_NUMBER}[章节部]|第{_NUMBER}条\D{{0,12}}$|附件|附[：:]|注[：:]|[（(]?单位[：:]"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text outside tables: edges and size in points, `sheet` the width of its page; `prose` says that it is
    not set in columns."""

    text: str
    at: str
    page: int
    sheet: float
    x0: float
    top: float
    x1: float
    size: float
    prose: bool
    y: float = 0.0  # the baseline
    words: tuple[Word, ...] = ()


@dataclass(slots=True)
class _Edges:
    left: float
    right: float
    sure: bool


@dataclass(slots=True)
class _Open:
    """A paragraph that may go on."""

    text: str
    first: Printed
    last: Printed
    leading: float | None = None


def flowed(pieces: Iterable[Block | Printed]) -> list[Block]:
    """The blocks in their order, printed lines as paragraphs; a paragraph's place is that of its first line."""
    pieces = list(pieces)
    edges = _edges(_body([each for each in pieces if isinstance(each, Printed) and _may_flow(each)]))
    blocks: list[Block] = []
    now: _Open | None = None
    for piece in pieces:
        if now and isinstance(piece, Printed) and _goes_on(now, piece, edges):
            if piece.page == now.last.page:
                now.leading = piece.top - now.last.top
            now.text += piece.text
            now.last = piece
            continue
        if now:
            blocks.append(Paragraph(now.text, now.first.at))
        now = _Open(piece.text, piece, piece) if isinstance(piece, Printed) else None
        if not isinstance(piece, Printed):
            blocks.append(piece)
    if now:
        blocks.append(Paragraph(now.text, now.first.at))
    return blocks


def lines_in(pieces: Iterable[Block | Printed]) -> tuple[Line, ...]:
    """Where the words of the printed lines stand."""
    return tuple(
        Line(each.at, each.page, each.y, each.size, each.words)
        for each in pieces
        if isinstance(each, Printed)
    )


def _may_flow(line: Printed) -> bool:
    """Whether a line is prose and, in a damaged file, stands anywhere at all."""
    return line.prose and math.isfinite(line.x0 + line.top + line.x1 + line.size + line.sheet)


def _body(lines: Sequence[Printed]) -> list[Printed]:
    """The lines without those printed larger than most of the text: the lines of a title stay parted."""
    characters: Counter[int] = Counter()
    for line in lines:
        characters[round(line.size)] += len(line.text)
    usual = characters.most_common(1)[0][0] if characters else 0
    return [line for line in lines if line.size <= _LARGER * usual]


def _block_of(line: Printed) -> tuple[int, int]:
    """Lines of one size on pages of one width share their edges."""
    return round(line.sheet), round(line.size)


def _edges(lines: Sequence[Printed]) -> dict[tuple[int, int], _Edges]:
    groups: dict[tuple[int, int], list[Printed]] = defaultdict(list)
    for line in lines:
        groups[_block_of(line)].append(line)
    found = {}
    for key, group in groups.items():
        size = group[0].size
        left = min(line.x0 for line in group)
        right = max(line.x1 for line in group)
        full = sum(right - line.x1 <= _FULL * size for line in group)
        wide = group[0].sheet - right <= left + _MARGINS * size
        found[key] = _Edges(left, right, full > 1 or wide)
    return found


def _goes_on(above: _Open, line: Printed, edges: dict[tuple[int, int], _Edges]) -> bool:
    """Whether a line certainly belongs to the paragraph before it."""
    last, em = above.last, line.size
    if not (_may_flow(last) and _may_flow(line) and abs(last.size - em) <= _SAME_SIZE * em):
        return False
    found = edges.get(_block_of(last))
    if found is None:
        return False
    full = found.sure and found.right - last.x1 <= _FULL * em
    return full and _follows(above, line) and _flush(above, line, found) and _reads_on(last.text, line.text)


def _follows(above: _Open, line: Printed) -> bool:
    """Whether a line is the next one on its page, or the first of the next page."""
    last = above.last
    if line.page != last.page:
        return line.page == last.page + 1 and line.sheet == last.sheet
    step = line.top - last.top
    even = above.leading is None or abs(step - above.leading) <= _LEADING * line.size
    return 0 < step <= _NEXT * line.size and even


def _flush(above: _Open, line: Printed, edges: _Edges) -> bool:
    """Whether a line begins at the left edge, and so does not begin a paragraph: either the first line is indented,
    or nothing ends with the line before."""
    em = line.size
    if _INDENT[0] * em <= above.first.x0 - line.x0 <= _INDENT[1] * em:
        return above.last is above.first or abs(above.last.x0 - line.x0) <= _FLUSH * em
    ended = above.last.text.rstrip(_CLOSING).endswith(_ENDS)
    return not ended and all(abs(each.x0 - edges.left) <= _FLUSH * em for each in (above.first, line))


def _reads_on(upper: str, lower: str) -> bool:
    """Whether both are prose and it is certain what stands between them: between Latin letters or figures a blank may
    have been lost at the line's end."""
    if _FIGURES.search(upper) or _FIGURES.search(lower) or _OF_ITS_OWN.match(lower):
        return False
    if upper[-1:].isascii() and lower[:1].isascii():
        return False
    return len(_HAN.findall(upper)) >= _FEW and _HAN.search(lower) is not None
