"""Parts of tables become grids; a table that goes on over a page break becomes one."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.papers.model import Cell, Grid
from gongkai.papers.pdf.lattice import positions
from gongkai.papers.pdf.parts import Part
from gongkai.papers.tiling import tiled

_SAME_EDGE = 3.0  # points by which the edges of a table may differ from page to page
_BORDERS = 3  # that two parts have in common at least where their left edges differ
_WORD = re.compile(r"[^\W\d_]")  # a letter or Han
_NUMBERED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．，,：:]|第[一二三四五六七八九十\d]{1,4}[条章])"
)


@dataclass(slots=True, eq=False)
class _Laid:
    """A cell laid into the common raster: rows and columns from 0, ends exclusive."""

    cell: Cell
    top: int
    left: int
    bottom: int
    right: int
    full: bool  # its text may go on after a page break
    open_above: bool = False
    open_below: bool = False

    @property
    def text(self) -> str:
        return self.cell.text


def goes_on(above: Sequence[Part], below: Part) -> bool:
    """Whether the table on one page may be the same as that on the pages before: both edges stand where they stood. Or
    the right one alone, if no border closes the table at the page's end and the left edge of one part is a border of
    the other: browsers leave out the left border of a cell that is cut by two page ends."""
    last = above[-1]
    if abs(last.box.x1 - below.box.x1) > _SAME_EDGE:
        return False
    if any(abs(part.box.x0 - below.box.x0) <= _SAME_EDGE for part in above):
        return True
    one, other = last.drawing, below.drawing
    if not (one.open_below and other.open_above):
        return False
    common = [x for x in one.xs if abs(other.xs[_nearest(other.xs, x)] - x) <= _SAME_EDGE]
    inner = max(one.xs[0], other.xs[0])
    return len(common) > _BORDERS and abs(common[0] - inner) <= _SAME_EDGE


def grids_of(parts: list[Part]) -> list[Grid]:
    """The grid of parts that go on one below the other; one grid a part where their columns cannot be told together."""
    if not parts:
        return []
    xs = positions([x for part in parts for x in part.drawing.xs])
    for part in parts:
        if len({_nearest(xs, x) for x in part.drawing.xs}) < len(part.drawing.xs):
            return [grid for each in parts for grid in grids_of([each])]
    laid: list[_Laid] = []
    rows = 0
    for number, part in enumerate(parts):
        new = _laid(part, xs, rows)
        if number:
            new = _joined(laid, new, rows)
        laid += new
        rows += len(part.drawing.ys) - 1
    return [_grid(laid, parts[0].box.place(parts[0].page))]


def _nearest(xs: list[float], x: float) -> int:
    return min(range(len(xs)), key=lambda n: abs(xs[n] - x))


def _laid(part: Part, xs: list[float], offset: int) -> list[_Laid]:
    drawing = part.drawing
    columns = [_nearest(xs, x) for x in drawing.xs]
    extents: dict[int, list[int]] = {}
    for row, line in enumerate(drawing.places):
        for column, number in enumerate(line):
            if number >= 0:
                found = extents.setdefault(number, [row, column, row, column])
                found[2], found[3] = row, column
    result = []
    for number, (top, left, bottom, right) in extents.items():
        at = drawing.boxes[number].place(part.page)
        unclear = number in part.doubtful
        remark = part.remarks.get(number, "")
        cell = Cell("" if unclear else part.text(number), at, gap=unclear, remark=remark)
        result.append(
            _Laid(
                cell,
                offset + top,
                columns[left],
                offset + bottom + 1,
                columns[right + 1],
                part.full(number),
                number in drawing.open_above,
                number in drawing.open_below,
            )
        )
    return result


def _joined(above: list[_Laid], below: list[_Laid], row: int) -> list[_Laid]:
    """Put the cells after a page break under those before it; what is left of them is returned. Cells before it are
    changed where one cell was cut in two."""
    last = {(each.left, each.right): each for each in above if each.bottom == row}
    first = sorted((each for each in below if each.top == row), key=lambda each: each.left)
    pairs = [(last.get((each.left, each.right)), each) for each in first]
    for upper, lower in pairs:
        if upper and upper.open_below and lower.open_above:
            _go_on(upper, lower)
            below = [each for each in below if each is not lower]
    pairs = [(upper, lower) for upper, lower in pairs if lower in below]
    if not pairs:
        return below
    first = [lower for _, lower in pairs]
    last = {key: each for key, each in last.items() if each.bottom == row}
    alike = len(pairs) == len(last) and all(upper for upper, _ in pairs)
    if alike and (_halves(pairs) or _rest_of_label(pairs)):
        # The row was cut: its cells go on where they began, as far as the cells after the break reach down.
        for upper, lower in pairs:
            _go_on(upper, lower)
        return [each for each in below if each not in first]
    for upper, lower in pairs[: _own_label(first)]:
        if upper and upper.text and (not lower.text or _rest(upper, lower)):
            _go_on(upper, lower)  # a heading over rows on both pages
            below = [each for each in below if each is not lower]
    if _may_be_cut(list(last.values()), first):
        for each in last.values():
            if not each.text:
                each.cell = replace(each.cell, gap=True)
    return below


def _go_on(upper: _Laid | None, lower: _Laid) -> None:
    if upper:
        text = "\n".join(text for text in (upper.text, lower.text) if text)
        upper.cell = replace(upper.cell, text=text, gap=upper.cell.gap or lower.cell.gap)
        upper.bottom, upper.full, upper.open_below = lower.bottom, lower.full, lower.open_below


def _own_label(first: list[_Laid]) -> int:
    """The place of the last label before the first figure or blank that follows a label; 0 without a label."""
    named = [n for n, each in enumerate(first) if _WORD.search(each.text)]
    if not named or any(each.text for each in first[: named[0]]):
        return 0
    place = named[0]
    while place + 1 < len(first) and _WORD.search(first[place + 1].text):
        place += 1
    return place


def _rest(upper: _Laid, lower: _Laid) -> bool:
    """Whether a text may be the rest of the text in the cell above the break."""
    return upper.full and not _NUMBERED.match(lower.text)


def _rest_of_label(pairs: list[tuple[_Laid | None, _Laid]]) -> bool:
    """Whether a row after the break holds nothing but the rest of labels."""
    texts = [(upper, lower) for upper, lower in pairs if lower.text]
    return any(upper is not None and _rest(upper, lower) for upper, lower in texts) and all(
        upper is not None and upper.text and _WORD.search(lower.text) and not _NUMBERED.match(lower.text)
        for upper, lower in texts
    )


def _halves(pairs: list[tuple[_Laid | None, _Laid]]) -> bool:
    """Whether a row's label stands before the break and its figures after it, or the other way round."""
    if any(upper and upper.text and lower.text for upper, lower in pairs):
        return False
    before, after = (
        [upper.text for upper, _ in pairs if upper and upper.text],
        [b.text for _, b in pairs if b.text],
    )
    if not before or not after:
        return False
    one, other = (any(_WORD.search(text) for text in texts) for texts in (before, after))
    return one != other


