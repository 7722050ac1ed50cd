"""PDF files: tables from their ruling lines, everything else as lines, twice over by unlike means; pages that are
pictures go to the recogniser."""

import itertools

from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Document
from gongkai.papers.pdf.columns import set_in_columns
from gongkai.papers.pdf.cut_cells import Stretch, clipped_away
from gongkai.papers.pdf.flowing import Printed, flowed, lines_in
from gongkai.papers.pdf.furniture import without_furniture
from gongkai.papers.pdf.opening import check_unpacked, mended, opened, page_of
from gongkai.papers.pdf.page import Page
from gongkai.papers.pdf.parts import Part, Piece, pieces_of
from gongkai.papers.pdf.pictures import HOW_TO, is_picture, recognised, rendered
from gongkai.papers.pdf.stacked import second_document
from gongkai.papers.pdf.tables import goes_on, grids_of
from gongkai.papers.pdf.writing import Line
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.text.read_text import regrouped

Pictures = dict[int, tuple[Block, ...]]


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document of a PDF file. Raises CannotOpen."""
    check_unpacked(data, name)
    pages = _pages(data, name, limits)
    if any(page.fields or page.lies for page in pages):
        with opened(data, name, limits) as file:
            data = mended(file, pages) or data
        pages = _pages(data, name, limits)
    pictures = _pictures(data, name, limits, pages)
    printed = [page for page in pages if page.number not in pictures]
    if not pictures and not any(page.glyphs for page in printed):
        raise CannotOpen(f"{name}里没有文字，也没有扫描的页面，没有可读的内容；请重新导出一份再试")
    pieces = without_furniture(printed, [pieces_of(page) for page in printed])
    _drop_clipped(printed, pieces)
    found = _blocks(printed, pieces, pictures)
    blocks, lines = regrouped(flowed(found)), lines_in(found)
    if not printed:
        return Document(blocks, name, Kind.PDF, lines=lines)
    tables = {
        page.number
        for page, each in zip(printed, pieces, strict=True)
        if any(isinstance(piece, Part) for piece in each) or _set_in_columns(each)
    }
    # The first page names the report; pages of prose alone need no second reading.
    second = second_document(data, name, sorted({printed[0].number, *tables}), pictures)
    return Document(blocks, name, Kind.PDF, second, lines)


def _pages(data: bytes, name: str, limits: Limits) -> list[Page]:
    with opened(data, name, limits) as file:
        return [page_of(file, number, name) for number in range(1, len(file) + 1)]


def _pictures(data: bytes, name: str, limits: Limits, pages: list[Page]) -> Pictures:
    """What is recognised on the pages that are pictures. Raises CannotOpen where the recogniser is missing: what they
    say must not be left out in silence."""
    numbers = [page.number for page in pages if is_picture(page)]
    if not numbers:
        return {}
    with opened(data, name, limits) as file:
        try:
            return recognised(rendered(file, numbers), name, limits)
        except CannotOpen:
            if len(numbers) == len(pages):
                raise
            said = "、".join(map(str, numbers))
            raise CannotOpen(f"{name}的第{said}页是扫描的图片，读它要识别文字；{HOW_TO}") from None


def _blocks(pages: list[Page], pieces: list[list[Piece]], pictures: Pictures) -> list[Block | Printed]:
    """The pieces of all pages in reading order; a table that a page break cuts is one."""
    blocks: list[Block | Printed] = []
    parts: list[Part] = []
    waiting = dict(sorted(pictures.items()))
    for page, each in zip(pages, pieces, strict=True):
        for number in [number for number in waiting if number < page.number]:
            blocks += grids_of(parts)
            parts = []
            blocks += waiting.pop(number)
        columns = _set_in_columns(each)
        texts = iter(columns or [piece.prose for piece in each if isinstance(piece, Line)])
        for piece in each:
            if isinstance(piece, Line):
                if parts and not _beside(piece, parts[-1], page.number, each):
                    blocks += grids_of(parts)
                    parts = []
                blocks.append(_printed(piece, next(texts), page, in_columns=columns is not None))
                continue
            if parts and not (parts[-1].page == page.number - 1 and goes_on(parts, piece)):
                blocks += grids_of(parts)
                parts = []
            parts.append(piece)
    blocks += grids_of(parts)
    return [*blocks, *(block for found in waiting.values() for block in found)]


def _drop_clipped(pages: list[Page], pieces: list[list[Piece]]) -> None:
    """Takes from the pieces the lines about a page break that belong to cells which it cuts."""
    for (page, above), (other, below) in itertools.pairwise(zip(pages, pieces, strict=True)):
        upper = max((n for n, each in enumerate(above) if isinstance(each, Part)), default=None)
        lower = next((n for n, each in enumerate(below) if isinstance(each, Part)), None)
        if upper is None or lower is None or page.number + 1 != other.number:
            continue
        last, first = above[upper], below[lower]
        if not (isinstance(last, Part) and isinstance(first, Part) and goes_on([last], first)):
            continue
        lines = [each for each in (*above[upper + 1 :], *below[:lower]) if isinstance(each, Line)]
        edge = [*_row(last, -1), *_row(first, 0)]
        if clipped_away([Stretch(each.text, each.box.x0, each.box.x1) for each in lines], edge):
            del above[upper + 1 :], below[:lower]


def _row(part: Part, row: int) -> list[Stretch]:
    """The cells of one row of places."""
    numbers = {number for number in part.drawing.places[row] if number >= 0}
    return [Stretch(part.text(n), part.drawing.boxes[n].x0, part.drawing.boxes[n].x1) for n in numbers]


def _printed(line: Line, text: str, page: Page, *, in_columns: bool) -> Printed:
    box, first = line.box, line.glyphs[0]
    prose = not in_columns and first.turn == 0 and len(line.words) == 1
    at = box.place(page.number)
    words = () if first.turn else tuple(line.stretches)
    return Printed(
        text, at, page.number, page.width, box.x0, box.y0, box.x1, first.size, prose, first.y, words
    )


def _beside(line: Line, last: Part, page: int, pieces: list[Piece]) -> bool:
    """Whether a line stands beside the last table, or beside what may be its next part, and so does not end it."""
    part = last if last.page == page else next((each for each in pieces if isinstance(each, Part)), None)
    return part is not None and line.box.y0 < part.box.y1 and line.box.y1 > part.box.y0


def _set_in_columns(pieces: list[Piece]) -> list[str] | None:
    return set_in_columns([piece.words for piece in pieces if isinstance(piece, Line)])
