"""A strict reading of HTML into a small tree: a tag left open or closed twice is a failure, not a repair."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DRAWN = {"rect", "path", "line", "circle", "use"}  # SVG, closed with a slash


@dataclass
class Node:
    """An element: tag, attributes, what stands in it (elements and text) in reading order."""

    tag: str
    attrs: dict[str, str]
    line: int
    inside: list["Node | str"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attrs[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attrs.get(name, default)

    @property
    def children(self) -> list["Node"]:
        return [item for item in self.inside if isinstance(item, Node)]

    @property
    def text(self) -> str:
        """All text below, blanks run together."""
        pieces = [item if isinstance(item, str) else item.text for item in self.inside]
        return " ".join("".join(pieces).split())

    def all(self, *tags: str, **attrs: str) -> Iterator["Node"]:
        """Every element, itself first, with one of the tags and these attributes (`class_` for class)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        if (not tags or self.tag in tags) and all(self.attrs.get(k) == v for k, v in wanted.items()):
            yield self
        for child in self.children:
            yield from child.all(*tags, **attrs)

    def one(self, *tags: str, **attrs: str) -> "Node":
        found = list(self.all(*tags, **attrs))
        assert len(found) == 1, f"expected one {tags or ''} {attrs or ''}, found {len(found)}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#page", {}, 0)
        self.open = [self.root]
        self.doctype = ""
        self.problems: list[str] = []

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl.lower()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"line {line}: <{tag}> carries an attribute twice")
        node = Node(tag, {name: value or "" for name, value in attrs}, line)
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
        if tag not in VOID | DRAWN:
            self.problems.append(f"line {self.getpos()[0]}: <{tag}/> is not closed in HTML")

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            line, last = self.getpos()[0], self.open[-1]
            self.problems.append(f"line {line}: </{tag}> closes <{last.tag}> of line {last.line}")
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> tuple[Node, list[str]]:
    """The tree, and the problems of its grammar."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    problems = list(reader.problems)
    if reader.doctype != "doctype html":
        problems.append("the page does not begin with <!doctype html>")
    problems += [f"line {node.line}: <{node.tag}> is never closed" for node in reader.open[1:]]
    return reader.root, problems