def _may_be_cut(last: list[_Laid], first: list[_Laid]) -> bool:
    """Whether the last row before a break has no figure and the next one goes on without a number of its own, so that
    its figures may belong to the label before the break."""
    before, after = [each.text for each in last if each.text], [each.text for each in first if each.text]
    if not before or not after or not all(_WORD.search(text) for text in before):
        return False
    figures = [text for text in after if not _WORD.search(text)]
    return bool(figures) and not any(_NUMBERED.match(text) for text in after if text not in figures)


def _grid(laid: list[_Laid], at: str) -> Grid:
    """The raster without the rows and columns in which no cell begins or ends."""
    tops = sorted({place for each in laid for place in (each.top, each.bottom)})
    lefts = sorted({place for each in laid for place in (each.left, each.right)})
    laid = [
        _Laid(
            each.cell,
            bisect_left(tops, each.top),
            bisect_left(lefts, each.left),
            bisect_left(tops, each.bottom),
            bisect_left(lefts, each.right),
            each.full,
        )
        for each in laid
    ]
    rows, columns = len(tops) - 1, len(lefts) - 1
    taken = {
        (row, column)
        for each in laid
        for row in range(each.top, each.bottom)
        for column in range(each.left, each.right)
    }
    lines: list[list[tuple[int, Cell]]] = [[] for _ in range(rows)]
    for each in laid:
        cell = replace(each.cell, down=each.bottom - each.top, across=each.right - each.left)
        lines[each.top].append((each.left, cell))
    for row in range(rows):
        lines[row] += [(n, Cell("", "", gap=True)) for n in range(columns) if (row, n) not in taken]
        lines[row].sort(key=lambda placed: placed[0])
    return tiled([[cell for _, cell in line] for line in lines], at)
