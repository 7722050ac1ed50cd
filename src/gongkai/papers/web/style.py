"""What a page's own styles say about its elements: shown or hidden, struck out, drawn as a cell. Nothing is fetched:
a style sheet that lies elsewhere is unknown, as it is to whoever opens the saved page alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_PROPERTIES = frozenset(
    {
        *("display", "visibility", "opacity", "mso-hide", "height", "max-height", "width", "overflow"),
        *(
            "text-decoration",
            "text-decoration-line",
            "text-indent",
            "left",
            "clip",
            "font-size",
            "white-space",
        ),
        *("list-style", "list-style-type"),
    }
)
_TELLING = re.compile(
    r"display\s*:|visibility\s*:|line-through|opacity\s*:|mso-hide|overflow\s*:|font-size\s*:\s*0|list-style"
    r"|white-space",
    re.I,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_NOTHING = re.compile(r"0(?:\.0*)?(?:px|pt|em|rem|%|cm|mm)?")
_FAR = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt|em)?")
_MOST = 1_000_000  # characters of style that are looked at
_MOST_RULES = 2000  # that tell anything
_MOST_WORK = 1_000_000  # rules held against elements, on one page

Declarations = dict[str, tuple[str, bool]]  # property → value, important


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


class Tangled(ValueError):  # noqa: N818 - never leaves the reader of pages
    """Styles that no honest page has: to settle them would take minutes."""


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    ids: frozenset[str]
    classes: frozenset[str]

    def fits(self, element: etree._Element) -> bool:
        if self.tag not in ("", "*", element.tag):
            return False
        if self.ids and element.get("id") not in self.ids:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class _Rule:
    """`way` holds the ancestors asked for, nearest first; True where it must be the parent itself."""

    last: _Compound
    way: tuple[tuple[_Compound, bool], ...]
    weight: tuple[int, int, int, int]
    said: Declarations

    def fits(self, element: etree._Element) -> bool:
        if not self.last.fits(element):
            return False
        above = element.getparent()
        for compound, direct in self.way:
            while above is not None and not compound.fits(above):
                if direct:
                    return False
                above = above.getparent()
            if above is None:
                return False
            above = above.getparent()
        return True


class Styles:
    """The rules of a page's `<style>` elements and of its style attributes."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._looks: dict[str, Look] = {}
        self._work = 0
        count = 0
        for text in texts:
            if len(text) > _MOST or not _TELLING.search(text):
                continue
            for selector, said in _blocks(text):
                for one in selector.split(","):
                    count += 1
                    if count <= _MOST_RULES and (rule := _rule(one.strip(), said, count)):
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
        for said in (*(rule.said for rule in rules), _declarations(inline or "")):
            for name, (value, important) in said.items():
                if important or not settled.get(name, ("", False))[1]:
                    settled[name] = (value, important)
        return _look(settled)

    def inline(self, style: str) -> Look:
        """The look that a style attribute alone gives."""
        look = self._looks.get(style)
        if look is None:
            look = self._looks[style] = _look(_declarations(style))
        return look

    def _fitting(self, element: etree._Element) -> list[_Rule]:
        if self._work > _MOST_WORK:
            raise Tangled
        keys = [str(element.tag), "*", element.get("id") or "", *(element.get("class") or "").split()]
        asked = [rule for key in dict.fromkeys(keys) if key in self._rules for rule in self._rules[key]]
        self._work += sum(1 + 20 * len(rule.way) for rule in asked)
        found = [rule for rule in asked if rule.fits(element)]
        return sorted(found, key=lambda rule: rule.weight)


def _blocks(text: str) -> Iterator[tuple[str, Declarations]]:
    """Selector and declarations of every plain rule; rules for print, for narrow screens and the like are left out."""
    text = _COMMENT.sub("", text).replace("<!--", "").replace("-->", "")
    place = 0
    while (start := text.find("{", place)) >= 0:
        selector = text[place:start].rsplit(";", 1)[-1].rsplit("}", 1)[-1].strip()
        if selector.startswith("@"):
            words = selector.lower().split()
            place = start + 1 if words in (["@media", "screen"], ["@media", "all"]) else _after(text, start)
            continue
        end = text.find("}", start)
        end = end if end >= 0 else len(text)
        if said := _declarations(text[start + 1 : end]):
            yield selector, said
        place = end + 1


def _after(text: str, start: int) -> int:
    """The place behind the brace that closes the one at `start`."""
    depth = 0
    for found in re.finditer(r"[{}]", text[start:]):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return start + found.end()
    return len(text)


def _rule(selector: str, said: Declarations, order: int) -> _Rule | None:
    """The rule of one selector; None for one that asks for more than names, classes and ids."""
    parts = selector.replace(">", " > ").split()
    compounds: list[tuple[_Compound, bool]] = []
    direct = False
    for part in parts:
        if part == ">":
            direct = True
            continue
        found = _COMPOUND.fullmatch(part)
        if found is None:
            return None
        names = re.findall(r"([.#])([\w-]+)", found[2])
        compounds.append(
            (
                _Compound(
                    (found[1] or "").lower(),
                    frozenset(name for mark, name in names if mark == "#"),
                    frozenset(name for mark, name in names if mark == "."),
                ),
                direct,
            )
        )
        direct = False
    if not compounds or len(compounds) > 8:
        return None
    every = [compound for compound, _ in compounds]
    weight = (
        sum(len(each.ids) for each in every),
        sum(len(each.classes) for each in every),
        sum(each.tag not in ("", "*") for each in every),
        order,
    )
    way = tuple((every[n - 1], compounds[n][1]) for n in range(len(compounds) - 1, 0, -1))
    return _Rule(every[-1], way, weight, said)


def _declarations(style: str) -> Declarations:
    said: Declarations = {}
    for each in style.split(";")[:200]:
        name, colon, value = each.partition(":")
        name = name.strip().lower()
        if colon and name in _PROPERTIES:
            value = value.strip().lower()
            important = value.endswith("!important")
            if important or not said.get(name, ("", False))[1]:
                said[name] = (value.removesuffix("!important").strip(), important)
    return said


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
