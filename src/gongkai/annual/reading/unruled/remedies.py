"""Table 四 without borders: three groups of five columns side by side, the figures of all on one line."""

from collections.abc import Sequence

from gongkai.annual.reading import values
from gongkai.annual.reading.unruled.labels import Label
from gongkai.annual.reading.unruled.tables import spread
from gongkai.annual.reading.unruled.tokens import Token, on_one_line
from gongkai.annual.reading.words import Role
from gongkai.papers.model import Cell, Grid
from gongkai.papers.tiling import tiled

_FIVE, _GROUPS = 5, 3
_FEW = 3  # figures of a line that are no page number
_BELOW = 4.0  # em from the heads to the figures
_CUT = 2.5  # em to another line of the same cells
_OVER = 8.0  # em from the groups' names to the heads


def side_by_side(
    heads: list[Label], labels: Sequence[Label], tokens: Sequence[Token]
) -> tuple[list[Token], Grid] | None:
    """The words that the table is made of, and its grid; None where something has no certain place."""
    keys = [word.key for head in heads if (word := head.of("table4", Role.COLUMN))]
    fives = [tuple(keys[start : start + _FIVE]) for start in range(0, len(keys), _FIVE)]
    if len(fives) != _GROUPS or len(set(fives)) > 1 or len(set(fives[0])) < _FIVE:
        return None
    groups = groups_over(heads, labels)
    line = _figures(heads, tokens)
    spans = spread(heads, line)
    if groups is None or spans is None or len(line) < _FEW:
        return None
    texts = [""] * len(heads)
    for token in line:
        over = [n for n, span in enumerate(spans) if token.above(span)]
        if len(over) != 1 or texts[over[0]]:
            return None
        texts[over[0]] = token.text
    at = heads[0].tokens[0].at
    rows = [
        [Cell(group.text, group.tokens[0].at, across=_FIVE) for group in groups],
        [Cell(head.text, head.tokens[0].at) for head in heads],
        [Cell(text, line[0].at) for text in texts],
    ]
    used = [token for label in (*groups, *heads) for token in label.tokens]
    return [*used, *line], tiled(rows, at)


def groups_over(heads: Sequence[Label], labels: Sequence[Label]) -> list[Label] | None:
    """The name over the middle of each five columns."""
    found: list[Label] = []
    for start in range(0, len(heads), _FIVE):
        five = heads[start : start + _FIVE]
        left, right = five[0].box.x0, five[-1].box.x1
        top, em = min(head.box.y0 for head in five), five[0].tokens[0].size
        over = [
            label
            for label in labels
            if label.of("table4", Role.ROW)
            and top - _OVER * em < label.box.y0 < top
            and left <= (label.box.x0 + label.box.x1) / 2 <= right
        ]
        if len(over) != 1:
            return None
        found += over
    keys = {word.key for label in found if (word := label.of("table4", Role.ROW))}
    return found if len(keys) == _GROUPS else None


def _figures(heads: Sequence[Label], tokens: Sequence[Token]) -> list[Token]:
    """The first line under the heads; nothing where another one under it may belong to the same cells."""
    bottom, em = max(head.box.y1 for head in heads), heads[0].tokens[0].size
    mine = {id(token) for head in heads for token in head.tokens}
    below = [token for token in tokens if bottom < token.y <= bottom + _BELOW * em and id(token) not in mine]
    line = [token for token in below if on_one_line(token, below[0])]
    cut = any(
        values.is_value(token.text) and token.y - below[0].y <= _CUT * em
        for token in below
        if not any(token is each for each in line)
    )
    return [] if cut else line
