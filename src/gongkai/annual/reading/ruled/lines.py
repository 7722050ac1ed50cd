"""The rows of a matrix under a head: which row of the form the labels at the left of each one name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from gongkai.annual.form import Line as FormLine
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.keys import without_number
from gongkai.annual.reading.ruled.alike import alike
from gongkai.annual.reading.ruled.columns import Head
from gongkai.annual.reading.ruled.dated import undated
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot, words_of
from gongkai.annual.reading.ruled.named import placed_word
from gongkai.annual.reading.said import Said, said_in, year_in
from gongkai.annual.reading.words import Role, Word

SHIFTED = "这一行的格与表头的列对不上，可能错位，不能确定各数属于哪一列"
OTHER_GROUP = "这一行的标签与它左边的分组不是格式里的同一组，不能确定是哪一行"
CUT = "这一行可能被换页截成两半，不能确定各数是哪一行的"
_YEAR_ROW = 20  # characters of a row that says which year is below
_PART = "其中"
# 其他 and 总计 without their number name a row only right after these.
_AFTER = {
    "ot_other": {"ot_nosupp", "ot_nofee", "others"},
    "closed": {"ot_any", "ot_nosupp", "ot_nofee", "ot_other", "others"},
}


@dataclass(frozen=True, slots=True)
class Line:
    """Matrix rows [row, bottom) that are one row of the form. `why`: its figures cannot be placed."""

    row: int
    bottom: int
    word: Word
    label: Spot
    year: Said | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """A matrix row with the last label at its left, and that label's words if it is known."""

    row: int
    label: Spot
    path: tuple[Spot, ...]
    word: Word | None
    year: Said | None
    shifted: bool


def lines_of(matrix: Matrix, head: Head, end: int, last: str = "") -> list[Line]:
    """The rows of the form among the matrix rows from the head down to `end`. `last`: the row before the first,
    where a table goes on from another page."""
    named = list(_named(matrix, head, end))
    named = _in_turn(named, head.table, last)
    known = {index: each.word for index, each in enumerate(named) if each.word and each.word.role is Role.ROW}
    lines: list[Line] = []
    skip = -1
    for index, each in enumerate(named):
        if index <= skip:
            continue
        after = named[index + 1] if index + 1 < len(named) else None
        word = _cut(each, after, head.table)
        why = None
        if word and after is not None:
            skip = index + 1
            if not _blank(matrix, head, after.row):
                why = None if _blank(matrix, head, each.row) else CUT
                each = replace(after, shifted=after.shifted or each.shifted)
        else:
            word = known.get(index) or (_near(each, index, known, head.table) if each.word is None else None)
        if word is None:
            continue
        if each.shifted:
            why = SHIFTED
        if why is None and _goes_on(matrix, head, each, end):
            why = CUT
        if why is None and not _fits(each, word, head.table):
            why = OTHER_GROUP
        lines.append(Line(each.row, each.row + 1, word, each.label, each.year, why))
    return lines


def _goes_on(matrix: Matrix, head: Head, each: _Named, end: int) -> bool:
    """Whether a blank row is followed by figures without a label: they may be its own, on the next page."""
    below = each.row + 1
    if below >= min(end, matrix.height) or each.label.bottom > below or not _blank(matrix, head, each.row):
        return False
    labels = [spot for spot in matrix.line(below, head.labels, head.labels_end) if spot.row == below]
    return bool(labels) and all(spot.empty for spot in labels) and not _blank(matrix, head, below)


def _blank(matrix: Matrix, head: Head, row: int) -> bool:
    """Whether nothing is printed in a row under the head."""
    return all(spot.empty and not spot.cell.remark for spot in matrix.at[row][head.first : head.end])


def ends_table(matrix: Matrix, row: int) -> bool:
    """Whether a row is the title of a chapter: the table above it is over."""
    roles = {role for _, role in matrix.roles.get(row, ())}
    return Role.CHAPTER in roles and Role.ROW not in roles


def another_head(matrix: Matrix, row: int, table: str) -> bool:
    """Whether a row holds words of a head: that of other columns, whose names are not known."""
    roles = matrix.roles.get(row, ())
    return (table, Role.HEAD) in roles and (table, Role.ROW) not in roles


def _named(matrix: Matrix, head: Head, end: int) -> Iterator[_Named]:
    """Every row with a text at its left, down to the next chapter. A row that is one text over the whole width
    may say the year of those below."""
    first = head.labels_end
    year = None
    for row in range(head.bottom, end):
        if ends_table(matrix, row) or another_head(matrix, row, head.table):
            return
        path = tuple(spot for spot in matrix.line(row, head.labels, first) if not spot.empty)
        worded = [spot for spot in path if spot.sort is not Sort.FIGURE]
        if not worded:
            continue
        own = next(filter(None, map(_own_year, worded)), None) or _year_beside(matrix, head, row)
        if (
            len(worded) > 1
            and own is not None
            and _own_year(worded[-1]) == own
            and len(worded[-1].text) <= _YEAR_ROW
        ):
            worded.pop()  # a column of years between the labels and the figures
        label = worded[-1]
        if label.right > first and label.right >= head.end:
            if label.sort is Sort.TEXT and len(label.text) <= _YEAR_ROW:
                year = said_in(label.text) or year
            if not label.word(head.table, Role.GROUP):
                continue
        leaf = label
        if len(worded) > 1 and _only_explains(matrix, worded[-2], label, head.table):
            leaf = worded[-2]
        word = leaf.word(head.table, Role.ROW) or leaf.word(head.table, Role.GROUP)
        shifted = leaf.right > first or any(
            spot.sort is Sort.FIGURE and spot.column >= leaf.right for spot in path
        )
        yield _Named(row, leaf, tuple(worded[: worded.index(leaf)]), word, year if own is None else own, shifted)


