"""What a document prints, in a form that a test can state."""

from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.model import Document, Grid
from gongkai.papers.open import from_bytes


def opened(page: str | bytes, limits: Limits = LIMITS) -> Document:
    return from_bytes(page.encode() if isinstance(page, str) else page, "报告", limits)


def lines(document: Document) -> list[str]:
    """The lines outside tables."""
    return [block.text for block in document.blocks if not isinstance(block, Grid)]


def grids(document: Document) -> list[list[list[str]]]:
    """The texts of each grid; a cell's span behind its text (`甲 2×3`), a gap as None's sign ∅."""
    return [
        [
            [
                "∅"
                if cell.gap
                else cell.text + (f" {cell.down}×{cell.across}" if (cell.down, cell.across) != (1, 1) else "")
                for cell in row
            ]
            for row in block.rows
        ]
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def remarks(document: Document) -> list[tuple[str, str]]:
    """Text and remark of every cell that has one."""
    return [
        (cell.text, cell.remark)
        for block in document.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if cell.remark
    ]
