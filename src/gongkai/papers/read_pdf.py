"""PDF files with text: tables from their ruling lines, everything else as lines, twice over by unlike means."""

from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Document, Paragraph
from gongkai.papers.pdf.furniture import without_furniture
from gongkai.papers.pdf.opening import flattened, opened, page_of
from gongkai.papers.pdf.page import Page
from gongkai.papers.pdf.parts import Part, Piece, pieces_of
from gongkai.papers.pdf.tables import goes_on, grids_of


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document of a PDF file. Raises CannotOpen."""
    with opened(data, name, limits) as file:
        data = flattened(file, data)
    with opened(data, name, limits) as file:
        pages = [page_of(file, number, name) for number in range(1, len(file) + 1)]
    pieces = without_furniture(pages, [pieces_of(page) for page in pages])
    return Document(tuple(_blocks(pages, pieces)), name, Kind.PDF)


def _blocks(pages: list[Page], pieces: list[list[Piece]]) -> list[Block]:
    """The pieces of all pages in reading order; a table that a page break cuts is one."""
    blocks: list[Block] = []
    parts: list[Part] = []
    for page, each in zip(pages, pieces, strict=True):
        for number, piece in enumerate(each):
            if parts and not (
                isinstance(piece, Part) and number == 0 and parts[-1].page == page.number - 1 and goes_on(parts[-1], piece)
            ):
                blocks += grids_of(parts)
                parts = []
            if isinstance(piece, Part):
                parts.append(piece)
            else:
                blocks.append(Paragraph(piece.text, piece.box.place(page.number)))
    return blocks + grids_of(parts) if parts else blocks
