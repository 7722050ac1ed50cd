"""A Word document that is one XML file instead of a package: Word 2003 XML and the flat form of .docx.

Many systems of offices fill such a file from a template and name it .doc. Its parts are given out under the paths that
they would have in a package.
"""

import re

from lxml import etree

from gongkai.papers.word.names import W
from gongkai.papers.xml_parts import Element, tree_of

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OLD = "http://schemas.microsoft.com/office/word/2003/wordml"
_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="styles" Target="styles.xml"/></Relationships>'
)
# Names that the later format writes otherwise.
_RENAMED = re.compile(rb"(</?w:)([vh])merge\b")


def flat_parts(data: bytes, name: str) -> dict[str, bytes]:
    """The parts by path; none for XML that is no Word document. Raises CannotOpen for broken XML."""
    root = tree_of(data, name)
    if root.tag == f"{_PACKAGE}package":
        return {
            part.get(f"{_PACKAGE}name", "").lstrip("/"): etree.tostring(content[0], encoding="utf-8")
            for part in root
            if (content := part.find(f"{_PACKAGE}xmlData")) is not None and len(content)
        }
    if root.tag == f"{{{_OLD}}}wordDocument":
        body, styles = root.find(f"{{{_OLD}}}body"), root.find(f"{{{_OLD}}}styles")
        if body is not None:
            parts = {"word/document.xml": _renewed(body, b"document")}
            if styles is not None:
                parts["word/_rels/document.xml.rels"] = _RELATIONS
                parts["word/styles.xml"] = _renewed(styles, None)
            return parts
    return {}


def _renewed(element: Element, around: bytes | None) -> bytes:
    """The element under the later names, inside one more where it is no root by itself."""
    content = etree.tostring(element, encoding="utf-8", with_tail=False)
    content = _RENAMED.sub(rb"\1\2Merge", content.replace(_OLD.encode(), W[1:-1].encode()))
    if around is None:
        return content
    space = W[1:-1].encode()
    return b'<w:%s xmlns:w="%s">%s</w:%s>' % (around, space, content, around)
