"""The rows of a matrix under a head: which row of the form the labels at the left of each one name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.annual.reading.ruled.columns import Head
from gongkai.annual.reading.ruled.dated import undated
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.ruled.row_words import PART, Named, cut, fits, in_turn, near
from gongkai.annual.reading.said import Said, said_in, year_in
from gongkai.annual.reading.words import Role, Word

SHIFTED = "这一行的格与表头的列对不上，可能错位，不能确定各数属于哪一列"
OTHER_GROUP = "这一行的标签与它左边的分组不是格式里的同一组，不能确定是哪一行"
CUT = "这一行可能被换页截成两半，不能确定各数是哪一行的"
_YEAR_ROW = 20  # characters of a row that says which year is below


@dataclass(frozen=True, slots=True)
class Line:
    """Matrix rows [row, bottom) that are one row of the form. `why`: its figures cannot be placed."""

    row: int
    bottom: int
    word: Word
    label: Spot
    year: Said | None = None
    why: str | None = None


def lines_of(matrix: Matrix, head: Head, end: int, last: str = "") -> list[Line]:
    """The rows of the form among the matrix rows from the head down to `end`. `last`: the row before the first,
    where a table goes on from another page."""
    named = list(_named(matrix, head, end))
    named = in_turn(named, head.table, last)
    known = {index: each.word for index, each in enumerate(named) if each.word and each.word.role is Role.ROW}
    lines: list[Line] = []
    skip = -1
    for index, each in enumerate(named):
        if index <= skip:
            continue
        after = named[index + 1] if index + 1 < len(named) else None
        word = cut(each, after, head.table)
        why = None
        if word and after is not None:
            skip = index + 1
            if not _blank(matrix, head, after.row):
                why = None if _blank(matrix, head, each.row) else CUT
                each = replace(after, shifted=after.shifted or each.shifted)
        else:
            word = known.get(index) or (near(each, index, known, head.table) if each.word is None else None)
        if word is None:
            continue
        if each.shifted:
            why = SHIFTED
        if why is None and _goes_on(matrix, head, each, end):
            why = CUT
        if why is None and not fits(each, word, head.table):
            why = OTHER_GROUP
        lines.append(Line(each.row, each.row + 1, word, each.label, each.year, why))
    return lines


def _goes_on(matrix: Matrix, head: Head, each: Named, end: int) -> bool:
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


def _named(matrix: Matrix, head: Head, end: int) -> Iterator[Named]:
    """Every row with a text at its left, down to the next chapter. A row that is one text over the whole width
    may say the year of those below."""
    first = head.labels_end
    year: Said | None = None
    for row in range(head.bottom, end):
        if ends_table(matrix, row) or another_head(matrix, row, head.table):
            return
        path = tuple(spot for spot in matrix.line(row, head.labels, first) if not spot.empty)
        worded = [spot for spot in path if spot.sort is not Sort.FIGURE]
        if not worded:
            continue
        said = (found for spot in worded if (found := _own_year(spot)))
        own: Said | None = next(said, None) or _year_beside(matrix, head, row)
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
        yield Named(
            row, leaf, tuple(worded[: worded.index(leaf)]), word, year if own is None else own, shifted
        )


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
    if text.sort is not Sort.TEXT or leaf.word(table, Role.ROW) is None or PART in text.text:
        return False
    if (leaf.row, leaf.bottom) != (text.row, text.bottom):
        return False
    if text.bottom == matrix.height:
        return True
    below = matrix.at[text.bottom]
    return not below[leaf.column].empty or below[text.column].empty
