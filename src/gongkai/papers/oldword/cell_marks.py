"""How many cells a file has and which figures stand in them, told without reading it as a document.

The same is told of an old Word file, of an .rtf and of the .docx made of it, so that a lost cell is noticed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.papers.limits import Limits
from gongkai.papers.packed import Packed
from gongkai.papers.word.names import TC, TR, VAL, P, T, W, whole
from gongkai.papers.xml_parts import Element, tree_of

_FIELD_CODE = re.compile("\x13[^\x13-\x15]*(?:\x14|(?=\x15))")
_DIGITS = re.compile(r"\d+")
_RTF_MARK = re.compile(rb"\\(cell|row|nestcell|nestrow)(?![a-z])")
_SEEN = 3  # lost figures that a sentence names


@dataclass(frozen=True, slots=True)
class Marks:
    """`ends`: ends of cells and of rows; `joined`: how many more there were before neighbours were merged into one
    cell; `figures`: the digits of each cell that has some, as its last paragraph prints them, in reading order (None:
    not told)."""

    ends: int
    figures: tuple[str, ...] | None
    joined: int = 0


def marks_of_text(text: str) -> Marks:
    """Of the text of an old Word file: 7 ends cells and rows."""
    while _FIELD_CODE.search(text):
        text = _FIELD_CODE.sub("", text)
    cells = text.split("\x07")[:-1]
    return Marks(len(cells), _figures(cell.rpartition("\r")[2] for cell in cells))


def marks_of_rtf(data: bytes) -> Marks:
    """Of an .rtf: only how many; its text is written in too many ways."""
    return Marks(sum(1 for _ in _RTF_MARK.finditer(data)), None)


def marks_of_docx(data: bytes, name: str, limits: Limits) -> Marks:
    """Of a .docx with its text as stored: what tracked changes deleted is still in the old file too."""
    content = Packed(data, name, limits).part("word/document.xml") or b""
    root = tree_of(content, name)
    cells = list(root.iter(TC))
    spans = sum(whole(each.get(VAL), 1) - 1 for each in root.iter(W + "gridSpan"))
    rows = sum(1 for _ in root.iter(TR))
    return Marks(len(cells) + rows, _figures(map(_last_paragraph, cells)), spans)


def lost(before: Marks, after: Marks) -> str:
    """What is missing afterwards, for people; "" when nothing is."""
    if before.ends > after.ends + after.joined:
        return f"转换前有{before.ends}个单元格和行的结束标记，转换后只有{after.ends}个"
    if before.figures is not None and after.figures is not None:
        missing = list((Counter(before.figures) - Counter(after.figures)).elements())
        if missing:
            shown = "、".join(missing[:_SEEN]) + ("等" if len(missing) > _SEEN else "")
            return f"有{len(missing)}个数不见了：{shown}"
    return ""


def same_order(before: Marks, after: Marks) -> bool:
    """Whether the figures of the file follow one another afterwards too; others may stand between them."""
    if before.figures is None or after.figures is None:
        return True
    rest = iter(after.figures)
    return all(figure in rest for figure in before.figures)


def _figures(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(digits for text in texts if (digits := "".join(_DIGITS.findall(text))))


def _last_paragraph(cell: Element) -> str:
    paragraphs = cell.findall(P)
    return "".join(each.text or "" for each in paragraphs[-1].iter(T, W + "delText")) if paragraphs else ""
