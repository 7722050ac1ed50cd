"""What a page of the second reading paints: characters, lines, rectangles and curves."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTLine, LTRect
from pdfplumber.page import Page

from gongkai.papers.pdf.content import Interpreter

Object = dict[str, Any]


class Painted:
    """The objects of a pdfplumber page as far as the second reading uses them, in pdfplumber's names and points from
    above. pdfplumber itself copies and resolves every property of every character."""

    def __init__(self, page: Page) -> None:
        device = PDFPageAggregator(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
        self.number = page.page_number
        self.bbox = page.bbox
        self.height = page.height
        self.find_tables = page.find_tables
        self.chars: list[Object] = []
        self._left, self._top = page.mediabox[:2]
        drawn: dict[str, list[Object]] = defaultdict(list)
        for each in _within(device.get_result()):
            if isinstance(each, LTChar):
                self.chars.append(self._char(each))
            elif isinstance(each, LTCurve):
                kind = "line" if isinstance(each, LTLine) else "rect" if isinstance(each, LTRect) else "curve"
                drawn[kind].append(self._drawn(each, kind))
        self.lines, self.rects, self.curves = drawn["line"], drawn["rect"], drawn["curve"]

    def _char(self, char: LTChar) -> Object:
        colour = char.graphicstate.ncolor
        return {
            "text": char.get_text(),
            "x0": char.x0 + self._left,
            "x1": char.x1 + self._left,
            "top": (self.height - char.y1) + self._top,
            "bottom": (self.height - char.y0) + self._top,
            "base": (self.height - char.matrix[5]) + self._top,
            "matrix": char.matrix,
            "size": char.size,
            "non_stroking_color": colour if isinstance(colour, tuple) else (colour,),
        }

    def _drawn(self, each: LTCurve, kind: str) -> Object:
        return {
            "object_type": kind,
            "x0": each.x0 + self._left,
            "x1": each.x1 + self._left,
            "top": (self.height - each.y1) + self._top,
            "bottom": (self.height - each.y0) + self._top,
            "width": each.width,
            "height": each.height,
            "fill": each.fill,
            "stroke": each.stroke,
            "non_stroking_color": each.non_stroking_color,
            "stroking_color": each.stroking_color,
            "pts": [(self._left + x, self._top + self.height - y) for x, y in each.pts],
        }


def _within(container: Any) -> Iterator[Any]:
    for each in container:
        if isinstance(each, LTContainer):
            yield from _within(each)
        else:
            yield each
