"""The names of columns in reading order."""

from gongkai.annual.reading.ruled.columns import Column
from gongkai.annual.reading.ruled.matrix import Matrix, Sort
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


def official_columns(matrix: Matrix, table: str, top: int, bottom: int) -> tuple[Column, ...] | None:
    """The columns of a head from left to right, wherever its cells lie, if they can be told from the order in which
    it names them; None where it says anything else. They have no place yet."""
    said = [spot for spot in matrix.spots if top <= spot.row < bottom and not spot.empty]
    roles = (Role.COLUMN, Role.HEAD, Role.ROW, Role.GROUP)
    if any(not spot.word(table, *roles) for spot in said if spot.column or spot.sort is not Sort.TEXT):
        return None
    leaves = [(spot, word) for spot in said if (word := spot.word(table, Role.COLUMN))]
    if table == "table2":
        distinct = len({word.key for _, word in leaves}) == len(leaves)
        if not distinct or len({spot.row for spot, _ in leaves}) != 1:
            return None
        return tuple(Column(0, 0, word.key, word, None, None, spot.text, (spot,)) for spot, word in leaves)
    if table == "table4":
        if not _remedies_in_order(matrix, top, bottom):
            return None
        groups = [key for key in _GROUPS if key != "suits" for _ in _VERDICTS]
        return tuple(
            Column(0, 0, word.key, word, group, None, spot.text, (spot,))
            for (spot, word), group in zip(leaves, groups, strict=True)
        )
    if not _applicants_in_order(matrix, top, bottom):
        return None
    by_key = {word.key: (spot, word) for spot, word in leaves}
    return tuple(
        Column(0, 0, key, by_key[key][1], None, None, by_key[key][0].text, (by_key[key][0],))
        for key in ("natural", *_FIVE, "total")
    )


def _applicants_in_order(matrix: Matrix, top: int, bottom: int) -> bool:
    said = [key for key in keys_in_order(matrix, "table3", top, bottom, Role.HEAD) if key not in _ABOVE]
    return said in _APPLICANTS


def _remedies_in_order(matrix: Matrix, top: int, bottom: int) -> bool:
    groups = [
        word.key
        for spot in matrix.spots
        if top <= spot.row < bottom and (word := spot.word("table4", Role.ROW, Role.GROUP))
    ]
    return keys_in_order(matrix, "table4", top, bottom) == _VERDICTS * 3 and groups == _GROUPS
