"""What the styles of an old workbook say that a reader must know, from xlrd's tables."""

from collections.abc import Sequence
from typing import Any

from gongkai.papers.remarks import RAISED, STRUCK, UNSEEN
from gongkai.papers.shades import BLACK, WHITE, Colour, alike
from gongkai.papers.sheets.number_formats import BUILT_IN, GENERAL
from gongkai.papers.sheets.xlsx_styles import Style

_USUAL = Style()
_SIDES = ("left_line_style", "right_line_style", "bottom_line_style")


class Styles:
    """The cell styles of a workbook by their number."""

    def __init__(self, book: Any) -> None:
        self._fonts = [
            STRUCK if font.struck_out else RAISED if font.escapement else "" for font in book.font_list
        ]
        self._colours: dict[int, Colour | None] = book.colour_map
        self._ink = [self._colours.get(font.colour_index) or BLACK for font in book.font_list]
        codes = {**BUILT_IN, **{each.format_key: each.format_str for each in book.format_list}}
        self._styles = [
            Style(
                codes.get(each.format_key, GENERAL),
                self._font(each.font_index) or self._unseen(each),
                any(getattr(each.border, side) for side in _SIDES),
            )
            for each in book.xf_list
        ]

    def __getitem__(self, number: int) -> Style:
        return self._styles[number] if 0 <= number < len(self._styles) else _USUAL

    def _font(self, number: int) -> str:
        """The remark on a font."""
        return self._fonts[number] if number < len(self._fonts) else ""

    def _font_of_part(self, number: int) -> str:
        """The remark on the font of a part of a text."""
        white = number < len(self._ink) and alike(self._ink[number], WHITE)
        return self._font(number) or (UNSEEN if white else "")

    def _unseen(self, style: Any) -> str:
        """The remark on letters that have the colour of their ground."""
        filled = style.background.fill_pattern
        ground = self._colours.get(style.background.pattern_colour_index) if filled == 1 else WHITE
        font = style.font_index
        seen = filled > 1 or ground is None or font >= len(self._ink) or not alike(self._ink[font], ground)
        return "" if seen else UNSEEN

    def parted(self, text: str, runs: Sequence[tuple[int, int]], remarks: set[str]) -> str:
        """A text in several fonts, each from its place on: struck, raised and white parts stand apart and are told."""
        last = len(text)
        for place, font in reversed(runs):
            if (remark := self._font_of_part(font)) and text[place:last].strip():
                remarks.add(remark)
                text = f"{text[:place]} {text[place:last]} {text[last:]}"
            last = place
        return text
