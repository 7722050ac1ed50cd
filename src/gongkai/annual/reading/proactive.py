"""Table 二: information disclosed on the organ's own initiative, several small tables one under another."""

import re
from collections.abc import Sequence

from gongkai.annual.form import Address, Edition, Kind, Table
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.borders import settle_borders
from gongkai.annual.reading.damage import doubt_small
from gongkai.annual.reading.evidence import Evidence
from gongkai.annual.reading.fused import split_alone
from gongkai.annual.reading.geometry import place_under_heads
from gongkai.annual.reading.heads import cells_of
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.left_out import rows_left_out
from gongkai.annual.reading.parted import place_parted
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import PAGED, Columns, Placed
from gongkai.annual.reading.placing import place
from gongkai.annual.reading.readings import Readings
from gongkai.annual.reading.rows import Row, rows_of, runs_of
from gongkai.annual.reading.said import Said
from gongkai.annual.reading.spacing import undouble, undouble_one
from gongkai.annual.reading.values import is_null_word, unit_of
from gongkai.annual.reading.words import Role
from gongkai.annual.report import Unread

_TABLE = "table2"
_FAR = 40  # items between a head and its row
_NO_HEAD = "没有认出表头，不能确定各数属于哪一列"
_NO_UNIT = "没有认出这一列的表头，金额的单位不能确定"
_CUT = re.compile(r"单位|[（(][^（()）]*$")  # the head is cut off before its unit ends
_PAGES = 2  # digits of a page number
_PROSE = 40  # characters: a longer text parts a head from what follows


def read_proactive(
    items: list[Item], lean: Edition | None, evidence: Evidence, heard: Sequence[Said | None]
) -> list[Readings]:
    """Every appearance of the table. `lean`: the edition to which the document's own words point; `heard`: of which
    year each item is said to be."""
    found = []
    rows = rows_of(items, _TABLE)
    if evidence.doubled:
        for row in rows:
            if row.mode is Mode.LINE:
                undouble_one(row)
    else:
        undouble(rows)
    for run in runs_of(rows, heard):
        result = Readings(_TABLE, said=heard[run[0].index])
        groups: dict[tuple[str, ...], list[tuple[Row, Table, list[tuple[str, Item]]]]] = {}
        lost: list[Unread] = []
        for row in run:
            words = _head_of(items, row)
            table = _table_of(row, words, lean)
            if table is None and row.filled:
                lost.append(Unread(_TABLE, row.word.key, None, row.label.at, row.text, _NO_HEAD))
            if table is None or not (row.filled or (words and (row.cells or row.loose))):
                continue
            columns = tuple(key for key, _ in words) or tuple(leaf.key for leaf in table.column_leaves)
            groups.setdefault(columns, []).append((row, table, words))
        if all(not words for members in groups.values() for _, _, words in members):
            continue  # words of the table in prose
        result.unread += [*lost, *rows_left_out(items, run, _TABLE)]
        for columns, members in groups.items():
            _read_group(result, columns, members, evidence, items)
        found.append(result)
    return found


def _head_of(items: list[Item], row: Row) -> list[tuple[str, Item]]:
    """The columns printed nearest above a row, in printed order; empty when its head is lost."""
    words: list[tuple[str, Item]] = []
    for item in reversed(items[max(0, row.index - _FAR) : row.index]):
        if item.sort is Sort.LABEL:
            word = item.word(_TABLE, Role.COLUMN)
            if word:
                words.append((word.key, item))
                continue
            if words or any(each.role is Role.CHAPTER for each in item.words):
                break
            if (caption := item.word(_TABLE, Role.HEAD)) and caption.key not in ("corner", row.word.part):
                break
        elif (words and item.sort is not Sort.BLANK) or len("".join(item.text.split())) > _PROSE:
            break
    words.reverse()
    return words


