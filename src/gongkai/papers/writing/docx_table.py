"""A grid as a table of WordprocessingML: fixed columns, real merged cells, heads repeated, rows whole."""

import re
from xml.sax.saxutils import quoteattr

from gongkai.papers.geometry import Placed
from gongkai.papers.writing.characters import shown
from gongkai.papers.writing.columns import PADDING, POINT
from gongkai.papers.writing.docx_text import paragraph, runs
from gongkai.papers.writing.setting import Setting

_BEHIND = re.compile(r"(?<=[0-9])(?=[〔（])")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


def table(grid: Setting, name: str) -> str:
    """The table; `name` is told to screen readers."""
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in grid.widths)
    margin = f'w:w="{twips(PADDING)}" w:type="dxa"'
    caption = f"<w:tblCaption w:val={quoteattr(shown(name))}/>" if name else ""
    properties = (
        f'<w:tblW w:w="{sum(twips(width) for width in grid.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:left {margin}/><w:right {margin}/></w:tblCellMar>{caption}"
    )
    rows = "".join(_rows(grid))
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _rows(grid: Setting) -> list[str]:
    starts = {(item.row, item.column): item for row in grid.rows for item in row}
    owners = {(item.row + d, item.column): item for item in starts.values() for d in range(item.cell.down)}
    count = len(grid.widths)
    written = []
    for number in range(len(grid.rows)):
        cells, column = [], 0
        while column < count:
            item = owners[number, column]
            cells.append(_cell(grid, item, number))
            column += item.cell.across
        heads = "<w:tblHeader/>" if number < grid.heads else ""
        properties = (
            f'<w:cantSplit/><w:trHeight w:val="{twips(grid.height(number))}" w:hRule="atLeast"/>{heads}'
        )
        written.append(f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>")
    return written


def _cell(grid: Setting, item: Placed, row: int) -> str:
    cell, first = item.cell, item.row == row
    properties = f'<w:tcW w:w="{twips(grid.width(item))}" w:type="dxa"/>'
    if cell.across > 1:
        properties += f'<w:gridSpan w:val="{cell.across}"/>'
    if cell.down > 1:
        properties += '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    if (item.row, item.column) in grid.upright:
        properties += '<w:textDirection w:val="tbRlV"/>'
    properties += '<w:vAlign w:val="center"/>'
    left = '<w:jc w:val="left"/>' if grid.flush_left(item) else ""
    # A head stays with the row below it, a table that finds room on a page with itself.
    keep = "<w:keepNext/>" if row < len(grid.rows) - 1 and (grid.whole or grid.only_heads(row)) else ""
    texts = _lines(grid, item) if first else [""]
    size = round(grid.size * 2)
    content = "".join(paragraph("Cell", _sized(runs(text), size), keep + left) for text in texts)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _lines(grid: Setting, item: Placed) -> list[str]:
    """A remark in brackets behind a figure has a line of its own where both find no room in one: some programs part
    the figure rather than begin a line with the bracket."""
    text = item.cell.text
    em = grid.size * POINT
    if len(text) * em > grid.width(item) - 2 * PADDING:
        text = _BEHIND.sub("\n", text)
    return text.split("\n")


def _sized(run: str, half_points: int) -> str:
    """The run in the table's size; 五号 is the style's own."""
    if half_points == 21 or not run:
        return run
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    if "<w:rPr>" in run:
        return run.replace("</w:rPr>", f"{size}</w:rPr>", 1)
    return run.replace("<w:r>", f"<w:r><w:rPr>{size}</w:rPr>", 1)
