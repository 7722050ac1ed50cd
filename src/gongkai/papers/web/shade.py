"""Whether letters can be seen: their colour and size against what lies below them, by all that the page itself says."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from gongkai.papers.shades import BLACK, WHITE, Colour, alike, colour_of, dark, light
from gongkai.papers.web.rules import Declarations

PROPERTIES = frozenset(("color", "background", "background-color", "font-size", "font"))
_SIZE = re.compile(r"(\d*\.?\d+)(px|pt|em|rem|%)?")
_NO_SIZE = re.compile(r"(?:^|\s)0(?:px|pt)?/")  # `font: 0/0 a`
_SMALL = {"px": 2.0, "pt": 1.5, "em": 0.1, "rem": 0.1, "%": 10.0}  # nobody reads letters of this size
_RELATIVE = frozenset(("em", "%"))
_FAINT = 0.2  # how far letters cover their ground at least


@dataclass(frozen=True, slots=True)
class _Shade:
    colour: Colour = BLACK
    ground: Colour = WHITE
    small: bool = False
    faint: bool = False

    def under(self, said: Declarations) -> "_Shade":
        """What holds in an element that says this itself."""
        colour, faint = self.colour, self.faint
        if own := _colour(said, "color"):
            colour, faint = own[0], own[1] < _FAINT
        small = size_of(said)
        return _Shade(colour, _ground(said) or self.ground, self.small if small is None else small > 0, faint)


class Shades:
    """Remembers for one page what holds in which element."""

    def __init__(self, declared: Callable[[etree._Element], Declarations]) -> None:
        self._declared = declared
        self._known: dict[etree._Element, _Shade] = {}

    def unseen(self, element: etree._Element) -> bool:
        """Whether the element's own text can hardly be seen."""
        above: list[etree._Element] = []
        each: etree._Element | None = element
        while each is not None and each not in self._known:
            above.append(each)
            each = each.getparent()
        shade = _Shade() if each is None else self._known[each]
        for one in reversed(above):
            said = self._declared(one)
            shade = self._known[one] = shade.under(said) if said else shade
        return shade.small or shade.faint or alike(shade.colour, shade.ground)


def telling(said: Declarations) -> bool:
    """Whether declarations make it necessary to look what lies below: letters light, faint or tiny, a dark ground, a
    colour on the same colour. What most pages say of their colours does not."""
    colour, ground = _colour(said, "color"), _ground(said)
    if colour and (colour[1] < _FAINT or light(colour[0]) or (ground and alike(colour[0], ground))):
        return True
    return (ground is not None and dark(ground)) or bool(size_of(said))


def size_of(said: Declarations) -> int | None:
    """2 for letters without size, 1 for letters too small to be read, 0 for others; None where nothing is said that
    holds by itself."""
    if "font" in said and _NO_SIZE.search(said["font"][0]):
        return 2
    found = _SIZE.fullmatch(said["font-size"][0]) if "font-size" in said else None
    if found is None:
        return None
    size, unit = float(found[1]), found[2] or "px"
    if size <= _SMALL[unit]:
        return 2 if size == 0 else 1
    return None if unit in _RELATIVE else 0


def _colour(said: Declarations, name: str) -> tuple[Colour, float] | None:
    return colour_of(said[name][0]) if name in said else None


def _ground(said: Declarations) -> Colour | None:
    """The colour that covers what is below; None where none is said, or a picture."""
    if found := _colour(said, "background-color"):
        return found[0] if found[1] > 1 - _FAINT else None
    for word in re.split(r"\s+(?![^(]*\))", said["background"][0]) if "background" in said else ():
        if found := colour_of(word):
            return found[0] if found[1] > 1 - _FAINT else None
    return None
