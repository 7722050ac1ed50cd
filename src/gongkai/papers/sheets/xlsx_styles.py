"""What the styles of a workbook say that a reader must know: number formats, borders, struck or unseen letters."""

from dataclasses import dataclass

from gongkai.papers.remarks import RAISED, STRUCK, UNSEEN
from gongkai.papers.shades import BLACK, WHITE, Colour, alike, colour_of
from gongkai.papers.sheets.number_formats import BUILT_IN, GENERAL
from gongkai.papers.xml_parts import Element

_INDEXED = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE}
_THEME = {0: WHITE, 1: BLACK}  # the others are coloured, and differ from theme to theme
_SMALL = 2.0  # points


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
        self.fading: frozenset[int] = frozenset()  # styles under a condition that hide what they are set on
        if root is None:
            return
        codes = dict(BUILT_IN)
        for each in root.iterfind("{*}numFmts/{*}numFmt"):
            if (number := each.get("numFmtId", "")).isdecimal():
                codes[int(number)] = each.get("formatCode", GENERAL)
        fonts = list(root.iterfind("{*}fonts/{*}font"))
        told = [_remark(font) for font in fonts]
        grounds = [_ground(fill) for fill in root.iterfind("{*}fills/{*}fill")]
        borders = [_ruled(border) for border in root.iterfind("{*}borders/{*}border")]
        for each in root.iterfind("{*}cellXfs/{*}xf"):
            letters, border = _number(each.get("fontId")), _number(each.get("borderId"))
            filled = _number(each.get("fillId"))
            ground = grounds[filled] if filled < len(grounds) else WHITE
            remark = told[letters] if letters < len(fonts) else ""
            if not remark and letters < len(fonts) and unseen(fonts[letters], ground):
                remark = UNSEEN
            self._styles.append(
                Style(
                    codes.get(_number(each.get("numFmtId")), GENERAL),
                    remark,
                    border < len(borders) and borders[border],
                )
            )

        self.fading = frozenset(
            place
            for place, each in enumerate(root.iterfind("{*}dxfs/{*}dxf"))
            if (font := each.find("{*}font")) is not None
            and font.find("{*}color") is not None
            and unseen(font, WHITE if (fill := each.find("{*}fill")) is None else _ground(fill))
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


def unseen(font: Element, ground: Colour | None) -> bool:
    """Whether letters of a font can hardly be seen on a ground; None: a ground whose colour is not known."""
    size = font.find("{*}sz")
    if size is not None and _amount(size.get("val"), _SMALL + 1) <= _SMALL:
        return True
    said = font.find("{*}color")
    colour = BLACK if said is None else _colour(said)
    return colour is not None and ground is not None and alike(colour, ground)


def _ground(fill: Element) -> Colour | None:
    """The colour of a fill, white where there is none; None where it is not known."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return None if len(fill) else WHITE
    kind = pattern.get("patternType")
    said = pattern.find("{*}fgColor" if kind == "solid" else "{*}bgColor")
    if kind == "none" or said is None:
        return WHITE
    return _colour(said) if kind in ("solid", None) else None


def _colour(said: Element) -> Colour | None:
    colour = None
    if (code := said.get("rgb")) is not None and (found := colour_of(code[-6:])):
        colour = found[0]
    elif (number := said.get("theme")) is not None:
        colour = _THEME.get(_number(number))
    elif (number := said.get("indexed")) is not None:
        colour = _INDEXED.get(_number(number))
    elif said.get("auto") is not None:
        colour = BLACK
    if colour is None:
        return None
    tint = min(max(_amount(said.get("tint"), 0.0), -1.0), 1.0)
    red, green, blue = (int(n * (1 + tint) if tint < 0 else n + (255 - n) * tint) for n in colour)
    return red, green, blue


def _amount(said: str | None, otherwise: float) -> float:
    try:
        return float(said) if said else otherwise
    except ValueError:
        return otherwise


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
