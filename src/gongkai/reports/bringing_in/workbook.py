"""Reading an .xlsx: which sheet, where its heading stands, its rows. No formula is computed, no macro accepted."""

import re
import warnings
import zipfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from gongkai.base.refusal import Refused
from gongkai.records.files.examination import examine
from gongkai.reports.bringing_in.cells import Cell
from gongkai.reports.bringing_in.sheets import BY_TITLE, EXAMPLE, MARK, Sheet

MOST_ROWS = 50_000
MOST_BYTES = 100 * 1024 * 1024  # unpacked
HEADING_WITHIN = 10  # rows
_OLE = b"\xd0\xcf\x11\xe0"
# Attributes are looked for in the length that spreadsheets write: a hostile one must not take hours.
_MERGED = re.compile(rb'<(?:\w{1,9}:)?mergeCell\s[^<>]{0,99}?ref="([A-Z0-9:]+)"')
# A formula without a result: none written down, or an empty one that is not said to be an empty text.
_UNCOMPUTED = re.compile(
    rb'<(?:\w{1,9}:)?c\s(?![^<>]{0,199}t="str")[^<>]{0,99}?r="([A-Z]+\d+)"[^<>]{0,99}>\s{0,9}'
    rb"<(?:\w{1,9}:)?f(?:\s[^<>]{0,199})?(?:/>|>[^<]{0,8192}</(?:\w{1,9}:)?f>)\s{0,9}"
    rb"(?:<(?:\w{1,9}:)?v\s{0,9}/>|<(?:\w{1,9}:)?v>\s{0,9}</(?:\w{1,9}:)?v>)?\s{0,9}</(?:\w{1,9}:)?c>"
)
_HIDDEN_ROW = re.compile(
    rb'<(?:\w{1,9}:)?row\s(?=[^<>]{0,299}?\bhidden="(?:1|true)")(?:[^<>]{0,299}?\s)?r="(\d{1,7})"'
)
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w{1,9}:)?col\s([^<>]{0,299}?\bhidden="(?:1|true)"[^<>]{0,299})>')
_FROM, _TO = re.compile(rb'\bmin="(\d{1,5})"'), re.compile(rb'\bmax="(\d{1,5})"')
_MOST_COLUMNS = 16_384
_CHUNK = 1 << 20
_OVERLAP = 1 << 14  # longer than any cell with a formula


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file: its number there, its cells by column, or why it cannot be read."""

    number: int
    cells: dict[str, Cell]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the library does not say of a sheet. Rows count from 1, columns from 0."""

    merged: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    # Column → the first rows with a formula that was never computed: one more than can stand above a heading.
    uncomputed: dict[int, set[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that is known, and its rows; blank rows and the example are left out."""

    sheet: Sheet
    rows: list[Row]


def read(file: IO[bytes]) -> Table:
    """The one known sheet of a file, wholly read. Raises Refused with a sentence."""
    _safe(file)
    try:
        with warnings.catch_warnings():
            # What the library merely warns of (a number that is no day) is judged cell by cell.
            warnings.simplefilter("ignore")
            return _read(file)
    except Refused:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as problem:
        raise Refused("文件打不开，可能已经损坏；请用表格软件打开，另存为 .xlsx 再试。") from problem


def _read(file: IO[bytes]) -> Table:
    with closing(load_workbook(file, read_only=True, data_only=True, keep_links=False)) as book:
        sheet = _known(book.sheetnames)
        page: Any = book[sheet.title]
        if page.sheet_state != "visible":
            raise Refused(f"“{sheet.title}”表是隐藏的；请取消隐藏，看过内容再试。")
        table = Table(sheet, _rows(page, sheet, _layout(file, page._worksheet_path)))
    _refuse_marks(file)
    return table


def _refuse_marks(file: IO[bytes]) -> None:
    """The look for marks of state secrets that uploads are given, at every text of the file. Raises Refused."""
    file.seek(0)
    examine(file, "1.xlsx")


def _safe(file: IO[bytes]) -> None:
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start == _OLE:
        raise Refused("文件加了密码，或者是旧的 .xls 格式；请去掉密码，另存为 .xlsx 再试。")
    if start != b"PK\x03\x04":
        raise Refused("这不是 .xlsx 文件；请用模板填写，另存为 .xlsx 再试。")
    try:
        with zipfile.ZipFile(file) as box:
            parts = box.infolist()
    except (zipfile.BadZipFile, OSError) as problem:
        raise Refused("文件打不开，可能已经损坏；请用表格软件打开，另存为 .xlsx 再试。") from problem
    names = {PurePosixPath(part.filename).name.lower() for part in parts}
    if "vbaproject.bin" in names:
        raise Refused("文件带有宏，不能补录；请另存为不带宏的 .xlsx 再试。")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("文件加了密码；请去掉密码再试。")
    if sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused("文件展开后太大；请分成几份，每份不超过五万行。")
    file.seek(0)


def _known(titles: list[str]) -> Sheet:
    known = [BY_TITLE[title.strip()] for title in titles if title in BY_TITLE]
    if len(known) == 1:
        return known[0]
    if known:
        raise Refused(
            f"文件里有几张可以补录的表（{'、'.join(each.title for each in known)}）；请一个文件只放一张。"
        )
    raise Refused(f"文件里没有认得的工作表；工作表的名称应与模板一致：{'、'.join(BY_TITLE)}。")


def _layout(file: IO[bytes], path: str) -> Layout:
    """What is merged, hidden or never computed in a sheet, read bit by bit."""
    layout = Layout()
    rest = b""
    with zipfile.ZipFile(file) as box, box.open(path.lstrip("/")) as part:
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            for ref in _UNCOMPUTED.findall(text):
                row, column = coordinate_to_tuple(ref.decode())
                if len(rows := layout.uncomputed.setdefault(column - 1, set())) <= HEADING_WITHIN:
                    rows.add(row)
            for ref in _MERGED.findall(text):
                _left, top, _right, bottom = range_boundaries(ref.decode())
                if top is not None and bottom is not None:
                    layout.merged.update(range(top, min(bottom, top + MOST_ROWS) + 1))
            layout.hidden_rows.update(map(int, _HIDDEN_ROW.findall(text)))
            for about in _HIDDEN_COLUMNS.findall(text):
                if (first := _FROM.search(about)) and (last := _TO.search(about)):
                    layout.hidden_columns.update(range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS)))
            rest = text[-_OVERLAP:]
    return layout


def _refuse_uncomputed(heading: int, places: dict[int, str], layout: Layout) -> None:
    """A formula that was never computed reads blank; under 序号, which is not read, it does no harm."""
    for column, rows in sorted(layout.uncomputed.items()):
        below = [row for row in rows if row > heading]
        if below and places.get(column) != MARK:
            raise Refused(
                f"单元格 {get_column_letter(column + 1)}{min(below)} 的公式没有计算结果；"
                "请用表格软件打开、保存后再试，或者改成值。"
            )


def _rows(page: Any, sheet: Sheet, layout: Layout) -> list[Row]:
    places: dict[int, str] | None = None
    rows: list[Row] = []
    for number, cells in enumerate(page.iter_rows(), start=1):
        if places is None:
            places = _heading(cells, sheet)
            if places is None and number >= HEADING_WITHIN:
                break
            if places is not None:
                _refuse_uncomputed(number, places, layout)
            continue
        if (row := _row(number, cells, places, layout)) is not None:
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise Refused(f"超过{MOST_ROWS}行；请分成几份，一份一份补录。")
    if places is None:
        needed = "、".join(column.field.label for column in sheet.columns if column.field.required)
        raise Refused(f"“{sheet.title}”表的前{HEADING_WITHIN}行里没有表头；表头至少要有：{needed}。")
    return rows


def _heading(cells: tuple[Any, ...], sheet: Sheet) -> dict[int, str] | None:
    """Position → key, where the row is the heading. Raises Refused for a column that is not known or doubled."""
    words = {
        place: str(cell.value).strip().rstrip("*＊").strip()
        for place, cell in enumerate(cells)
        if cell.value is not None and str(cell.value).strip()
    }
    labels = {column.field.label: column.field.key for column in sheet.columns}
    required = {column.field.label for column in sheet.columns if column.field.required}
    if not required <= set(words.values()):
        return None
    strangers = [place for place, word in words.items() if word not in labels and word != MARK]
    if strangers:
        letters = "、".join(get_column_letter(place + 1) for place in strangers[:10])
        raise Refused(f"表头里有模板没有的列：{letters}；请删去这一列，或者改成模板的写法。")
    if len(set(words.values())) != len(words):
        raise Refused("表头里有重复的列；请每列只留一个。")
    return {place: labels.get(word, MARK) for place, word in words.items()}


def _row(number: int, cells: tuple[Any, ...], places: dict[int, str], layout: Layout) -> Row | None:
    found, beside, unseen = {}, False, number in layout.hidden_rows
    for place, cell in enumerate(cells):
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if place in places:
            found[places[place]] = Cell(value, cell.number_format or "General", cell.data_type == "e")
            unseen |= place in layout.hidden_columns
        else:
            beside = True
    mark = found.pop(MARK, None)
    if mark is not None and str(mark.value).strip() == EXAMPLE:
        return None
    if not found and not beside:
        return None
    if unseen:
        return Row(number, found, "这一行或者它的某一列是隐藏的；请取消隐藏，看过再补录，不要的删去。")
    if number in layout.merged:
        return Row(number, found, "有合并的单元格，看不出每行的值；请取消合并，逐行填写。")
    if beside:
        return Row(number, found, "没有表头的列里有内容；请删去，或者补上表头。")
    return Row(number, found)
