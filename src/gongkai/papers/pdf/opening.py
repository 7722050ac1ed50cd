"""A PDF file is opened, or refused in one sentence; then its pages, one after another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import pypdfium2
from pypdfium2 import raw

from gongkai.papers.limits import MB, Limits
from gongkai.papers.pdf.drawn import TooMuch, drawn_on
from gongkai.papers.pdf.glyphs import put_glyphs
from gongkai.papers.pdf.matrices import page_matrix
from gongkai.papers.pdf.packed import unpacks_beyond
from gongkai.papers.pdf.page import Box, Page
from gongkai.papers.pdf.rules import whole
from gongkai.papers.refusal import CannotOpen

_MOST_UNPACKED = (
    64 * MB
)  # of all pages: drawing takes some eight times as much memory; a report has one or two
_FILLED_IN = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)


def check_unpacked(data: bytes, name: str) -> None:
    """Raises CannotOpen for a file whose instructions would fill the memory."""
    if unpacks_beyond(data, _MOST_UNPACKED):
        raise CannotOpen(
            f"{name}的页面内容展开后超过{_MOST_UNPACKED // MB}MB的上限，不像是一份年度报告，没有读；请重新导出一份再试"
        )


@contextmanager
def opened(data: bytes, name: str, limits: Limits) -> Iterator[pypdfium2.PdfDocument]:
    """The file, closed in the end. Raises CannotOpen."""
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise CannotOpen(
                f"{name}是加密的PDF文件，要密码才能打开；请用密码打开后另存一份不加密的再试"
            ) from None
        raise CannotOpen(f"{name}是损坏的PDF文件，不能打开；请重新导出或下载一份再试") from None
    try:
        count = len(file)
        if count > limits.pages:
            raise CannotOpen(
                f"{name}有{count}页，超过{limits.pages}页的上限，不像是一份年度报告；请拆分后再试"
            )
        if not count:
            raise CannotOpen(f"{name}是没有页面的PDF文件，没有可读的内容；请重新导出一份再试")
        yield file
    finally:
        file.close()


def mended(file: pypdfium2.PdfDocument, pages: Sequence[Page]) -> bytes | None:
    """The bytes of the file with what is filled into its fields printed on the pages, and pages that lie on their side
    turned upright; None where nothing changes."""
    changed = False
    for page in pages:
        if not (page.fields or page.lies):
            continue
        handle = file[page.number - 1]
        if page.lies:
            handle.set_rotation((handle.get_rotation() - 90 * page.lies) % 360)
            changed = True
        if page.fields:
            changed |= raw.FPDFPage_Flatten(handle.raw, raw.FLAT_PRINT) == raw.FLATTEN_SUCCESS
        handle.close()
    if not changed:
        return None
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _has_fields(page: object) -> bool:
    for index in range(min(2000, raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _FILLED_IN:
            return True
    return False


def page_of(file: pypdfium2.PdfDocument, number: int, name: str) -> Page:
    """What page `number` (from 1) prints. Raises CannotOpen for a page that is damaged or draws without end."""
    try:
        handle = file[number - 1]
    except pypdfium2.PdfiumError:
        raise CannotOpen(f"{name}的第{number}页损坏，不能读；请重新导出或下载一份再试") from None
    try:
        return _page(handle.raw, number)
    except TooMuch:
        raise CannotOpen(
            f"{name}的第{number}页上的图形或文字多得不像一页公文，没有读；请重新导出一份再试"
        ) from None
    finally:
        handle.close()


def _page(handle: object, number: int) -> Page:
    found = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, found)
    turned = raw.FPDFPage_GetRotation(handle)
    box = Box(found.left, found.bottom, found.right, found.top)
    matrix, width, height = page_matrix(box, turned)
    page = Page(number, width, height, fields=_has_fields(handle))
    drawn = drawn_on(handle, matrix)
    put_glyphs(page, handle, matrix, drawn)
    turns = Counter(glyph.turn for glyph in page.glyphs)
    page.lies = turns.most_common(1)[0][0] if turns else 0
    page.level = whole(drawn.level, height, width)
    page.upright = whole(drawn.upright, width, height)
    area = sum(
        max(0.0, min(width, a.box.x1) - max(0.0, a.box.x0))
        * max(0.0, min(height, a.box.y1) - max(0.0, a.box.y0))
        for a in drawn.areas
        if a.picture
    )
    page.figures = drawn.figures
    page.pictures = [area.box for area in drawn.areas if area.picture]
    page.pictured = area / (width * height) if width * height > 0 else 0.0
    return page
