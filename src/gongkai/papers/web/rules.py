"""The rules of a style sheet, as far as their selectors are names, classes, ids, attributes; and what they declare."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

_PROPERTIES = frozenset(
    (
        *("display", "visibility", "opacity", "mso-hide", "white-space", "list-style", "list-style-type"),
        *("height", "max-height", "width", "overflow", "clip", "clip-path", "transform", "position"),
        *("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent"),
        *("text-decoration", "text-decoration-line"),
        *("color", "background", "background-color", "font-size", "font", "content", "unicode-bidi"),
    )
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SIMPLE = r"[.#][\w-]+|\[[\w-]+(?:=[\"']?[\w-]*[\"']?)?\]|:(?:first|last)-child|:nth-child\(\d{1,4}\)"
_COMPOUND = re.compile(rf"([a-zA-Z][\w-]*|\*)?((?:{_SIMPLE})*)")
_BESIDE = re.compile(r"::?(?:before|after)$")
_ESCAPED = re.compile(r"\\([0-9a-f]{1,6})\s?")
_WIDE = 1200  # pixels of a usual screen
_NARROW = re.compile(r"max-|print|\bnot\b|portrait|prefers-|hover|speech")
_FROM = re.compile(r"min-(?:device-)?width:(\d+)(?:\.\d+)?px")

Declarations = dict[str, tuple[str, bool]]  # property → value, important


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    others: tuple[str, ...] = ()  # attributes in brackets, places among the neighbours

    def fits(self, element: etree._Element) -> bool:
        if self.tag not in ("", "*", element.tag):
            return False
        if self.ids and element.get("id") not in self.ids:
            return False
        if self.classes and not self.classes <= set((element.get("class") or "").split()):
            return False
        return all(_other_fits(each, element) for each in self.others)


def _other_fits(asked: str, element: etree._Element) -> bool:
    if asked.startswith("["):
        name, is_equal, value = asked[1:-1].partition("=")
        said = element.get(name.lower())
        return said is not None and (not is_equal or said == value.strip("\"'"))
    if asked == ":last-child":
        return element.getnext() is None
    place = 1 if asked == ":first-child" else int(asked[len(":nth-child(") : -1])
    before = element.itersiblings(preceding=True)
    return sum(isinstance(each.tag, str) for each in islice(before, place)) == place - 1


@dataclass(frozen=True, slots=True)
class Rule:
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


def blocks(text: str) -> Iterator[tuple[str, Declarations]]:
    """Selector and declarations of every plain rule; rules for print, for narrow screens and the like are left out,
    those for wide ones are not."""
    text = _COMMENT.sub("", text).replace("<!--", "").replace("-->", "")
    place = 0
    while (start := text.find("{", place)) >= 0:
        selector = text[place:start].rsplit(";", 1)[-1].rsplit("}", 1)[-1].strip()
        if selector.startswith("@"):
            place = start + 1 if _holds(selector.lower()) else _after(text, start)
            continue
        end = text.find("}", start)
        end = end if end >= 0 else len(text)
        if said := declarations(text[start + 1 : end]):
            yield selector, said
        place = end + 1


def _holds(condition: str) -> bool:
    """Whether a group of rules is for a usual screen."""
    if condition.startswith(("@supports", "@layer")):
        return "not" not in condition
    if not condition.startswith("@media"):
        return False
    return any(
        not _NARROW.search(query)
        and all(int(width) <= _WIDE for width in _FROM.findall(query.replace(" ", "")))
        for query in condition.split(",")
    )


def _after(text: str, start: int) -> int:
    """The place behind the brace that closes the one at `start`."""
    depth = 0
    for found in re.finditer(r"[{}]", text[start:]):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return start + found.end()
    return len(text)


def rule_of(selector: str, said: Declarations, order: int) -> Rule | None:
    """The rule of one selector; None for one that asks for more. What a style sheet sets before or behind a text is
    said of the element itself."""
    bare = _BESIDE.sub("", selector)
    said = {name: value for name, value in said.items() if (name == "content") == (bare != selector)}
    if not said:
        return None
    selector = bare or "*"
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
        simple = re.findall(_SIMPLE, found[2])
        compounds.append(
            (
                _Compound(
                    (found[1] or "").lower(),
                    frozenset(each[1:] for each in simple if each[0] == "#"),
                    frozenset(each[1:] for each in simple if each[0] == "."),
                    tuple(each for each in simple if each[0] in "[:"),
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
        sum(len(each.classes) + len(each.others) for each in every),
        sum(each.tag not in ("", "*") for each in every),
        order,
    )
    way = tuple((every[n - 1], compounds[n][1]) for n in range(len(compounds) - 1, 0, -1))
    return Rule(every[-1], way, weight, said)


def declarations(style: str) -> Declarations:
    said: Declarations = {}
    for each in style.split(";")[:200]:
        name, colon, value = each.partition(":")
        name = name.strip().lower()
        if colon and name in _PROPERTIES:
            value = value.strip().lower()
            if name == "content" and not _counts(value):
                continue
            important = value.endswith("!important")
            if important or not said.get(name, ("", False))[1]:
                said[name] = (value.removesuffix("!important").strip(), important)
    return said


def _counts(content: str) -> bool:
    """Whether a text that a style sheet adds may have a figure in it; signs of icons are named by numbers."""
    codes = [int(code, 16) for code in _ESCAPED.findall(content)]
    bare = _ESCAPED.sub("", content)
    return (
        "counter" in bare
        or any(each.isdigit() for each in bare)
        or any(0x30 <= code <= 0x39 for code in codes)
    )
