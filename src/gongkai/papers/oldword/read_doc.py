"""Old Word files (.doc, .wps) and .rtf: LibreOffice makes .docx of them, and what it made is held against the file.

A converter that loses a table says nothing (LibreOffice does where a .doc ends in one). So the cells and their figures
are counted in the file itself before and in the .docx after. A file that lost some is read from its own streams, and
refused where that is not certain.
"""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.papers.flow import blocks_of
from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Document, Grid
from gongkai.papers.oldword.cell_marks import (
    Marks,
    lost,
    marks_of_docx,
    marks_of_rtf,
    marks_of_text,
    same_order,
)
from gongkai.papers.oldword.file import Damaged, old_file
from gongkai.papers.oldword.soffice import to_docx
from gongkai.papers.oldword.tables import NotFollowed, flow_of
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD, RECOMPUTED, REORDERED, joined
from gongkai.papers.text.read_text import regrouped
from gongkai.papers.word import read_docx

_RTF = b"{\\rtf"
_WAY_OUT = "请用Word或WPS打开后另存为.docx再试"


def read(data: bytes, name: str, limits: Limits) -> Document:
    """One file in a run of its own. Raises CannotOpen."""
    (document,) = read_all([(name, data)], limits)
    if isinstance(document, CannotOpen):
        raise document
    return document


def read_all(files: Sequence[tuple[str, bytes]], limits: Limits) -> list[Document | CannotOpen]:
    """Several files (name, bytes) in one run of LibreOffice: some twenty at a time cost least. A refusal for each that
    cannot be read, in its place."""
    results: list[Document | CannotOpen] = []
    checked = [_before(data, name) for name, data in files]
    sound = [file for file, marks in zip(files, checked, strict=True) if isinstance(marks, Marks)]
    converted = iter(to_docx(sound, limits) if sound else ())
    for (name, data), marks in zip(files, checked, strict=True):
        made = next(converted) if isinstance(marks, Marks) else marks
        if isinstance(made, bytes) and isinstance(marks, Marks):
            try:
                results.append(_after(made, marks, data, name, limits))
            except CannotOpen as refusal:
                results.append(refusal)
        elif isinstance(made, CannotOpen):
            results.append(made)
    return results


def _kind(data: bytes) -> Kind:
    return Kind.RTF if data.lstrip().startswith(_RTF) else Kind.DOC


def _before(data: bytes, name: str) -> Marks | CannotOpen:
    """What the file itself says of its cells."""
    if _kind(data) is Kind.RTF:
        return marks_of_rtf(data)
    try:
        said = old_file(data)
    except Damaged:
        return CannotOpen(f"{name}已损坏，找不到其中的文字；请用Word或WPS打开修复后另存为.docx再试")
    if said.encrypted:
        return CannotOpen(f"{name}设有打开密码，不能读；请去掉密码后另存再试")
    return marks_of_text(said.text)


def _after(converted: bytes, before: Marks, data: bytes, name: str, limits: Limits) -> Document:
    """The document, if all cells of the file came over. Figures in another order are kept, but marked."""
    after = marks_of_docx(converted, name, limits)
    if missing := lost(before, after):
        try:
            blocks = blocks_of(flow_of(old_file(data)), name, limits)
        except (NotFollowed, Damaged):
            refused = f"{name}经LibreOffice转换后丢失了表格内容（{missing}），没有采用；{_WAY_OUT}"
            raise CannotOpen(refused) from None
        return Document(regrouped(blocks), name, Kind.DOC)
    document = read_docx.read(converted, name, limits)
    blocks = document.blocks
    if not same_order(before, after):
        blocks = tuple(_doubted(block, REORDERED) for block in blocks)
    if before.figures is None:  # nothing was compared, and LibreOffice computes formulas anew
        blocks = tuple(_doubted(block, RECOMPUTED, where=FIELD) for block in blocks)
    return Document(blocks, name, _kind(data))


def _doubted(block: Block, remark: str, where: str = "") -> Block:
    """The block with a remark on every cell, or on those that have a certain remark already."""
    if not isinstance(block, Grid):
        return block
    rows = (
        tuple(
            replace(cell, remark=joined((*filter(None, (cell.remark,)), remark)))
            if where in cell.remark
            else cell
            for cell in row
        )
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))
