"""A document as a PDF of the make that official papers have (GB/T 9704), set by typst: fonts embedded, text that can
be selected, tagged (PDF/UA-1 and PDF/A-2a), chapters as bookmarks. The same document and fonts give the same bytes.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import typst

from gongkai.papers.geometry import Placed
from gongkai.papers.model import Block, Document, Grid, Heading
from gongkai.papers.refusal import CannotWrite
from gongkai.papers.writing.characters import shown
from gongkai.papers.writing.columns import LONGEST_RUN, PADDING, POINT
from gongkai.papers.writing.font_roles import Role
from gongkai.papers.writing.fonts import Fonts
from gongkai.papers.writing.setting import ROW, Setting, led_to, lies, setting
from gongkai.papers.writing.titles import lines_of_title

# The bytes must not depend on the day.
_FORMAT: dict[str, Any] = {"format": "pdf", "pdf_standards": ["ua-1", "a-2a"], "timestamp": 0}
_REFUSED = "这份文件排不成PDF，没有写；请改写成Word（.docx），并把文件交给维护者"
_LOST = "〓"  # the printers' sign for a character that is not there
_LONG = re.compile(rf"[!-~]{{{LONGEST_RUN + 1},}}")  # an address of a page: it may be parted anywhere
_MOST_ROWS = 10  # that stay together in a table of several pages
_OWN = "— 0123456789"  # what the template itself prints


def write_pdf(document: Document, fonts: Fonts, *, remark: str | None = None) -> bytes:
    """The file. `remark` stands above everything. Raises MissingGlyph, naming what no font can print."""
    parts = _parts(document, remark)
    title = _shown(next((b.text for b in document.blocks if isinstance(b, Heading)), document.name)) or "文件"
    fonts.require(_OWN + "".join(_texts(parts)))
    data = {
        "title": title,
        "fonts": {role.name: {"families": fonts.families[role], "weight": role.weight} for role in Role},
        "parts": parts,
    }
    try:
        written, warnings = typst.compile_with_warnings(
            _template(),
            font_paths=fonts.files,
            sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
            **_FORMAT,
        )
    except typst.TypstError as problem:
        raise CannotWrite(_REFUSED) from problem
    if warnings or not isinstance(written, bytes):
        raise CannotWrite(_REFUSED)
    return written


@cache
def _template() -> bytes:
    return files("gongkai.papers.writing").joinpath("templates", "document.typ").read_bytes()


def _parts(document: Document, remark: str | None) -> list[dict[str, Any]]:
    """Runs of blocks that stand upright or lie, as plain values."""
    blocks = document.blocks
    settings = {n: setting(b) for n, b in enumerate(blocks) if isinstance(b, Grid) and any(b.rows)}
    parts: list[dict[str, Any]] = []
    level = 0
    for lying, numbers in groupby(range(len(blocks)), lambda number: lies(blocks, settings, number)):
        inner = [_block(blocks[n], settings.get(n), led_to(blocks, n) != n) for n in numbers]
        parts.append({"lying": lying, "blocks": [each for each in inner if each]})
    for heading in (block for part in parts for block in part["blocks"] if block["kind"] == "heading"):
        # The outline may not leave a level out (PDF/UA).
        level = heading["level"] = min(heading["look"], level + 1)
    if remark:
        parts.insert(0, {"lying": False, "blocks": [{"kind": "remark", "lines": _shown(remark).split("\n")}]})
    return parts


def _block(block: Block, grid: Setting | None, leads: bool) -> dict[str, Any] | None:
    if grid is not None:
        return _grid(grid)
    if isinstance(block, Grid):
        return None
    if not isinstance(block, Heading):
        return {"kind": "paragraph", "lines": _shown(block.text).split("\n"), "leads": leads}
    look = min(max(block.level, 1), 3)
    text = _shown(block.text)
    return {
        "kind": "heading",
        "look": look,
        "lines": lines_of_title(text) if look == 1 else text.split("\n"),
    }


def _grid(grid: Setting) -> dict[str, Any]:
    return {
        "kind": "grid",
        "widths": grid.widths,
        "size": grid.size,
        "whole": grid.whole,
        "padding": [PADDING, (ROW - grid.size * POINT) / 2],
        "repeat": grid.heads > 0,
        "groups": [
            {"head": head, "cells": [_cell(grid, item) for row in rows for item in row]}
            for head, rows in grid.groups
        ],
    }


def _cell(grid: Setting, item: Placed) -> dict[str, Any]:
    text = _LONG.sub(lambda run: "\u200b".join(run[0]), _shown(item.cell.text))
    return {
        "x": item.column,
        "y": item.row,
        "across": item.cell.across,
        "down": item.cell.down,
        # A group of rows stays together unless no page holds it.
        "parts": not grid.whole and item.cell.down > _MOST_ROWS,
        "left": grid.flush_left(item),
        "upright": (item.row, item.column) in grid.upright,
        "text": text.replace("\n", ""),
        "lines": text.split("\n"),
    }


def _shown(text: str) -> str:
    return shown(text, _LOST).replace("\ufffd", _LOST).replace("\t", "\u3000")


def _texts(parts: Sequence[dict[str, Any]]) -> Iterator[str]:
    for block in (block for part in parts for block in part["blocks"]):
        if block["kind"] == "grid":
            yield from (
                line for group in block["groups"] for cell in group["cells"] for line in cell["lines"]
            )
        else:
            yield from block["lines"]
