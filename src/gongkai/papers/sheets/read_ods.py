"""A workbook of OpenDocument (.ods): the file holds every cell's text as it is shown, and that is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Document
from gongkai.papers.packed import Packed
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD, RAISED, STRUCK, UNSEEN, joined
from gongkai.papers.shades import BLACK, WHITE, alike, colour_of
from gongkai.papers.sheets.sheet import Sheet, Written, blocks_of, column_name
from gongkai.papers.xml_parts import Element
from gongkai.papers.xml_stream import elements, local

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MANY = 10_000  # rows written once: more only fill the sheet
_BEGUN = ("{*}table",)
_ENDED = ("{*}table-row", "{*}table-column", "{*}style")


@dataclass(slots=True)
class _Odd:
    """Styles by name: hidden sheets, struck letters, raised letters, letters in the colour of their ground."""

    hidden: set[str]
    struck: set[str]
    raised: set[str]
    unseen: set[str]


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document: a grid for every sheet that shows something. Raises CannotOpen: damaged, locked, too large."""
    packed = Packed(data, name, limits)
    content = packed.part("content.xml")
    manifest = packed.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise CannotOpen(f"{name}设有密码，打不开；请去掉密码后另存一份再试")
    if content is None:
        raise CannotOpen(f"{name}里没有内容，已损坏，请重新保存或重新索取")
    return Document(tuple(blocks_of(list(_sheets(content, name, limits)), name, limits)), name, Kind.ODS)


def _sheets(content: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    odd = _Odd(set(), set(), set(), set())
    sheet: Sheet | None = None
    row = column = 0
    for event, element in elements(content, name, _ENDED, _BEGUN):
        tag = local(element)
        if tag == "style":
            _note(element, odd)
        elif event == "start":
            if sheet is not None:
                yield sheet
            sheet = None if _get(element, "style-name") in odd.hidden else Sheet(_get(element, "name"))
            row = column = 0
        elif sheet is None:
            continue
        elif tag == "table-column":
            count = _count(element, "number-columns-repeated", _MOST_COLUMNS)
            if _get(element, "visibility") in ("collapse", "filter"):
                sheet.hidden_columns.append((column, column + count - 1))
            column += count
        else:
            if row < _MOST_ROWS:
                row += _read_row(element, row, sheet, odd, limits)
            if len(sheet.cells) > limits.cells:
                raise CannotOpen(
                    f"{name}的工作表“{sheet.name}”超过{limits.cells}格的上限，没有打开；请只留下报告的表格再试"
                )
    if sheet is not None:
        yield sheet


def _read_row(element: Element, row: int, sheet: Sheet, odd: _Odd, limits: Limits) -> int:
    """Take in a row, written once however often it stands in the sheet; how often. It stops beyond the limit of
    cells, which the caller refuses."""
    count = _count(element, "number-rows-repeated", _MOST_ROWS)
    hidden = _get(element, "visibility") in ("collapse", "filter")
    column = 0
    found: dict[int, Written] = {}
    merges: list[tuple[int, int, int]] = []
    for cell in element:
        tag = local(cell)
        if tag not in ("table-cell", "covered-table-cell"):
            continue
        across = _count(cell, "number-columns-repeated", _MOST_COLUMNS)
        if tag == "table-cell":
            written = _written(cell, odd, f"{column_name(column)}{row + 1}")
            if written is not None:
                found |= dict.fromkeys(range(column, column + across), written)
            wide = _count(cell, "number-columns-spanned", _MOST_COLUMNS)
            high = _count(cell, "number-rows-spanned", _MOST_ROWS)
            if wide > 1 or high > 1:
                merges.append((column, high, wide))
        column += across
    if hidden and (found or count < _MANY):
        sheet.hidden_rows.update(range(row, row + min(count, _MANY)))
    for each in range(row, row + min(count, _MANY) if found else row):
        sheet.cells.update(((each, place), written) for place, written in found.items())
        sheet.merges += [(each, at, each + high - 1, at + wide - 1) for at, high, wide in merges]
        if len(sheet.cells) > limits.cells:
            break
    if not found:
        sheet.merges += [(row, at, row + high - 1, at + wide - 1) for at, high, wide in merges]
    return count


def _written(cell: Element, odd: _Odd, place: str) -> Written | None:
    """What a cell shows; None for one without content."""
    remarks: set[str] = set()
    lines = ["".join(_texts(child, odd, remarks)) for child in cell if local(child) in ("p", "h")]
    text = "\n".join(lines).strip("\n")
    style = _get(cell, "style-name")
    if style in odd.struck:
        remarks.add(STRUCK)
    if style in odd.raised:
        remarks.add(RAISED)
    if style in odd.unseen:
        remarks.add(UNSEEN)
    formula = _get(cell, "formula")
    if formula:
        remarks.add(FIELD)
    if not text:
        stored = _get(cell, "value")
        if stored:
            text = f"（存的数是{stored}）"
        elif formula and _get(cell, "value-type") in ("", "float"):
            text = f"={formula.removeprefix('of:=')}（{place}没有存计算结果）"
        else:
            return None
    return Written(text, joined(remarks) if remarks else "")


def _texts(element: Element, odd: _Odd, remarks: set[str]) -> Iterator[str]:
    """The texts of a paragraph; struck and raised ones stand apart and are told."""
    yield element.text or ""
    for child in element:
        tag = local(child)
        if tag == "s":
            yield " " * _count(child, "c", 1000)
        elif tag == "tab":
            yield "\t"
        elif tag == "line-break":
            yield "\n"
        elif tag not in ("annotation", "note", "ruby-text"):
            style = _get(child, "style-name")
            told = {STRUCK} if style in odd.struck else {RAISED} if style in odd.raised else set()
            told |= {UNSEEN} if style in odd.unseen else set()
            remarks |= told
            inner = "".join(_texts(child, odd, remarks))
            yield f" {inner} " if told else inner
        yield child.tail or ""


def _note(style: Element, odd: _Odd) -> None:
    name = _get(style, "name")
    ink, ground = BLACK, WHITE
    for properties in style:
        tag = local(properties)
        if tag == "table-properties" and _get(properties, "display") == "false":
            odd.hidden.add(name)
        elif tag == "text-properties":
            if _get(properties, "text-line-through-style") not in ("", "none"):
                odd.struck.add(name)
            if _get(properties, "text-position").split(" ")[0] not in ("", "0%"):
                odd.raised.add(name)
            if found := colour_of(_get(properties, "color")):
                ink = found[0]
        elif tag == "table-cell-properties" and (found := colour_of(_get(properties, "background-color"))):
            ground = found[0]
    if alike(ink, ground):
        odd.unseen.add(name)


def _get(element: Element, name: str) -> str:
    """An attribute by its own name, whatever its namespace."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def _count(element: Element, name: str, most: int) -> int:
    said = _get(element, name)
    return min(int(said), most) if said.isdecimal() and len(said) < 9 else 1
