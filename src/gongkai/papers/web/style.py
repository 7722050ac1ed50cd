"""What a page's own styles say about its elements: shown or hidden, struck out, drawn as a cell. Nothing is fetched:
a style sheet that lies elsewhere is unknown, as it is to whoever opens the saved page alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from gongkai.papers.web.rules import Declarations, Rule, blocks, declarations, rule_of
from gongkai.papers.web.shade import PROPERTIES, Shades, size_of, telling

_NOTHING = re.compile(r"0(?:\.0*)?(?:px|pt|em|rem|%|cm|mm)?")
_NEXT_TO_NOTHING = re.compile(r"(?:[01]|0?\.\d+)(?:px|pt)?|0(?:\.0*)?(?:em|rem|%|cm|mm)")
_FAINT = re.compile(r"0?\.[01]\d*|1?\d(?:\.\d+)?%")
_FAR = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt|em|rem|%)?|-[5-9]\d\d(?:\.\d+)?(?:px|pt|em|rem|%)?")
_ANY_FAR = re.compile(r"-?\d{4,}(?:px|pt|em|rem|%)|-[5-9]\d\d(?:px|pt|em|rem|%)")
_SIDES = ("left", "top", "right", "bottom")
_MOVED = frozenset(("absolute", "fixed", "relative"))
_CUT_OFF = re.compile(
    r"rect\((?:0(?:px)?|1px)[ ,]+(?:0(?:px)?|1px|auto)[ ,]+(?:0(?:px)?|1px)[ ,].*|inset\((?:50|100)%.*|circle\(0.*"
)
_FAR_MOVED = re.compile(r"translate\w*\([^)]*-\d{3,}")
_NO_SCALE = re.compile(r"scale[xy]?\(0(?:\.0*)?[,)]")
_MOST = 1_000_000  # characters of style that are looked at
_MOST_RULES = 2000  # that tell anything
_MOST_WORK = 1_000_000  # rules held against elements, on one page


@dataclass(frozen=True, slots=True)
class Look:
    """How an element is drawn. `visible` is None where the element does not say and its parent's holds."""

    gone: bool = False
    visible: bool | None = None
    struck: bool = False
    display: str = ""
    unnumbered: bool = False
    tiny: bool = False  # letters of no size: its own text is not seen
    kept_blanks: bool = False
    dim: bool = False  # what is in it may not be seen
    shaded: bool = False  # whether its letters can be seen depends on what lies below them


PLAIN = Look()
DRAWN = Look(display="table-cell")  # said of a cell it says nothing


class Tangled(ValueError):  # noqa: N818 - never leaves the reader of pages
    """Styles that no honest page has: to settle them would take minutes."""


class Styles:
    """The rules of a page's `<style>` elements and of its style attributes."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        self._looks: dict[str, Look] = {}
        self._work = 0
        count = 0
        for selector, said in _telling(texts):
            for one in selector.split(","):
                count += 1
                if count <= _MOST_RULES and (rule := rule_of(one.strip(), said, count)):
                    for key in rule.last.ids or rule.last.classes or (rule.last.tag or "*",):
                        self._rules.setdefault(key, []).append(rule)
                        break
        self.ruled = bool(self._rules)  # an element without a style of its own may have a look
        self.unseen = Shades(self.declared).unseen

    def of(self, element: etree._Element) -> Look:
        """The look of an element by its own style and the page's rules."""
        inline = _own(element)
        if self.ruled and (rules := self._fitting(element)):
            return _look(_settled(rules, inline))
        return self.inline(inline) if inline else PLAIN

    def declared(self, element: etree._Element) -> Declarations:
        """What the page says of an element itself."""
        return _settled(self._fitting(element) if self.ruled else (), _own(element))

    def inline(self, style: str) -> Look:
        """The look that a style attribute alone gives."""
        look = self._looks.get(style)
        if look is None:
            look = self._looks[style] = _look(declarations(style))
        return look

    def _fitting(self, element: etree._Element) -> list[Rule]:
        if self._work > _MOST_WORK:
            raise Tangled
        keys = [str(element.tag), "*", element.get("id") or "", *(element.get("class") or "").split()]
        asked = [rule for key in dict.fromkeys(keys) if key in self._rules for rule in self._rules[key]]
        self._work += sum(1 + 20 * len(rule.way) for rule in asked)
        found = [rule for rule in asked if rule.fits(element)]
        return sorted(found, key=lambda rule: rule.weight)


