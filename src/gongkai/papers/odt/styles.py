"""What the styles of an OpenDocument text say: hidden, struck or raised text, and how lists count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.papers.looks import PLAIN, Look
from gongkai.papers.numerals import ODF
from gongkai.papers.odt.names import FO, STYLE, TEXT
from gongkai.papers.shades import WHITE, alike, colour_of
from gongkai.papers.word.names import whole
from gongkai.papers.xml_parts import Element

_TINY = re.compile(r"[0-2](?:\.\d+)?pt")
_DEEPEST = 20  # styles based on one another
OUTLINE = ""  # the name under which the numbering of headings goes


@dataclass(frozen=True, slots=True)
class _Level:
    form: str | None  # None: a bullet
    before: str
    after: str
    start: int
    shown: int  # how many levels are printed
    gap: str


class Styles:
    """The styles by family and name, of one or several roots; later ones go before."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for each in root.iter(STYLE + "style"):
                self._styles[each.get(STYLE + "family", ""), each.get(STYLE + "name", "")] = each
            for each in root.iter(TEXT + "list-style"):
                self._lists[each.get(STYLE + "name", "")] = _levels(each)
            for each in root.iter(TEXT + "outline-style"):
                self._lists[OUTLINE] = _levels(each)

    def look(self, family: str, name: str | None, depth: int = 0) -> Look:
        """How text of a style is printed."""
        element = self._styles.get((family, name or ""))
        if element is None or depth > _DEEPEST:
            return PLAIN
        key = (family, name or "")
        if key not in self._looks:
            look = self.look(family, element.get(STYLE + "parent-style-name"), depth + 1)
            own = element.find(STYLE + "text-properties")
            self._looks[key] = look if own is None else _look(own).over(look)
        return self._looks[key]

    def number(self, style: str, counts: list[int]) -> str:
        """The printed number of a list item: `counts` from the first level to its own. "" for bullets and unknown
        ways of counting."""
        levels = self._lists.get(style, {})
        level = levels.get(len(counts))
        if level is None or level.form is None or level.form not in ODF:
            return ""
        parts = []
        for at in range(len(counts) - level.shown, len(counts)):
            form = levels[at + 1].form if at + 1 in levels else None
            parts.append(ODF[form](counts[at]) if form in ODF and form is not None else "")
        number = ".".join(part for part in parts if part)
        return f"{level.before}{number}{level.after}{level.gap}" if number else ""

    def start(self, style: str, level: int) -> int:
        """The first number of a level (from 1) of a list."""
        levels = self._lists.get(style, {})
        return levels[level].start if level in levels else 1


def _look(properties: Element) -> Look:
    display = properties.get(TEXT + "display")
    through = properties.get(STYLE + "text-line-through-style") or properties.get(
        STYLE + "text-line-through-type"
    )
    position = properties.get(STYLE + "text-position")
    colour, ground = (
        colour_of(properties.get(FO + "color", "")),
        colour_of(properties.get(FO + "background-color", "")),
    )
    below = ground[0] if ground and ground[1] else WHITE
    small = _TINY.fullmatch(properties.get(FO + "font-size", "")) is not None
    return Look(
        None if display is None else display == "none",
        None if through is None else through != "none",
        None if position is None else position.split(" ")[0] not in ("0%", "0"),
        True if small else None if colour is None else alike(colour[0], below),
    )


def _levels(style: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for each in style:
        bullet = not each.tag.endswith(("list-level-style-number", "outline-level-style"))
        alignment = next(each.iter(STYLE + "list-level-label-alignment"), None)
        followed = None if alignment is None else alignment.get(TEXT + "label-followed-by")
        level = whole(each.get(TEXT + "level"), 1)
        levels[level] = _Level(
            form=None if bullet else each.get(STYLE + "num-format", ""),
            before=each.get(STYLE + "num-prefix", ""),
            after=each.get(STYLE + "num-suffix", ""),
            start=max(whole(each.get(TEXT + "start-value"), 1), 0),
            shown=min(max(whole(each.get(TEXT + "display-levels"), 1), 1), level),
            gap="" if followed == "nothing" else " ",
        )
    return levels
