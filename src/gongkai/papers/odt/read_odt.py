"""OpenDocument texts (.odt and the flat .fodt): printed text, tables by their true columns. The printed text of a cell
counts, not the value stored beside it; deleted text is left out; notes stand at the end."""

from gongkai.papers.flow import blocks_of
from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Document
from gongkai.papers.odt.names import OFFICE
from gongkai.papers.odt.styles import Styles
from gongkai.papers.odt.walk import Walk
from gongkai.papers.packed import Packed
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.text.read_text import regrouped
from gongkai.papers.xml_parts import Element, tree_of

_ENCRYPTED = b"<manifest:encryption-data"


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document. Raises CannotOpen."""
    roots = _packed(data, name, limits) if data.startswith(b"PK") else [tree_of(data, name)]
    body = roots[-1].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise CannotOpen(f"{name}里没有正文，可能已损坏；请用LibreOffice或WPS打开后另存一份再试")
    walk = Walk(Styles(roots), name, limits)
    flow = walk.content(body, 0)
    return Document(regrouped(blocks_of([*flow, *walk.notes], name, limits)), name, Kind.ODT)


def _packed(data: bytes, name: str, limits: Limits) -> list[Element]:
    """The roots of the styles, if any, and of the content."""
    package = Packed(data, name, limits)
    if _ENCRYPTED in (package.part("META-INF/manifest.xml") or b""):
        raise CannotOpen(f"{name}设有打开密码，不能读；请去掉密码后另存再试")
    content = package.part("content.xml")
    if content is None:
        raise CannotOpen(f"{name}里缺少正文部分，已损坏；请用LibreOffice或WPS打开后另存一份再试")
    styles = package.part("styles.xml")
    return [*([tree_of(styles, name)] if styles else []), tree_of(content, name)]