def styles_of(root: etree._Element) -> Styles:
    """The styles of a page, as far as they are for a screen."""
    return Styles(style.text or "" for style in root.iter("style") if _on_screen(style))


def _telling(texts: Iterable[str]) -> list[tuple[str, Declarations]]:
    """Selectors and declarations; those of colours and sizes only where any could make a text unseen."""
    found = [each for text in texts if len(text) <= _MOST for each in blocks(text)]
    if any(telling(said) for _, said in found):
        return found
    rest = []
    for selector, said in found:
        if kept := {name: value for name, value in said.items() if name not in PROPERTIES}:
            rest.append((selector, kept))
    return rest


def _own(element: etree._Element) -> str:
    """The style attribute, after what older attributes say of colours, and an element of its direction."""
    style = element.get("style") or ""
    if element.tag == "bdo":
        style = f"unicode-bidi:bidi-override;{style}"
    colour = element.get("color") if element.tag == "font" else element.get("text")
    ground = element.get("bgcolor")
    if colour:
        style = f"color:{colour};{style}"
    return f"background-color:{ground};{style}" if ground else style


def _settled(rules: Iterable[Rule], inline: str) -> Declarations:
    """The declarations of rules and of a style attribute, the weightiest of each."""
    settled: Declarations = {}
    for said in (*(rule.said for rule in rules), declarations(inline)):
        for name, (value, important) in said.items():
            if important or not settled.get(name, ("", False))[1]:
                settled[name] = (value, important)
    return settled


def _on_screen(style: etree._Element) -> bool:
    media = (style.get("media") or "all").lower()
    return "all" in media or "screen" in media


def _look(said: Declarations) -> Look:
    if not said:
        return PLAIN

    def value(name: str) -> str:
        return said[name][0] if name in said else ""

    visibility = value("visibility")
    flat = any(_NOTHING.fullmatch(value(name)) for name in ("height", "max-height", "width")) or all(
        _NEXT_TO_NOTHING.fullmatch(value(name)) for name in ("height", "width")
    )
    away = any(_ANY_FAR.fullmatch(value(side)) for side in _SIDES)
    clipped = _CUT_OFF.match(value("clip")) or _CUT_OFF.match(value("clip-path"))
    look = Look(
        gone=value("display") == "none"
        or visibility == "collapse"
        or value("mso-hide") == "all"
        or _NOTHING.fullmatch(value("opacity")) is not None
        or (flat and value("overflow") in ("hidden", "clip"))
        or _FAR.fullmatch(value("text-indent")) is not None
        or (away and value("position") in _MOVED)
        or clipped is not None,
        visible=None if not visibility or visibility == "inherit" else visibility != "hidden",
        struck="line-through" in value("text-decoration") + value("text-decoration-line"),
        display=value("display"),
        unnumbered="none" in f"{value('list-style')} {value('list-style-type')}".split(),
        tiny=size_of(said) == 2,
        kept_blanks=value("white-space") in ("pre", "pre-wrap", "pre-line", "break-spaces"),
        dim="content" in said
        or "override" in value("unicode-bidi")  # digits may stand the other way round
        or (away and value("position") not in _MOVED)
        or any(_ANY_FAR.fullmatch(value(name)) for name in ("margin-left", "margin-top"))
        or _FAINT.fullmatch(value("opacity")) is not None
        or any(pattern.search(value("transform")) for pattern in (_NO_SCALE, _FAR_MOVED)),
        shaded=telling(said),
    )
    return PLAIN if look == PLAIN else look
