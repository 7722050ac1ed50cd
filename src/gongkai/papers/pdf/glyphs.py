"""The printed characters of a page, each once, where they stand. What does not show on paper is left out."""

import ctypes
import math
import unicodedata
from dataclasses import dataclass

from pypdfium2 import raw

from gongkai.papers.pdf.drawn import Drawn, TooMuch
from gongkai.papers.pdf.page import Glyph, Matrix, Page

MOST_CHARACTERS = 100_000  # of one page
_TINY = 2.0  # points: smaller text is not read on paper
_ASKEW = 0.05  # share of an em by which text may lean and still be level
_TWICE = 0.15  # share of an em: the same character so near is the same character, printed bold
_WHITE = 250
UNKNOWN = "\ufffd"  # stands for a printed character whose meaning the file does not tell


@dataclass(slots=True)
class _Run:
    """What the characters of one text object share."""

    number: int
    step: int
    seen: bool
    white: bool
    size: float
    turn: int | None  # None: neither level nor upright


def put_glyphs(page: Page, handle: object, matrix: Matrix, drawn: Drawn) -> None:
    """Read the characters into the page. Raises TooMuch."""
    text = raw.FPDFText_LoadPage(handle)
    try:
        _put(page, text, matrix, drawn)
    finally:
        raw.FPDFText_ClosePage(text)


def _put(page: Page, text: object, matrix: Matrix, drawn: Drawn) -> None:
    count = raw.FPDFText_CountChars(text)
    if count > MOST_CHARACTERS:
        raise TooMuch
    a, b, c, d, e, f = matrix
    runs: dict[int, _Run] = {}
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    askew: list[str] = []
    x, y, loose = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    hides = [area for area in drawn.areas if area.solid]
    spaced = False
    for index in range(count):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        owner = raw.FPDFText_GetTextObject(text, index)
        if not owner:
            continue
        address = ctypes.addressof(owner.contents)
        run = runs.get(address)
        if run is None:
            run = runs[address] = _run_of(text, index, address, matrix, drawn, len(runs))
        if not run.seen:
            continue
        char = _char(code, text, index)
        if not char or char.isspace():
            spaced = spaced or bool(char)
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        left, base = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if not (math.isfinite(left) and math.isfinite(base)):
            continue
        if run.turn is None:
            askew.append(char)
            continue
        wide, tall = loose.right - loose.left, loose.top - loose.bottom
        width = abs(a) * wide + abs(c) * tall if run.turn in (0, 2) else abs(b) * wide + abs(d) * tall
        glyph = Glyph(char, left, base, left + width, run.size, run.turn, run.number, spaced)
        spaced = False
        mid_x, mid_y = glyph.middle
        if not (0 <= mid_x <= page.width and 0 <= mid_y <= page.height):
            continue
        if _hidden(mid_x, mid_y, run, hides, drawn):
            continue
        if _printed_twice(glyph, seen) and not _of_one_sign(glyph, page):
            continue
        page.unknown += char == UNKNOWN
        page.glyphs.append(glyph)
    page.watermark = "".join(askew)


def _run_of(text: object, index: int, address: int, matrix: Matrix, drawn: Drawn, number: int) -> _Run:
    found = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, found)
    a, b, c, d, _, _ = matrix
    along = (found.a * a + found.b * c, found.a * b + found.b * d)
    up = (found.c * a + found.d * c, found.c * b + found.d * d)
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(*up)
    length = math.hypot(*along) or 1.0
    turn: int | None = None
    if abs(along[1]) <= _ASKEW * length:
        turn = 0 if along[0] >= 0 else 2
    elif abs(along[0]) <= _ASKEW * length:
        turn = 1 if along[1] > 0 else 3
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    coloured = raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    white = bool(coloured) and min(red.value, green.value, blue.value) >= _WHITE
    clear = bool(coloured) and alpha.value == 0
    shows = address not in drawn.invisible and not clear and size >= _TINY
    return _Run(number, drawn.steps.get(address, 0), shows, white, size, turn)


def _char(code: int, text: object, index: int) -> str:
    """The character, or UNKNOWN where the file does not tell."""
    if code == 2:  # a hyphen at the end of a line
        return "-"
    if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or code == 0 or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    char = chr(code)
    if unicodedata.category(char) in ("Co", "Cn", "Cc") and not char.isspace():
        return UNKNOWN
    return "" if unicodedata.category(char) == "Cf" else char


def _hidden(x: float, y: float, run: _Run, hides: list, drawn: Drawn) -> bool:  # type: ignore[type-arg]
    """Covered by what was drawn later, or white on nothing."""
    if any(area.step > run.step and area.box.holds(x, y) for area in hides):
        return True
    return run.white and not any(
        area.step < run.step and not area.white and area.box.holds(x, y) for area in drawn.areas
    )


def _printed_twice(glyph: Glyph, seen: dict[tuple[str, int, int], list[tuple[float, float]]]) -> bool:
    reach = _TWICE * glyph.size
    column, row = int(glyph.x / 8), int(glyph.y / 8)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            for x, y in seen.get((glyph.text, column + dx, row + dy), ()):
                if abs(x - glyph.x) <= reach and abs(y - glyph.y) <= reach:
                    return True
    seen.setdefault((glyph.text, column, row), []).append((glyph.x, glyph.y))
    return False


def _of_one_sign(glyph: Glyph, page: Page) -> bool:
    """Whether a dash or dots and the same before it are one sign of the font that stands for both (——, ……)."""
    before = page.glyphs[-1] if page.glyphs else None
    return (
        before is not None
        and unicodedata.category(glyph.text[0]) in ("Pd", "Po")
        and (before.text, before.x, before.y, before.run) == (glyph.text, glyph.x, glyph.y, glyph.run)
    )
