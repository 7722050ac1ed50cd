"""Pictures of pages → blocks. Every cell says how sure its text is; where ink was seen and nothing could be read,
the cell holds a geta mark (〓) of sureness 0, so that it never passes for a blank."""

import re
from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Cell, Grid, Paragraph, Shape
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.scan.frames import Frame, Image, Outline, straightened, tables_of
from gongkai.papers.scan.laying import Held, Part, continues, laid
from gongkai.papers.scan.recognise import Seen, page_runs, single

UNREADABLE = "〓"
_DOUBTFUL = 0.9  # below this a figure is looked at a second time
_INK = 14  # dark pixels below which a cell is blank paper (specks of dust)
_MARGIN = 4  # pixels of a cell's edge that belong to its lines
_STRAY = 0.35  # share of a run's width that may reach over its cell's edge
_GAP = 5  # rows of paper between two lines of text
_LOW = 8  # pixels: a line of text is higher
_PAGE_NUMBER = re.compile(r"[\s\-—–－·.]*\d{1,3}[\s\-—–－·.]*|第\s*\d+\s*页.*")
_SPECKS = ".·,'`-_—~丶、:;。"


def read(images: Iterable[tuple[int, Image]], name: str, limits: Limits) -> list[tuple[int, Block]]:
    """The blocks of pages, given with their numbers as grey or colour pictures of about 200 dots an inch; each block
    with the number of the page it begins on."""
    found: list[tuple[int, Block | Part]] = []
    for count, (number, image) in enumerate(images, start=1):
        if count > limits.pages:
            raise CannotOpen(f"{name}有{limits.pages}页以上，超过上限，请拆分后再试")
        found += [(number, each) for each in _page(_grey(image), number)]
    return list(_joined(found))


def _grey(image: Image) -> Image:
    picture = np.asarray(image, np.uint8)
    if picture.ndim == 3:
        picture = np.asarray(cv2.cvtColor(picture[:, :, :3], cv2.COLOR_RGB2GRAY), np.uint8)
    return picture


def _joined(found: Sequence[tuple[int, Block | Part]]) -> Iterator[tuple[int, Block]]:
    """Parts of a table on pages one after another become one grid, where nothing but a page number stands between."""
    parts: list[tuple[int, Part]] = []
    between: list[tuple[int, Block]] = []
    for number, each in found:
        if not isinstance(each, Part):
            if parts:
                between.append((number, each))
            else:
                yield number, each
            continue
        if parts:
            page, last = parts[-1]
            alone = all(_is_page_number(block) for _, block in between)
            if not (number == page + 1 and alone and continues(last, each)):
                yield from _laid(parts)
                yield from between
                parts = []
        parts.append((number, each))
        between = []
    if parts:
        yield from _laid(parts)
        yield from between


def _laid(parts: Sequence[tuple[int, Part]]) -> Iterator[tuple[int, Block]]:
    number, first = parts[0]
    yield number, laid([part for _, part in parts], first.cells[0].at)


def _is_page_number(block: Block) -> bool:
    return isinstance(block, Paragraph) and _PAGE_NUMBER.fullmatch(block.text.strip()) is not None


def _page(image: Image, number: int) -> list[Block | Part]:
    page = straightened(image)
    tables = tables_of(page)
    runs = page_runs(page)
    inside: dict[int, list[Seen]] = {place: [] for place in range(len(tables))}
    outside: list[Seen] = []
    for run in runs:
        x, y = run.middle
        place = next(
            (
                place
                for place, table in enumerate(tables)
                if table.left <= x <= table.right and table.top <= y <= table.bottom
            ),
            None,
        )
        (outside if place is None else inside[place]).append(run)
    found: list[tuple[float, Block | Part]] = [*_lines(outside, number)]
    for place, table in enumerate(tables):
        found.append((table.top, _part(page, table, inside[place], number)))
    found.sort(key=lambda each: each[0])
    return [each for _, each in found]


def _at(number: int, left: float, top: float, right: float, bottom: float) -> str:
    return f"第{number}页像素({left:.0f},{top:.0f},{right:.0f},{bottom:.0f})"


def _lines(runs: Sequence[Seen], number: int) -> Iterator[tuple[float, Block]]:
    """Text outside the tables, a line at a time. A line with a figure by itself is given as cells: they say how
    sure they are."""
    rows: list[list[Seen]] = []
    for run in sorted(runs, key=lambda run: (run.middle[1], run.left)):
        last = rows[-1][-1] if rows else None
        if last is not None and abs(run.middle[1] - last.middle[1]) < 0.5 * (last.bottom - last.top):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.left)
        top = min(run.top for run in row)
        at = _at(number, row[0].left, top, row[-1].right, max(run.bottom for run in row))
        if any(run.text.strip().isdigit() for run in row) and len(row) > 1:
            cells = tuple(Cell(run.text, at, sure=run.sure) for run in row)
            yield top, Grid((cells,), Shape.ROWS, at)
        else:
            yield top, Paragraph(" ".join(run.text for run in row), at)


