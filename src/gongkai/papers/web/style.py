"""What a page's own styles say about its elements: shown or hidden, struck out, drawn as a cell. Nothing is fetched:
a style sheet that lies elsewhere is unknown, as it is to whoever opens the saved page alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.papers.web.rules import Declarations, Rule, blocks, declarations, rule_of

_TELLING = re.compile(
    r"display\s*:|visibility\s*:|line-through|opacity\s*:|mso-hide|overflow\s*:|font-size\s*:\s*0|list-style"
    r"|white-space",
    re.I,
)
_NOTHING = re.compile(r"0(?:\.0*)?(?:px|pt|em|rem|%|cm|mm)?")
_FAR = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt|em)?")
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


PLAIN = Look()
DRAWN = Look(display="table-cell")  # said of a cell it says nothing


class Tangled(ValueError):  # noqa: N818 - never leaves the reader of pages
    """Styles that no honest page has: to settle them would take minutes."""


class Styles:
    """The rules of a page's `<style>` elements and of its style attributes."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        self._looks: dict[str, Look] = {}
        self._work = 0
        count = 0
        for text in texts:
            if len(text) > _MOST or not _TELLING.search(text):
                continue
            for selector, said in blocks(text):
                for one in selector.split(","):
                    count += 1
                    if count <= _MOST_RULES and (rule := rule_of(one.strip(), said, count)):
                        for key in rule.last.ids or rule.last.classes or (rule.last.tag,):
                            self._rules.setdefault(key, []).append(rule)
                            break
        self.ruled = bool(self._rules)  # an element without a style of its own may have a look

    def of(self, element: etree._Element) -> Look:
        """The look of an element by its own style and the page's rules."""
        inline = element.get("style")
        if not self.ruled:
            return PLAIN if inline is None else self.inline(inline)
        rules = self._fitting(element)
        if not rules:
            if inline is None:
                return PLAIN
            return self.inline(inline)
        settled: Declarations = {}
        for said in (*(rule.said for rule in rules), declarations(inline or "")):
            for name, (value, important) in said.items():
                if important or not settled.get(name, ("", False))[1]:
                    settled[name] = (value, important)
        return _look(settled)

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


def _on_screen(style: etree._Element) -> bool:
    media = (style.get("media") or "all").lower()
    return "all" in media or "screen" in media


def _look(said: Declarations) -> Look:
    if not said:
        return PLAIN

    def value(name: str) -> str:
        return said[name][0] if name in said else ""

    visibility = value("visibility")
    flat = any(_NOTHING.fullmatch(value(name)) for name in ("height", "max-height", "width"))
    look = Look(
        gone=value("display") == "none"
        or visibility == "collapse"
        or value("mso-hide") == "all"
        or _NOTHING.fullmatch(value("opacity")) is not None
        or (flat and value("overflow") == "hidden")
        or _FAR.fullmatch(value("text-indent")) is not None
        or _FAR.fullmatch(value("left")) is not None
        or value("clip").replace(" ", "").startswith(("rect(0", "rect(1px,1px,1px,1px")),
        visible=None if not visibility or visibility == "inherit" else visibility != "hidden",
        struck="line-through" in value("text-decoration") + value("text-decoration-line"),
        display=value("display"),
        unnumbered="none" in f"{value('list-style')} {value('list-style-type')}".split(),
        tiny=_NOTHING.fullmatch(value("font-size")) is not None,
        kept_blanks=value("white-space") in ("pre", "pre-wrap", "pre-line", "break-spaces"),
    )
    return PLAIN if look == PLAIN else look
