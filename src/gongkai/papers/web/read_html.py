"""A web page, saved or as its system wrote it: whole, navigation and all, as headings, lines and grids.

What a browser does not show is left out; nothing is fetched and no script runs.
"""

import re

from lxml import etree

from gongkai.papers.encodings import decode_page
from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Document, Grid
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.text.read_text import regrouped
from gongkai.papers.web.flow import DIM, blocks_of
from gongkai.papers.web.style import Tangled
from gongkai.papers.web.walk import Walk

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{3000}[^<>]*")
_MOST_ATTRIBUTES = 500  # of one element: the parser compares each with each
_LITTLE = 100  # characters of a page whose content lies in another
_PLACEHOLDER = re.compile(
    r"\{\{[^{}<>]{0,200}\}\}|\$\{[^{}<>]{0,200}\}"
)  # where a script was to set a figure


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The page in some bytes. Raises CannotOpen: no known encoding, nested too deep, too many cells, only frames."""
    try:
        text = decode_page(data)
    except CannotOpen as error:
        raise CannotOpen(f"{name}{error}") from None
    blocks, frames = page(text, name, limits)
    if not any(isinstance(block, Grid) for block in blocks):
        printed = sum(len(block.text) for block in blocks if not isinstance(block, Grid))
        if printed < _LITTLE and frames:
            raise CannotOpen(
                f"{name}只是一个框架，正文在另外的网页或文件里，本系统不上网去取；请打开正文所在的页面，另存后再试"
            )
        if not printed and "<script" in text.lower():
            raise CannotOpen(
                f"{name}里几乎没有文字，正文要由网页里的程序在浏览器中生成，本系统不运行这些程序；"
                "请用浏览器打开这个页面，另存为PDF，或把正文复制成文本再试"
            )
    return Document(regrouped(blocks), name, Kind.HTML)


def page(text: str, name: str, limits: Limits, *, tables_before: int = 0) -> tuple[tuple[Block, ...], int]:
    """The blocks of a page's text, and how many other pages it shows in frames. Raises CannotOpen."""
    if "{{" in text or "${" in text:
        text = _PLACEHOLDER.sub(lambda found: f"{DIM}{found[0]}{DIM}", text)
    root = _tree(_DECLARED.sub("", text, count=1), name)
    if root is None:
        return (), 0
    try:
        walk = Walk(root, name, limits)
    except Tangled:
        raise CannotOpen(f"{name}的样式多得不像正常的网页，没有打开；请用浏览器打开后另存再试") from None
    return tuple(blocks_of(walk.flow, name, limits, tables_before=tables_before)), walk.frames


def _tree(text: str, name: str) -> etree._Element | None:
    """The elements of a page. What the parser would cut off is refused, not read in part."""
    if any(len(tag[0].split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise CannotOpen(f"{name}的一个标签有几百个属性，不像正常的网页，没有打开；请用浏览器打开后另存再试")
    for huge in (False, True):  # sloppy pages nest deeper than the first bound; the second bound is firm
        parser = etree.HTMLParser(no_network=True, huge_tree=huge, encoding="utf-8")
        try:
            root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:
            root = None
        if not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            return root
    raise CannotOpen(f"{name}的标签套得太深或太长，不像正常的网页，没有打开；请用浏览器打开后另存再试")