def _part(page: Image, table: Outline, runs: Sequence[Seen], number: int) -> Part:
    held, again = _assigned(table.frames, runs)
    cells = []
    for place, frame in enumerate(table.frames):
        text, sure = _text(page, frame, held[place], second=place in again)
        at = _at(number, frame.left, frame.top, frame.right, frame.bottom)
        cells.append(Held(frame, text, sure, at))
    return Part(tuple(cells), table.left, table.top, table.right, table.whole)


def _assigned(frames: Sequence[Frame], runs: Sequence[Seen]) -> tuple[list[list[Seen]], set[int]]:
    """The runs of each cell, and the cells to be looked at singly because a run reaches over an edge."""
    held: list[list[Seen]] = [[] for _ in frames]
    again: set[int] = set()
    for run in runs:
        reached = [
            place
            for place, frame in enumerate(frames)
            if frame.top <= run.middle[1] <= frame.bottom
            and min(run.right, frame.right) - max(run.left, frame.left) > _STRAY * _height(run)
        ]
        if len(reached) == 1:
            held[reached[0]].append(run)
        else:
            again |= set(reached)
    for place in again:
        held[place] = []
    return held, again


def _height(run: Seen) -> float:
    return run.bottom - run.top


def _text(page: Image, frame: Frame, runs: list[Seen], *, second: bool) -> tuple[str, float]:
    runs.sort(key=lambda run: (run.middle[1], run.left))
    text = "\n".join(run.text for run in runs)
    sure = min((run.sure for run in runs), default=0.0)
    bare = text.strip(_SPECKS).strip()
    figure = len(runs) <= 1 and not any("\u4e00" <= char <= "\u9fff" for char in bare)
    if runs and not second and (not figure or sure >= _DOUBTFUL) and bare:
        return (bare if figure and not text.startswith("-") else text), sure
    inner = page[frame.top + _MARGIN : frame.bottom - _MARGIN, frame.left + _MARGIN : frame.right - _MARGIN]
    box = _inked(inner)
    if box is None:
        return ("", 1.0) if not bare else (text, min(sure, 0.3))
    left, top, right, bottom = box
    seen, how_sure = _second_look(inner[top:bottom, left:right])
    if not seen.strip():
        return (text, min(sure, 0.4)) if bare else (UNREADABLE, 0.0)
    if bare and seen.strip() != text.strip():
        return text, min(sure, 0.4)  # two looks disagree
    return seen.strip(), max(how_sure, sure) if bare else how_sure


def _second_look(ink: Image) -> tuple[str, float]:
    """The text of a cell by itself, line by line: upright text has one character in each."""
    found = single(list(_printed_lines(ink)))
    return "\n".join(text.strip() for text, _ in found), min((sure for _, sure in found), default=0.0)


def _printed_lines(ink: Image) -> Iterator[Image]:
    """Stretches of rows with ink, parted by paper."""
    paper = float(np.percentile(ink, 90))
    dark = (ink < paper - 70).any(axis=1)
    start = None
    gap = 0
    for y, inked in enumerate([*dark, *[False] * _GAP]):
        if inked:
            start, gap = (y if start is None else start), 0
        elif start is not None:
            gap += 1
            if gap == _GAP:
                if y - gap + 1 - start >= _LOW:
                    yield ink[max(start - _MARGIN, 0) : y - gap + 1 + _MARGIN]
                start = None


def _inked(inner: Image) -> tuple[int, int, int, int] | None:
    """The box around what is darker than the paper, with some paper left around it; None for a blank cell."""
    if inner.size == 0:
        return None
    paper = float(np.percentile(inner, 90))
    dark = np.asarray(inner < paper - 70, np.uint8)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(dark)
    kept = [boxes[number] for number in range(1, count) if boxes[number][4] >= _INK]
    if not kept:
        return None
    left = max(min(int(box[0]) for box in kept) - 6, 0)
    top = max(min(int(box[1]) for box in kept) - 6, 0)
    right = min(max(int(box[0] + box[2]) for box in kept) + 6, inner.shape[1])
    bottom = min(max(int(box[1] + box[3]) for box in kept) + 6, inner.shape[0])
    return left, top, right, bottom
