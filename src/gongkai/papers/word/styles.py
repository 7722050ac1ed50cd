"""What the styles of a Word document say of a paragraph or a run: heading, numbering, hidden, struck, raised."""

import re
from dataclasses import dataclass

from gongkai.papers.looks import PLAIN, Look
from gongkai.papers.word.names import P_PR, POSITION, R_PR, VAL, W, on, whole
from gongkai.papers.word.shade import unseen
from gongkai.papers.xml_parts import Element

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLES = frozenset(("title", "标题"))
_BODY = 9  # outline level of body text
_LIFTED = 6  # half points above or below the line; less is how Chinese letters are set in the middle of it
_DEEPEST = 20  # styles based on one another


@dataclass(frozen=True, slots=True)
class Style:
    """`level` 1… for a heading, else 0; `list_id` and `list_level` where the style numbers its paragraphs."""

    level: int = 0
    list_id: str | None = None
    list_level: int | None = None
    look: Look = PLAIN


_NO_STYLE = Style()


def look_of(properties: Element) -> Look:
    """The look that a `w:rPr` states itself."""
    hidden = struck = raised = None
    for child in properties:
        tag = child.tag
        if tag == W + "vanish":
            hidden = on(child.get(VAL))
        elif tag in (W + "strike", W + "dstrike"):
            struck = struck or on(child.get(VAL))
        elif tag == W + "vertAlign":
            raised = child.get(VAL) in ("superscript", "subscript")
        elif tag == POSITION and abs(whole(child.get(VAL))) >= _LIFTED:
            raised = True
    faint = unseen(properties)
    return PLAIN if hidden is struck is raised is faint is None else Look(hidden, struck, raised, faint)


class Styles:
    """The styles by id, worked out when first asked for. `shaded`: some letters may be unseen."""

    def __init__(self, root: Element | None, *, shaded: bool = False) -> None:
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self.looks = False  # whether any style hides, strikes, raises or fades
        self.numbers = False  # whether any style numbers its paragraphs
        if root is not None:
            for each in root.iterfind(W + "style"):
                self._elements[each.get(W + "styleId", "")] = each
            self.looks = next(
                root.iter(W + "vanish", W + "strike", W + "dstrike", W + "vertAlign"), None
            ) is not None or (shaded and any(unseen(each) for each in root.iter(R_PR)))
            self.numbers = next(root.iter(W + "numPr"), None) is not None

    def style(self, name: str | None, depth: int = 0) -> Style:
        """The style of an id with what it takes from those it is based on."""
        if name is None or depth > _DEEPEST:
            return _NO_STYLE
        if name not in self._styles:
            element = self._elements.get(name)
            self._styles[name] = _NO_STYLE if element is None else self._read(element, depth)
        return self._styles[name]

    def _read(self, element: Element, depth: int) -> Style:
        based_on = element.find(W + "basedOn")
        below = _NO_STYLE if based_on is None else self.style(based_on.get(VAL), depth + 1)
        name = element.find(W + "name")
        level = _level_by_name(name.get(VAL, "") if name is not None else "") or below.level
        list_id, list_level = below.list_id, below.list_level
        paragraph, run = element.find(P_PR), element.find(R_PR)
        if paragraph is not None:
            if (outline := paragraph.find(W + "outlineLvl")) is not None:
                level = level_of(outline.get(VAL))
            if (numbered := paragraph.find(W + "numPr")) is not None:
                own_id, own_level = numbering_of(numbered)
                list_id = list_id if own_id is None else own_id
                list_level = list_level if own_level is None else own_level
        look = below.look if run is None else look_of(run).over(below.look)
        return Style(level, list_id, list_level, look)


def level_of(outline: str | None) -> int:
    """An outline level as the level of a heading: 0 is the first, 9 is body text."""
    level = whole(outline, _BODY)
    return level + 1 if 0 <= level < _BODY else 0


def numbering_of(properties: Element) -> tuple[str | None, int | None]:
    """List and level that a `w:numPr` states."""
    number, level = properties.find(W + "numId"), properties.find(W + "ilvl")
    return (
        None if number is None else number.get(VAL),
        None if level is None else min(max(whole(level.get(VAL)), 0), 8),
    )


def _level_by_name(name: str) -> int:
    found = _HEADING.match(name)
    return int(found[1]) if found else int(name.lower() in _TITLES)
