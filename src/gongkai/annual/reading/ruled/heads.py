"""The heads of columns in a matrix: which stretch of columns stands under which words of the form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.annual.reading.ruled.alike import alike
from gongkai.annual.reading.ruled.beside import parted
from gongkai.annual.reading.ruled.columns import Column, Head, OddHead
from gongkai.annual.reading.ruled.lone import lone_total
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.ruled.named import named_by_place, placed_word, rows_named_by_place
from gongkai.annual.reading.ruled.order import keys_in_order
from gongkai.annual.reading.ruled.over import only_years, years_over
from gongkai.annual.reading.said import year_in
from gongkai.annual.reading.values import is_null_word
from gongkai.annual.reading.words import Role, Word

TABLES = ("table2", "table3", "table4")
_LEAST = {"table2": 1, "table3": 2, "table4": 3}  # columns known before a head counts as one of the table
_UP = 3  # rows of headings that may stand above the names of columns
_FIVE = ("business", "research", "welfare", "legal_service", "other")


def heads_of(matrix: Matrix, table: str) -> list[Head | OddHead]:
    """Every head of a table in the matrix, from top to bottom, tables side by side from left to right."""
    found: list[Head | OddHead] = []
    for top, bottom in _blocks(matrix, table):
        columns = _columns(matrix, table, top, bottom)
        if columns is None:
            if len(set(keys_in_order(matrix, table, top, bottom))) >= _LEAST[table]:
                found.append(OddHead(table, top, bottom))
            continue
        for part, labels in parted(matrix, table, columns, bottom):
            known = {(column.group, column.key) for column in part if column.key}
            if len(known) >= _LEAST[table]:
                first = min(column.left for column in part if column.key)
                found.append(
                    Head(table, top, bottom, part, labels, labels_end(matrix, table, bottom, labels, first))
                )
    if table == "table3" and not found and (lone := lone_total(matrix)):
        found.append(lone)
    return found


def labels_end(matrix: Matrix, table: str, top: int, start: int, end: int) -> int:
    """Where the columns of labels end: before columns of figures whose names are lost."""
    while end > start + 1:
        spots = matrix.path(end - 1, top, matrix.height)
        if not spots or any(
            spot.sort in (Sort.LABEL, Sort.TEXT) for spot in spots if not is_null_word(spot.text)
        ):
            break
        end -= 1
    return end


def _blocks(matrix: Matrix, table: str) -> Iterator[tuple[int, int]]:
    """The rows [top, bottom) of every head: rows with names of columns, and the headings above them."""
    names = []
    if matrix.names(table, Role.COLUMN):
        names = [spot for spot in matrix.spots if spot.words and spot.word(table, Role.COLUMN)]
    sure = [spot for spot in names if not any(word.role is Role.ROW for word in spot.words)]
    sure += [spot for spot in rows_named_by_place(matrix, table) if spot not in sure]
    sure.sort(key=lambda spot: spot.row)
    blocks: list[list[int]] = []
    for spot in sure:
        if blocks and spot.row <= blocks[-1][1]:
            blocks[-1][1] = max(blocks[-1][1], spot.bottom)
        else:
            blocks.append([spot.row, spot.bottom])
    for number, (top, bottom) in enumerate(blocks):
        bottom = max([bottom, *(spot.bottom for spot in names if top <= spot.row < bottom)])
        above = blocks[number - 1][1] if number else 0
        for _ in range(_UP):
            if top <= above or not _heading_row(matrix, top - 1, table):
                break
            top -= 1
        yield top, bottom


def _heading_row(matrix: Matrix, row: int, table: str) -> bool:
    """Whether a row holds headings over columns of the table and no figures."""
    roles = (Role.HEAD, Role.COLUMN, Role.ROW, Role.GROUP) if table == "table4" else (Role.HEAD, Role.COLUMN)
    line = matrix.line(row, 0, matrix.width)
    if any(spot.sort is Sort.FIGURE and year_in(spot.text) is None for spot in line):
        return False
    said = [spot for spot in line if not spot.empty]
    if only_years(said):
        return True
    return any(
        word.table == table and word.role in roles and word.key != "corner"
        for spot in line
        for word in spot.words
    )


def _columns(matrix: Matrix, table: str, top: int, bottom: int) -> tuple[Column, ...] | None:
    """Every stretch of columns under the head; None where its words contradict each other."""
    columns: list[Column] = []
    same: tuple[object, ...] = ()
    years = years_over(matrix, top, bottom)
    for place in range(matrix.width):
        path = matrix.path(place, top, bottom)
        leaves = [spot for spot in path if spot.words and spot.word(table, Role.COLUMN)]
        if len(leaves) > 1 or any(spot.sort is Sort.FIGURE and year_in(spot.text) is None for spot in path):
            return None
        said = [spot for spot in path if not spot.empty]
        word = leaves[0].word(table, Role.COLUMN) if leaves else _almost(said, table)
        name = word.key if word else None
        if not _declared(table, name, said, leaves):
            return None
        # A text under the column's own name parts it further.
        below = said[said.index(leaves[0]) :] if leaves else (said[-1:] if name else path[-1:])
        identity = (*map(id, below), years[place])
        if columns and identity == same:
            columns[-1] = replace(columns[-1], right=place + 1)
            continue
        same = identity
        text = " ".join(spot.text for spot in said)
        columns.append(Column(place, place + 1, name, word, None, years[place], text, tuple(said)))
    columns = [
        new if new.word is None or _declared(table, new.key, new.spots, new.spots[-1:]) else old
        for old, new in zip(columns, named_by_place(columns, table), strict=True)
    ]
    if table == "table4":
        return _with_groups(matrix, top, columns)
    return tuple(columns)


def _almost(said: Sequence[Spot], table: str) -> Word | None:
    """The column whose name is almost the lowest text of a head."""
    if table == "table4" or not said or said[-1].sort is not Sort.TEXT:
        return None
    return alike(said[-1].text, table, Role.COLUMN, -2, 99)


def _declared(table: str, name: str | None, said: Sequence[Spot], leaves: Sequence[Spot]) -> bool:
    """Whether the headings above a column are those that the form has above it."""
    if table != "table3" or name is None:
        return True
    for spot in said:
        heading = spot.word(table, Role.HEAD)
        if heading and heading.key == "organisations" and name not in _FIVE:
            return False
        if heading and leaves and said.index(spot) > said.index(leaves[0]):
            return False
    return True


def _with_groups(matrix: Matrix, top: int, columns: list[Column]) -> tuple[Column, ...] | None:
    """Table 四: the group above each column. A heading without a merged cell stands over the blank cells to its
    right; that is believed only where every group so found has its five columns, each once."""
    found: list[Column] = []
    spread = False
    for column in columns:
        if column.key is None:
            found.append(column)
            continue
        named = [spot for spot in column.spots if spot.word("table4", Role.COLUMN)]
        leaf = (named or column.spots[-1:])[0]
        over: list[Spot] = []
        for row in range(top, leaf.row):
            spot = matrix.at[row][column.left]
            back = column.left
            while spot.empty and back > 0:
                back -= 1
                spot = matrix.at[row][back]
                spread = spread or not spot.empty
            over.append(spot)
        groups = {word.key for spot in over if (word := _group_named(spot, Role.ROW))}
        suits = any(_group_named(spot, Role.GROUP) for spot in over)
        if len(groups) > 1 or (suits and "reconsideration" in groups):
            return None
        group = groups.pop() if groups else "suits" if suits else None
        found.append(replace(column, group=group))
    if spread and not _five_each(found):
        return None
    return tuple(found)


def _group_named(spot: Spot, role: Role) -> Word | None:
    """The group of table 四 that a heading names, with a slip or in short too."""
    word = spot.word("table4", role) or placed_word(spot.text, "table4", role)
    return alike(spot.text, "table4", role, -2, 99) if word is None and spot.sort is Sort.TEXT else word


def _five_each(columns: Sequence[Column]) -> bool:
    """Whether the columns of each group stand side by side, five different ones."""
    runs: list[tuple[str | None, list[str]]] = []
    for column in columns:
        if column.key is None:
            continue
        if not runs or runs[-1][0] != column.group or len(runs[-1][1]) == len(_FIVE):
            runs.append((column.group, []))
        runs[-1][1].append(column.key)
    return all(len(keys) == len(set(keys)) == len(_FIVE) for _, keys in runs)
