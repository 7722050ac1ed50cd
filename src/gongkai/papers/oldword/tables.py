"""Text and tables of an old Word file, read from its own streams: for files whose table a converter loses.

Only what is certain: a file with anything that this does not follow (tables in tables, cells merged the old way,
properties left over from saving fast) is not read. Automatic numbers are not rendered, styles are not looked at.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.papers.flow import FlowCell, FlowTable, Text
from gongkai.papers.looks import PLAIN, Look
from gongkai.papers.oldword.file import OldFile
from gongkai.papers.oldword.properties import Properties, of_paragraphs, of_runs
from gongkai.papers.remarks import PICTURE, TRACKED

_IN_TABLE, _ROW_END, _DEPTH, _ROW = 0x2416, 0x2417, 0x6649, 0xD608
# Cells that were merged, split, put in or taken out after the row was defined, rows that state themselves elsewhere.
_NOT_FOLLOWED = frozenset((0x5624, 0x5625, 0x7621, 0x5622, 0xD62B, 0x244B, 0x244C, 0x7629))
_DELETED, _INSERTED, _HIDDEN, _STRUCK, _STRUCK_TWICE, _RAISED = 0x0800, 0x0801, 0x083C, 0x0837, 0x2A53, 0x2A48
_SYMBOL = 0x6A09
_CELL_BYTES = 20
_MERGED_ACROSS, _GOES_ON, _BEGINS = 0b11, 0b01, 0b11
_SLIVER = 60  # twentieths of a point: borders nearer to one another are one
_PAGE_MARKS = "\x0c\x0e"
_ENDS = "\r\x07" + _PAGE_MARKS
_PRINTED = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\t": "\t", "\x02": "", "\x05": ""}


class NotFollowed(ValueError):  # noqa: N818 - a file beyond what is read here
    """The file has something that cannot be read for certain."""


@dataclass(slots=True)
class _Paragraph:
    text: str
    remarks: set[str]
    end: str
    properties: dict[int, bytes]


@dataclass(slots=True)
class _Row:
    cells: list[list[Text | FlowTable]]
    borders: list[int]
    down: list[int]


def flow_of(file: OldFile) -> list[Text | FlowTable]:
    """Texts and tables of the main story in reading order. Raises NotFollowed."""
    if not file.main or any(piece.changed for piece in file.main):
        raise NotFollowed("saved fast or before Word 97")
    try:
        return list(_flow(file))
    except (struct.error, IndexError, ValueError) as error:
        raise NotFollowed(str(error)) from error


def _flow(file: OldFile) -> Iterator[Text | FlowTable]:
    rows: list[_Row] = []
    cells: list[list[Text | FlowTable]] = []
    cell: list[Text | FlowTable] = []
    for paragraph in _paragraphs(file):
        properties = paragraph.properties
        if properties.keys() & _NOT_FOLLOWED:
            raise NotFollowed("a table changed after it was made")
        text = Text(paragraph.text.split("\n"), remarks=paragraph.remarks)
        if not any(properties.get(_IN_TABLE, b"")):
            if cells or cell or paragraph.end == "\x07":
                raise NotFollowed("a row without end")
            if rows:
                yield _table(rows)
                rows = []
            yield text
        elif int.from_bytes(properties.get(_DEPTH, b"\1"), "little") > 1:
            raise NotFollowed("a table in a table")
        elif any(properties.get(_ROW_END, b"")):
            rows.append(_row(cells, properties))
            cells = []
        else:
            cell.append(text)
            if paragraph.end == "\x07":
                cells.append(cell)
                cell = []
    if cells or cell:
        raise NotFollowed("a row without end")
    if rows:
        yield _table(rows)


def _paragraphs(file: OldFile) -> Iterator[_Paragraph]:
    properties, runs = of_paragraphs(file), of_runs(file)
    story = _Story(runs)
    for piece in file.main:
        for number, char in enumerate(piece.text):
            place = piece.first + piece.width * number
            if char in _ENDS:
                yield _Paragraph("".join(story.pieces), story.remarks, char, properties.at(place))
                story.pieces, story.remarks = [], set()
            else:
                story.take(char, place)
    if story.pieces:
        yield _Paragraph("".join(story.pieces), story.remarks, "\r", {})


class _Story:
    """Printed characters, one after another."""

    def __init__(self, runs: Properties) -> None:
        self.pieces: list[str] = []
        self.remarks: set[str] = set()
        self._runs = runs
        self._codes: list[bool] = []  # open fields: whether their code is still going on

    def take(self, char: str, place: int) -> None:
        if char == "\x13":
            self._codes.append(True)
        elif char == "\x14" and self._codes:
            self._codes[-1] = False
        elif char == "\x15" and self._codes:
            self._codes.pop()
        elif not any(self._codes):
            self._say(char, self._runs.at(place))

    def _say(self, char: str, properties: dict[int, bytes]) -> None:
        if any(properties.get(_DELETED, b"")):
            self.remarks.add(TRACKED)
            return
        if any(properties.get(_INSERTED, b"")):
            self.remarks.add(TRACKED)
        if char in "\x01\x08":
            self.remarks.add(PICTURE)
            return
        look = PLAIN
        if properties.keys() & {_HIDDEN, _STRUCK, _STRUCK_TWICE, _RAISED}:
            struck = any(properties.get(_STRUCK, b"")) or any(properties.get(_STRUCK_TWICE, b""))
            look = Look(any(properties.get(_HIDDEN, b"")), struck, any(properties.get(_RAISED, b"")))
        printed = "\ufffd" if _SYMBOL in properties else _PRINTED.get(char, char if char >= " " else "")
        self.pieces.append(look.shown(printed, self.remarks))


def _row(cells: list[list[Text | FlowTable]], properties: dict[int, bytes]) -> _Row:
    coded = properties.get(_ROW, b"")
    count = coded[0] if coded else 0
    if count != len(cells) or not count:
        raise NotFollowed("a row of other cells than it says")
    borders = list(struct.unpack_from(f"<{count + 1}h", coded, 1))
    down = []
    for number in range(count):
        at = 1 + 2 * (count + 1) + _CELL_BYTES * number
        flags = struct.unpack_from("<H", coded, at)[0] if at + 2 <= len(coded) else 0
        if flags & _MERGED_ACROSS:
            raise NotFollowed("cells merged across the old way")
        down.append(flags >> 5 & 0b11)
    return _Row(cells, borders, down)


def _table(rows: list[_Row]) -> FlowTable:
    """Rows whose cells end where they please, put into common columns."""
    borders: list[int] = []
    for border in sorted({border for row in rows for border in row.borders}):
        if not borders or border - borders[-1] > _SLIVER:
            borders.append(border)

    def column(border: int) -> int:
        return max(at for at, start in enumerate(borders) if start <= border)

    flow: list[list[FlowCell]] = []
    above: dict[int, FlowCell] = {}
    for row in rows:
        below: dict[int, FlowCell] = {}
        line: list[FlowCell] = []
        if first := column(row.borders[0]):
            line.append(FlowCell([], 0, across=first, gap=True))
        for number, content in enumerate(row.cells):
            left, right = column(row.borders[number]), column(row.borders[number + 1])
            if left >= right:
                raise NotFollowed("a cell without width")
            start = above.get(left) if row.down[number] == _GOES_ON else None
            if start is not None and start.across == right - left:
                start.down += 1
                below[left] = start
                continue
            cell = FlowCell(content, left, across=right - left)
            if row.down[number] == _GOES_ON:
                raise NotFollowed("a merged cell without its beginning")
            if row.down[number] == _BEGINS:
                below[left] = cell
            line.append(cell)
        flow.append(line)
        above = below
    return FlowTable(flow)
