"""The names of columns in reading order."""

from gongkai.annual.reading.ruled.matrix import Matrix
from gongkai.annual.reading.words import Role

_FIVE = ("business", "research", "welfare", "legal_service", "other")
_ABOVE = ("corner", "applicants")
_APPLICANTS = (  # every order in which a head in reading order may print the columns as the form has them
    ["natural", "organisations", "total", *_FIVE],
    ["natural", "organisations", *_FIVE, "total"],
    ["natural", *_FIVE, "total"],
)
_VERDICTS = ["upheld", "corrected", "other", "pending", "total"]
_GROUPS = ["reconsideration", "suits", "suit_direct", "suit_after"]


def keys_in_order(matrix: Matrix, table: str, top: int, bottom: int, *roles: Role) -> list[str]:
    """The names of columns in some rows, in reading order; with `roles` other words too."""
    return [
        word.key
        for spot in matrix.spots
        if top <= spot.row < bottom and spot.words and (word := spot.word(table, Role.COLUMN, *roles))
    ]


def in_official_order(matrix: Matrix, table: str, top: int, bottom: int) -> bool:
    """Whether all names of columns stand there once, in the order in which the form prints them, and beside the
    labels of rows: what is wrong is where the cells lie, not what they say."""
    labels = {
        place
        for spot in matrix.spots
        if spot.row >= bottom
        and spot.word(table, Role.ROW)
        and not any(w.role is Role.COLUMN for w in spot.words)
        for place in range(spot.column, spot.right)
    }
    for spot in matrix.spots:
        if top <= spot.row < bottom and spot.word(table, Role.COLUMN) and spot.column in labels:
            return False
    if table == "table3":
        said = [key for key in keys_in_order(matrix, table, top, bottom, Role.HEAD) if key not in _ABOVE]
        return said in _APPLICANTS
    keys = keys_in_order(matrix, table, top, bottom)
    if table == "table4":
        groups = [
            word.key
            for spot in matrix.spots
            if top <= spot.row < bottom and (word := spot.word(table, Role.ROW, Role.GROUP))
        ]
        return keys == _VERDICTS * 3 and groups == _GROUPS
    return False
