"""Pictures of pages → blocks. Every cell says how sure its text is; where ink was seen and nothing could be read,
the cell holds a geta mark (〓) of sureness 0, so that it never passes for a blank."""

import re
from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Cell, Grid, Paragraph, Shape
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.scan.frames import Image, Outline, lines_of, tables_of
from gongkai.papers.scan.ink import Inked, inked
from gongkai.papers.scan.laying import Held, Part, continues, laid, seamed
from gongkai.papers.scan.looks import texts_of
from gongkai.papers.scan.recognise import Seen, in_lines
from gongkai.papers.scan.upright import read_upright, straightened

_PAGE_NUMBER = re.compile(r"[\s\-—–－·.]*\d{1,3}[\s\-—–－·.]*|第\s*\d+\s*页.*")


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
            seam = number == page + 1 and all(_is_page_number(block) for _, block in between)
            if seam:
                last, each = seamed(last, each)
                parts[-1] = (page, last)
            if not (seam and continues(last, each)):
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
    page, runs = read_upright(straightened(image))
    lines = lines_of(page)
    tables = tables_of(lines)
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
    found: list[tuple[float, Block | Part]] = [*_text(outside, number)]
    bare = inked(page, lines)
    for place, table in enumerate(tables):
        found.append((table.top, _part(bare, table, inside[place], number)))
    found.sort(key=lambda each: each[0])
    return [each for _, each in found]


def _at(number: int, left: float, top: float, right: float, bottom: float) -> str:
    return f"第{number}页像素({left:.0f},{top:.0f},{right:.0f},{bottom:.0f})"


def _text(runs: Sequence[Seen], number: int) -> Iterator[tuple[float, Block]]:
    """Text outside the tables, a line at a time. A line with a figure by itself is given as cells: they say how
    sure they are."""
    for row in in_lines(runs):
        top = min(run.top for run in row)
        at = _at(number, row[0].left, top, row[-1].right, max(run.bottom for run in row))
        if any(run.text.strip().isdigit() for run in row) and len(row) > 1:
            cells = tuple(Cell(run.text, at, sure=run.sure) for run in row)
            yield top, Grid((cells,), Shape.ROWS, at)
        else:
            yield top, Paragraph(" ".join(run.text for run in row), at)


def _part(page: Inked, table: Outline, runs: Sequence[Seen], number: int) -> Part:
    cells = [
        Held(frame, text, sure, _at(number, frame.left, frame.top, frame.right, frame.bottom))
        for frame, (text, sure) in zip(table.frames, texts_of(page, table.frames, runs), strict=True)
    ]
    return Part(tuple(cells), table.left, table.top, table.right, table.whole)
