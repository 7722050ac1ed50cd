"""A file of plain text: judged, decoded, parted into blocks. Tables of HTML in it, as Markdown allows, are grids."""

import re
from collections.abc import Iterator

from gongkai.papers.encodings import decode
from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Document, Grid
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.text import read_text
from gongkai.papers.web.read_html import page

_TABLE = re.compile(r"<(/?)table\b[^<>]{0,500}>", re.IGNORECASE)
_ROW = re.compile(r"<t[dh]\b", re.IGNORECASE)
_MOST = 200  # tables of HTML in one text


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document. Raises CannotOpen for an encoding that is not known, for far too much text."""
    try:
        text = decode(data)
    except CannotOpen as error:
        raise CannotOpen(f"{name}{error}") from None
    if len(text) > limits.characters:
        most = limits.characters // 10_000
        raise CannotOpen(
            f"{name}有{len(text) // 10_000}万字，超过{most}万字的上限，没有打开；请只留下报告正文再试"
        )
    tables = _tables(text) if "<" in text else []
    blocks = tuple(_mixed(text, tables, name, limits)) if tables else read_text.blocks_of(text)
    return Document(blocks, name, Kind.TEXT)


def _tables(text: str) -> list[tuple[int, int]]:
    """Where whole outermost tables of HTML begin and end."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for tag in _TABLE.finditer(text):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth and _ROW.search(text, start, tag.end()):
                found.append((start, tag.end()))
    return found if len(found) <= _MOST else []


def _mixed(text: str, tables: list[tuple[int, int]], name: str, limits: Limits) -> Iterator[Block]:
    place = grids = 0
    for start, end in tables:
        yield from _from_line(text[place:start], text.count("\n", 0, place))
        blocks, _ = page(text[start:end], name, limits, tables_before=grids)
        grids += sum(isinstance(block, Grid) for block in blocks)
        yield from blocks
        place = end
    yield from _from_line(text[place:], text.count("\n", 0, place))


def _from_line(text: str, before: int) -> tuple[Block, ...]:
    """The blocks of a part of the text, numbered as lines of the whole."""
    return read_text.blocks_of("\n" * before + text)[before:] if text.strip() else ()
