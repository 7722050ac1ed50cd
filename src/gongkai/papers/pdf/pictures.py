"""Pages that are pictures of text: told from pages with text, rendered, and given to the part that recognises them."""

import importlib
from collections.abc import Iterable, Sequence
from typing import Any

import pypdfium2

from gongkai.papers.limits import Limits
from gongkai.papers.model import Block
from gongkai.papers.pdf.page import Page
from gongkai.papers.refusal import CannotOpen

RECOGNISER = "gongkai.papers.scan.read_pages"
HOW_TO = "请安装识别部件（pip install 'gongkai[ocr]'）后再试，或换用Word文件、带文字的PDF"
_COVERED = 0.4  # share of the page that a picture of a page covers
_FEW = 25  # characters: a page number or a stamp of the scanner, not a page of text
_SENSELESS = 0.3  # share of characters without a meaning in the file
_OUTLINES = 150  # drawn figures on a page without text: its characters are drawn as figures
_DOTS = 200  # an inch
_LONGEST = 3600  # dots along the longer side


def is_picture(page: Page) -> bool:
    """Whether the page shows text that the file does not hold as text."""
    readable = len(page.glyphs) - page.unknown
    if page.glyphs and page.unknown > _SENSELESS * len(page.glyphs) and page.unknown > _FEW / 2:
        return True
    if readable < _FEW and page.pictured >= _COVERED and not (page.level and page.upright):
        return True
    return not page.glyphs and page.figures >= _OUTLINES


def recognised(images: Iterable[tuple[int, Any]], name: str, limits: Limits) -> dict[int, tuple[Block, ...]]:
    """The blocks of the pictures of pages, by the number of the page each begins on. Raises CannotOpen without the
    recogniser."""
    try:
        reader = importlib.import_module(RECOGNISER)
    except ImportError:
        raise CannotOpen(f"{name}是扫描件，读它要识别文字；{HOW_TO}") from None
    pages: dict[int, tuple[Block, ...]] = {}
    for number, block in reader.read(images, name, limits):
        pages[number] = (*pages.get(number, ()), block)
    return pages


def rendered(file: pypdfium2.PdfDocument, numbers: Sequence[int]) -> Iterable[tuple[int, Any]]:
    """The pages of those numbers as grey pictures, one at a time."""
    for number in numbers:
        page = file[number - 1]
        longer = max(page.get_size())
        scale = min(_DOTS / 72, _LONGEST / max(longer, 1))
        yield number, page.render(scale=scale, grayscale=True).to_pil()
        page.close()
