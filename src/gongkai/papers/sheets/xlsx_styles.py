"""What the styles of a workbook say that a reader must know: number formats, struck and raised letters, borders."""

from dataclasses import dataclass

from gongkai.papers.remarks import RAISED, STRUCK
from gongkai.papers.sheets.number_formats import BUILT_IN, GENERAL
from gongkai.papers.xml_parts import Element


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell is shown: the code of its number format, a remark on its letters, whether it has a border."""

    code: str = GENERAL
    remark: str = ""
    ruled: bool = False


_USUAL = Style()


class Styles:
    """The cell styles of a workbook by their number."""

    def __init__(self, root: Element | None) -> None:
        self._styles: list[Style] = []
        if root is None:
            return
        codes = dict(BUILT_IN)
        for each in root.iterfind("{*}numFmts/{*}numFmt"):
            if (number := each.get("numFmtId", "")).isdecimal():
                codes[int(number)] = each.get("formatCode", GENERAL)
        fonts = [_remark(font) for font in root.iterfind("{*}fonts/{*}font")]
        borders = [_ruled(border) for border in root.iterfind("{*}borders/{*}border")]
        for each in root.iterfind("{*}cellXfs/{*}xf"):
            font, border = _number(each.get("fontId")), _number(each.get("borderId"))
            self._styles.append(
                Style(
                    codes.get(_number(each.get("numFmtId")), GENERAL),
                    fonts[font] if font < len(fonts) else "",
                    border < len(borders) and borders[border],
                )
            )

    def __getitem__(self, number: str | None) -> Style:
        place = _number(number)
        return self._styles[place] if place < len(self._styles) else _USUAL


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _remark(font: Element) -> str:
    if on(font.find("{*}strike")):
        return STRUCK
    return RAISED if raised(font) else ""


def _ruled(border: Element) -> bool:
    """Whether a line is drawn under a cell or at its side."""
    sides = (border.find(f"{{*}}{side}") for side in ("bottom", "left", "right"))
    return any(side is not None and side.get("style", "none") != "none" for side in sides)


def on(switch: Element | None) -> bool:
    """Whether a switch such as `<strike/>` is there and not turned off."""
    return switch is not None and switch.get("val", "1") not in ("0", "false")


def raised(font: Element) -> bool:
    """Whether letters stand above or below the line."""
    place = font.find("{*}vertAlign")
    return place is not None and place.get("val") in ("superscript", "subscript")