def _table_of(row: Row, words: list[tuple[str, Item]], lean: Edition | None) -> Table | None:
    """The declared table that has this row and exactly these columns."""
    keys = [key for key, _ in words]
    for edition in (lean, *(each for each in FORMS if each is not lean)):
        if edition is None:
            continue
        if keys and not all(
            edition in word.editions for _, item in words for word in item.words if word.table == _TABLE
        ):
            continue
        for table in FORMS[edition].section(_TABLE).tables:
            if row.word.key not in [leaf.key for leaf in table.row_leaves]:
                continue
            declared = [leaf.key for leaf in table.column_leaves]
            if sorted(keys) == sorted(declared) or (not keys and edition is lean):
                return table
    return None


def _read_group(
    result: Readings,
    columns: tuple[str, ...],
    members: list[tuple[Row, Table, list[tuple[str, Item]]]],
    evidence: Evidence,
    items: list[Item],
) -> None:
    rows = [row for row, _, _ in members]
    settle_borders(rows, len(columns))
    placed = place(rows, len(columns), columns=_cells(columns, members), shown=evidence.shown)
    heads = dict(members[0][2])
    placed = place_under_heads(rows, placed, [heads.get(key) for key in columns], evidence.scale)
    if evidence.shown[Mode.LINE] is None:
        placed = [
            Placed(why=PAGED) if row.mode is Mode.LINE and (evidence.paged or _ends_paged(row)) else each
            for row, each in zip(rows, placed, strict=True)
        ]
    if evidence.damaged:
        placed = doubt_small(placed)
    placed = place_parted(rows, placed, len(columns), evidence.parting)
    for (row, table, words), each in zip(members, placed, strict=True):
        each = split_alone(row, each, len(columns))
        kinds = [table.kind(row.word.key, column) for column in columns]
        result.take(row, columns, kinds, each)
        _units(result, row, columns, kinds, words, items)
        edition = next(each for each, form in FORMS.items() if table in form.section(_TABLE).tables)
        result.editions |= {Address(_TABLE, row.word.key, column): edition for column in columns}


def _ends_paged(row: Row) -> bool:
    """Whether a small figure behind a word or sign for nothing may be a page number beside a lost blank."""
    *others, last = row.filled or [row.label]
    return bool(others) and last.text.isdigit() and len(last.text) <= _PAGES and is_null_word(others[-1].text)


def _cells(columns: tuple[str, ...], members: list[tuple[Row, Table, list[tuple[str, Item]]]]) -> Columns:
    """The cells of the head's columns, where all heads of the group agree and lie right of the labels."""
    found = {tuple(sorted((cells_of(words, columns) or {}).items())) for _, _, words in members}
    if len(found) != 1:
        return None
    cells = dict(found.pop())
    widths = {item.piece.width for _, _, words in members for _, item in words}
    if not cells or any(
        row.label.piece.col >= min(cells) or {row.label.piece.width} != widths for row, _, _ in members
    ):
        return None
    return cells


def _units(
    result: Readings,
    row: Row,
    columns: tuple[str, ...],
    kinds: list[Kind],
    words: list[tuple[str, Item]],
    items: list[Item],
) -> None:
    heads = dict(words)
    for column, kind in zip(columns, kinds, strict=True):
        if kind is not Kind.AMOUNT:
            continue
        if column not in heads:
            result.doubt(row.word.key, column, _NO_UNIT)
        elif unit := unit_of(heads[column].text):
            result.state_unit(row.word.key, column, unit)
        elif _CUT.search(heads[column].text) or _unit_between(items, heads[column], row):
            result.doubt(row.word.key, column, _NO_UNIT)


def _unit_between(items: list[Item], head: Item, row: Row) -> bool:
    """Whether the rest of a head that was cut in two may stand between it and the row."""
    scraps = (item.text for item in items[max(0, row.index - _FAR) : row.index] if item.line >= head.line)
    return any("元" in text or "单位" in text for text in scraps if text != head.text)
