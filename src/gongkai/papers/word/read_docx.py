"""Word documents (.docx, .docm, .dotx, strict, as one XML file): what Word would print, tables by their true columns.

Tracked changes are taken as accepted, fields by their stored results; headers and footers are left out, notes stand
at the end. What a person must know of a cell is in its remark (`papers.remarks`).
"""

import posixpath
from collections.abc import Callable

from lxml import etree

from gongkai.papers.flow import FlowTable, Text, blocks_of
from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Document
from gongkai.papers.packed import Packed
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.text.read_text import regrouped
from gongkai.papers.word.flat import flat_parts
from gongkai.papers.word.names import STRICT, W
from gongkai.papers.word.numbering import Numbering
from gongkai.papers.word.shade import shaded
from gongkai.papers.word.styles import Styles
from gongkai.papers.word.walk import Walk
from gongkai.papers.xml_parts import Element, tree_of

_MAIN = "word/document.xml"
_NOTES = (("footnotes", W + "footnote"), ("endnotes", W + "endnote"))
_OFFICE_DOCUMENT = "officeDocument"
_STYLE, _END_OF_STYLE, _OF_TABLES = b"<w:style ", b"</w:style>", b'w:type="table"'


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document. Raises CannotOpen."""
    return Document(regrouped(blocks_of(flow_of(data, name, limits), name, limits)), name, Kind.DOCX)


def flow_of(data: bytes, name: str, limits: Limits) -> list[Text | FlowTable]:
    """Texts and tables of the document in reading order, then its notes. Raises CannotOpen."""
    package = _Package(data, name, limits)
    body = package.main.find(W + "body")
    if body is None:
        raise CannotOpen(f"{name}里没有正文，可能已损坏；请用Word或WPS打开后另存一份再试")
    root = package.related("styles")
    styles = Styles(root, shaded=package.shaded)
    has_lists = styles.numbers or next(body.iter(W + "numPr"), None) is not None
    numbering = Numbering(package.related("numbering") if has_lists else None)
    walk = Walk(styles, numbering, name, limits, shaded=package.shaded)
    flow = walk.story(body)
    for part, tag in _NOTES:
        if (
            next(body.iter(f"{tag}Reference"), None) is not None
            and (root := package.related(part)) is not None
        ):
            for note in root.iterfind(tag):
                if note.get(W + "type") is None:  # others are the lines between text and notes
                    flow += walk.story(note)
    return flow


class _Package:
    """The parts of a Word document, found by their relationships."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._name = name
        self._part: Callable[[str], bytes | None]
        if data.startswith(b"PK"):
            self._part = Packed(data, name, limits).part
        else:
            parts = flat_parts(data, name)
            self._part = lambda path: parts.get(path.lstrip("/"))
        path = self._targets("").get(_OFFICE_DOCUMENT, _MAIN)
        content = self._part(path)
        if content is None and path != _MAIN:
            path = _MAIN
            content = self._part(path)
        if content is None:
            raise CannotOpen(f"{name}里缺少正文部分，已损坏；请用Word或WPS打开后另存一份再试")
        self.main = self._tree(content)
        self.shaded = shaded(content)
        self._related = self._targets(path)

    def related(self, kind: str) -> Element | None:
        """The part that the body relates to as `kind`: styles, numbering, footnotes …"""
        path = self._related.get(kind)
        content = None if path is None else self._part(path)
        if content is not None and kind == "styles":
            content = _without_table_styles(content)
            self.shaded = self.shaded or shaded(content)
        return None if content is None else self._tree(content)

    def _targets(self, source: str) -> dict[str, str]:
        """Paths of the parts that a part relates to, by the last word of the relation; "" is the package."""
        folder, base = posixpath.split(source)
        content = self._part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if content is None:
            return {}
        targets: dict[str, str] = {}
        for each in tree_of(content, self._name):
            if each.get("TargetMode") != "External":
                kind = each.get("Type", "").rpartition("/")[2]
                targets.setdefault(
                    kind, posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
                )
        return targets

    def _tree(self, content: bytes) -> Element:
        root = tree_of(content, self._name)
        if any(space.encode() == strict for space in root.nsmap.values() for strict, _ in STRICT):
            content = etree.tostring(root, encoding="utf-8")
            for strict, usual in STRICT:
                content = content.replace(strict, usual)
            root = tree_of(content, self._name)
        return root


def _without_table_styles(content: bytes) -> bytes:
    """The styles of tables are most of the part in many files and say nothing that is asked for here."""
    *styles, rest = content.split(_END_OF_STYLE)
    kept = []
    for style in styles:
        start = style.rfind(_STYLE)
        if start >= 0 and _OF_TABLES in style[start : style.find(b">", start)]:
            kept.append(style[:start])
        else:
            kept.append(style + _END_OF_STYLE)
    return b"".join([*kept, rest])