def _year_beside(matrix: Matrix, head: Head, row: int) -> int | None:
    """The year in a column between labels and figures that holds nothing else but years."""
    for spot in matrix.line(row, head.labels, head.first):
        if spot.sort is Sort.FIGURE and year_in(spot.text):
            column = matrix.path(spot.column, head.bottom, matrix.height)
            figures = [each for each in column if each.sort is Sort.FIGURE]
            if all(year_in(each.text) for each in figures):
                return year_in(spot.text)
    return None


def _own_year(spot: Spot) -> Said | None:
    """The year that a row is about by its labels."""
    if spot.sort is Sort.TEXT:
        return said_in(spot.text)
    dated = undated(spot.text)
    return dated[1] if dated else None


def _only_explains(matrix: Matrix, leaf: Spot, text: Spot, table: str) -> bool:
    """Whether a text right of a row's label says more about that row and does not part it: no other text stands
    under it beside the same label, or beside a blank in the label's place."""
    if text.sort is not Sort.TEXT or leaf.word(table, Role.ROW) is None or _PART in text.text:
        return False
    if (leaf.row, leaf.bottom) != (text.row, text.bottom):
        return False
    if text.bottom == matrix.height:
        return True
    below = matrix.at[text.bottom]
    return not below[leaf.column].empty or below[text.column].empty


def _in_turn(named: Sequence[_Named], table: str, last: str) -> list[_Named]:
    """其他 and 总计 name columns too: as rows they are believed with their number, or after the rows before them."""
    result: list[_Named] = []
    for each in named:
        word = each.word
        if word and word.key in _AFTER and table == "table3":
            short = any(other.role is Role.COLUMN for other in each.label.words)
            over = {w.key for spot in each.path for w in spot.words if w.role is Role.GROUP}
            after = last in _AFTER[word.key]
            if not after and (short if word.key == "closed" else "others" not in over):
                each = replace(each, word=None)
        for spot in (*each.path, each.label):
            found = spot.word(table, Role.ROW) or spot.word(table, Role.GROUP)
            if found and (spot is not each.label or each.word is not None):
                last = "others" if spot.word(table, Role.GROUP) and found.key == "ot_any" else found.key
        if each.word is None:
            last = last if each.label.sort is Sort.TEXT else ""
        result.append(each)
    return result


@cache
def _parents(table: str) -> dict[str, frozenset[str]]:
    """Row key → keys of the headings above it, over both editions."""
    found: dict[str, frozenset[str]] = {}

    def walk(lines: Sequence[FormLine], above: frozenset[str]) -> None:
        for line in lines:
            if line.parts:
                walk(line.parts, above | {line.key})
            else:
                found[line.key] = found.get(line.key, frozenset()) | above

    for form in FORMS.values():
        for each in form.section(table).tables:
            walk(each.rows, frozenset())
    return found


def _fits(each: _Named, word: Word, table: str) -> bool:
    """Whether every known label left of a row's own is a heading that the form has above it."""
    above = _parents(table)[word.key]
    for spot in each.path:
        own = [w for w in spot.words if w.table == table and w.role in (Role.GROUP, Role.ROW)]
        if own and not any(w.key in above or w.key == word.key for w in own):
            return False
    return True


def _between(index: int, known: dict[int, Word]) -> tuple[int, int]:
    before = [word.order for place, word in known.items() if place < index]
    after = [word.order for place, word in known.items() if place > index]
    return (before[-1] if before else -1, after[0] if after else 99)


def _near(each: _Named, index: int, known: dict[int, Word], table: str) -> Word | None:
    """The row whose label is almost this one, among those that must stand between its neighbours."""
    if each.label.sort is not Sort.TEXT or _PART in each.label.text or not (known or table == "table2"):
        return None
    low, high = _between(index, known)
    word = placed_word(each.label.text, table, Role.ROW)
    if word is None or not low < word.order < high:
        word = alike(each.label.text, table, Role.ROW, low, high)
    return None if word in known.values() else word


def _cut(each: _Named, after: _Named | None, table: str) -> Word | None:
    """The row whose label is cut in two by a page's end: the labels of two rows together; alone they are unknown or
    name the same row."""
    if after is None or after.row != each.row + 1 or after.label is each.label:
        return None
    if each.label.column != after.label.column or _PART in after.label.text:
        return None
    if without_number(after.label.text) != after.label.text:
        return None  # a row of its own begins
    if any(spot.sort is Sort.LABEL and spot not in each.path for spot in after.path):
        return None  # a group begins: no half of a row
    text = f"{each.label.text}{after.label.text}"
    whole = {w.key: w for w in words_of(text) if w.table == table and w.role is Role.ROW}
    for half in (each, after):
        if half.word is not None and half.word.key not in whole:
            return None
        if half.label.sort is Sort.LABEL and half.label.word(table, Role.GROUP):
            return None
    return next(iter(whole.values()), None)
