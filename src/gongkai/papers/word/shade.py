"""Whether the letters of a run can be seen: their colour and size, and the colour that lies below them."""

import re

from gongkai.papers.shades import BLACK, WHITE, Colour, alike, colour_of
from gongkai.papers.word.names import (
    COLOUR,
    HIGHLIGHT,
    P_PR,
    SHADING,
    SIZE,
    TBL,
    TC,
    TC_PR,
    TEXT_FILL,
    VAL,
    P,
    W,
    whole,
)
from gongkai.papers.xml_parts import Element

TAGS = (COLOUR, SIZE, TEXT_FILL)
# Light letters, tiny ones, letters filled with something, coloured grounds, letters off their line: without them every
# letter is seen as it is written.
_TELLING = [  # one by one: a pattern that begins with letters is looked for much faster
    re.compile(pattern)
    for pattern in (
        rb"""<w:color\b[^>]*w:val=["'](?:[c-fC-F][0-9a-fA-F]){3}""",
        rb"""<w:sz w:val=["'][0-4]["']""",
        rb"""w:fill=["'](?!auto|[fF]{6})[0-9a-fA-F]{6}""",
    )
]
_TELLING_NAMES = (b":textFill", b"<w:highlight", b"<w:position")
_USUAL_NAME = b"<w:"
_SMALL = 4  # half points
_GROUND = {P: P_PR, TC: TC_PR, TBL: W + "tblPr"}


def shaded(part: bytes) -> bool:
    """Whether anything in a part of the file makes it necessary to look at colours and sizes."""
    return (
        _USUAL_NAME not in part
        or any(name in part for name in _TELLING_NAMES)
        or any(pattern.search(part) for pattern in _TELLING)
    )


def unseen(properties: Element) -> bool | None:
    """Whether the letters with these properties can hardly be seen; None where they say nothing of it."""
    colour: Colour | None = None
    for child in properties:
        tag = child.tag
        if tag == SIZE and 0 < whole(child.get(VAL), 99) <= _SMALL:
            return True
        if tag == TEXT_FILL:
            own = _filled(child)
            if own is None:
                return True
            colour = own
        elif tag == COLOUR and colour is None:
            colour = _hex(child.get(VAL))
    return None if colour is None else alike(colour, _ground(properties))


def _filled(fill: Element) -> Colour | None:
    """The colour that letters are filled with, black for one that is not said plainly; None without any."""
    kinds = {child.tag.rpartition("}")[2]: child for child in fill}
    if "noFill" in kinds:
        return None
    for each in fill.iter():
        name = each.tag.rpartition("}")[2]
        if name == "alpha" and whole(_value(each)) > 80_000:  # how far one sees through
            return None
        if name == "srgbClr" and (found := _hex(_value(each))):
            return found
        if name == "schemeClr" and _value(each) in ("bg1", "lt1"):
            return WHITE
    return BLACK


def _value(element: Element) -> str | None:
    return next(
        (str(value) for name, value in element.items() if str(name).rpartition("}")[2] == "val"), None
    )


def _hex(value: str | None) -> Colour | None:
    found = colour_of(value) if value and value != "auto" else None
    return found[0] if found else None


def _ground(properties: Element) -> Colour:
    """The nearest ground that is said: of the run, its paragraph, cell or table; else white paper."""
    if (marker := properties.find(HIGHLIGHT)) is not None and (found := _hex(marker.get(VAL))):
        return found
    if found := _shading(properties):
        return found
    for above in properties.iterancestors(*_GROUND):
        own = above.find(_GROUND[str(above.tag)])
        if own is not None and (found := _shading(own)):
            return found
    return WHITE


def _shading(properties: Element) -> Colour | None:
    """The ground that properties say; a solid pattern covers it with its own colour."""
    shading = properties.find(SHADING)
    if shading is None:
        return None
    if shading.get(VAL) == "solid" and (found := _hex(shading.get(W + "color"))):
        return found
    return _hex(shading.get(W + "fill"))
