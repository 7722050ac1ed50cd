"""Separators set twice between any two cells part as one; where only some are, nothing is changed."""

import pytest

from gongkai.papers.model import Grid
from gongkai.papers.open import from_text

ROWS = (
    ("", "自然人", "商业企业", "科研机构", "总计"),
    ("予以公开", "0", "", "16", ""),
    ("部分公开", "", "", "", "7"),
    ("不予公开", "2", "3", "", "5"),
)
HEAD = ("信息内容", *ROWS[0][1:])


def cells(separator: str, rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    document = from_text("\n".join(separator.join(row) for row in rows))
    return [
        tuple(cell.text for cell in row)
        for block in document.blocks
        if isinstance(block, Grid)
        for row in block.rows
    ]


@pytest.mark.parametrize("separator", ["\t\t", "\t \t", "\t\t\t", " || "])
def test_a_set_of_separators_parts_as_one(separator: str) -> None:
    rows = (HEAD, *ROWS[1:])
    assert cells(separator, rows) == list(rows)


def test_blank_columns_under_a_whole_head_stay() -> None:
    rows = (HEAD, *((label, "", figure, "", "1") for label, figure in (("予以公开", "4"), ("部分公开", "5"))))
    assert cells("\t", rows) == list(rows)


def test_where_a_separator_stands_once_all_stay() -> None:
    text = "\n".join(
        ("\t\t".join(HEAD), *("\t\t".join(row) for row in ROWS[1:3]), "不予公开\t2\t\t3\t\t\t\t5")
    )
    first = next(block for block in from_text(text).blocks if isinstance(block, Grid)).rows[0]
    assert len(first) == 9
