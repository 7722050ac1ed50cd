"""A workbook (.xlsx): every cell as it is shown. Numbers take the form their format gives them, a formula is worth its
stored result; hidden sheets, rows and columns are not printed and not read.

The XML is read directly: the libraries lose number formats or hidden rows, or a formula without a result.
"""

from collections.abc import Iterator

from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Document
from gongkai.papers.packed import Packed
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.sheets.sheet import MOST_SHEETS, Sheet, blocks_of
from gongkai.papers.sheets.xlsx_sheet import Book, sheet_of, texts_of
from gongkai.papers.sheets.xlsx_styles import Styles
from gongkai.papers.xml_parts import tree_of

_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document: a grid for every sheet that shows something. Raises CannotOpen: damaged, too large, binary."""
    packed = Packed(data, name, limits)
    sheets = list(_sheets(packed, name, limits))
    return Document(tuple(blocks_of(sheets, name, limits)), name, Kind.XLSX)


def _sheets(packed: Packed, name: str, limits: Limits) -> Iterator[Sheet]:
    content = packed.part("xl/workbook.xml")
    if content is None:
        raise CannotOpen(f"{name}是二进制的Excel文件（.xlsb），不能直接读；请另存为.xlsx再试")
    workbook = tree_of(content, name)
    targets, texts_at, styles_at = _targets(packed, name)
    styles = packed.part(styles_at)
    texts = packed.part(texts_at)
    properties, calculation = workbook.find("{*}workbookPr"), workbook.find("{*}calcPr")
    book = Book(
        texts_of(texts, name) if texts is not None else [],
        Styles(tree_of(styles, name) if styles is not None else None),
        properties is not None and properties.get("date1904") in ("1", "true"),
        calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true"),
    )
    shown = [
        sheet
        for sheet in workbook.iterfind("{*}sheets/{*}sheet")
        if sheet.get("state", "visible") == "visible"
    ]
    if len(shown) > MOST_SHEETS:
        raise CannotOpen(f"{name}有{len(shown)}个工作表，超过{MOST_SHEETS}个的上限，没有打开；请拆分后再试")
    for sheet in shown:
        relation = next((found for key in _RELATIONS if (found := sheet.get(key))), "")
        part = packed.part(targets[relation]) if relation in targets else None
        if part is None:
            raise CannotOpen(f"{name}里缺工作表“{sheet.get('name', '')}”的内容，已损坏，请重新保存或重新索取")
        yield sheet_of(part, sheet.get("name", ""), book, name, limits)


def _targets(packed: Packed, name: str) -> tuple[dict[str, str], str, str]:
    """The parts the workbook names: all by their number, the shared texts, the styles."""
    content = packed.part("xl/_rels/workbook.xml.rels")
    targets: dict[str, str] = {}
    texts, styles = "xl/sharedStrings.xml", "xl/styles.xml"
    for each in tree_of(content, name) if content is not None else ():
        target = each.get("Target", "")
        path = target if target.startswith("/") else f"xl/{target}"
        targets[each.get("Id", "")] = path
        kind = each.get("Type", "").rsplit("/", 1)[-1]
        texts = path if kind == "sharedStrings" else texts
        styles = path if kind == "styles" else styles
    return targets, texts, styles
