"""Figures that lost their borders: split only where one split satisfies every declared identity."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import prod

from gongkai.annual.form import Balance, Edition
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode, Piece
from gongkai.annual.reading.placed import Placed
from gongkai.annual.reading.rows import Row

_LONGEST = 24  # digits: beyond that there are too many splits to be sure of one
_MOST = 4096  # combinations over the rows of a table
Holds = Callable[[Sequence[int]], bool]


def split_rows(rows: list[Row], placed: list[Placed], size: int, total: int) -> list[Placed]:
    """Place the fused rows of table 三. With blanks, or a balance that cannot be evaluated, only zeros."""

    def holds(figures: Sequence[int]) -> bool:
        return sum(figures) == 2 * figures[total]

    choices: dict[int, list[tuple[int, ...]]] = {}
    for place, (row, each) in enumerate(zip(rows, placed, strict=True)):
        if each.why and (tokens := _fused(row, size)) is not None:
            choices[place] = list(_splits(tokens, size, holds))
    if not choices:
        return placed
    digits = [sum(len(token) for token in tokens) for row in rows if (tokens := _digits(row)) is not None]
    no_blanks = len(digits) == len(rows) and min(digits) >= size
    chosen = _chosen(rows, placed, choices, size) if no_blanks else {}
    result = list(placed)
    for place in choices:
        split = chosen.get(place) or _zeros(rows[place], size)
        if split:
            result[place] = Placed(tuple(_items(rows[place], split)))
    return result


def split_alone(row: Row, placed: Placed, size: int, holds: Holds | None) -> Placed:
    """Place one fused row by its own identity (table 四), or only as zeros where there is none (table 二)."""
    tokens = _fused(row, size) if placed.why else None
    if tokens is None:
        return placed
    split = _zeros(row, size)
    if split is None and holds is not None and sum(map(len, tokens)) == size:
        # More digits than columns could as well be larger figures beside blanks that are lost.
        split = next(iter(_splits(tokens, size, holds)), None)
    return Placed(tuple(_items(row, split))) if split else placed


def _digits(row: Row) -> list[str] | None:
    tokens = [cell.text for cell in row.filled]
    return tokens if tokens and all(token.isascii() and token.isdigit() for token in tokens) else None


def _fused(row: Row, size: int) -> list[str] | None:
    tokens = _digits(row)
    if tokens is None or len(tokens) >= size or row.loose:
        return None
    if row.mode is Mode.ROWS and len(row.cells) > 1:
        return None  # bars or tabs still part the cells
    if len({cell.line for cell in row.filled}) > 1:
        return None
    length = sum(map(len, tokens))
    return tokens if size <= length <= _LONGEST else None


def _zeros(row: Row, size: int) -> tuple[int, ...] | None:
    text = "".join(cell.text for cell in row.filled)
    return (0,) * size if text == "0" * size else None


def _splits(tokens: Sequence[str], size: int, holds: Holds) -> Iterator[tuple[int, ...]]:
    """Every way to part the digits into `size` figures without leading zeros, token borders kept."""
    text = "".join(tokens)
    borders = set()
    reached = 0
    for token in tokens:
        reached += len(token)
        borders.add(reached)

    def parts(start: int, left: int) -> Iterator[tuple[int, ...]]:
        if left == 0:
            if start == len(text):
                yield ()
            return
        for end in range(start + 1, len(text) - left + 2):
            if text[start] == "0" and end > start + 1:
                break
            for rest in parts(end, left - 1):
                yield (int(text[start:end]), *rest)
            if end in borders:
                break

    for figures in parts(0, size):
        if holds(figures):
            yield figures


def _chosen(
    rows: list[Row], placed: list[Placed], choices: dict[int, list[tuple[int, ...]]], size: int
) -> dict[int, tuple[int, ...]]:
    """The one combination of splits that satisfies the balances down every column, or nothing."""
    keys = [row.word.key for row in rows]
    balances = balances_of(keys)
    fixed: dict[int, tuple[int, ...]] = {}
    for place, each in enumerate(placed):
        if place in choices:
            continue
        figures = [cell.text for cell in each.cells if cell is not None]
        if each.why or len(figures) != size or not all(figure.isdigit() for figure in figures):
            return {}
        fixed[place] = tuple(map(int, figures))
    if not balances or prod(map(len, choices.values())) > _MOST:
        return {}
    fitting = []
    for combination in product(*choices.values()):
        table = fixed | dict(zip(choices, combination, strict=True))
        by_key = {keys[place]: figures for place, figures in table.items()}
        if all(_balanced(by_key, balance, size) for balance in balances):
            fitting.append(dict(zip(choices, combination, strict=True)))
        if len(fitting) > 1:
            return {}
    return fitting[0] if fitting else {}


def balances_of(keys: Sequence[str]) -> tuple[Balance, ...]:
    """The balances of the edition whose rows these are, if all of them can be evaluated."""
    edition = Edition.E2019 if "ot_any" in keys else Edition.E2021
    balances = FORMS[edition].section("table3").tables[0].row_balances
    needed = {key for balance in balances for key in (*balance.left, *balance.right)}
    return balances if needed <= set(keys) else ()


def _balanced(figures: dict[str, tuple[int, ...]], balance: Balance, size: int) -> bool:
    return all(
        sum(figures[key][column] for key in balance.left)
        == sum(figures[key][column] for key in balance.right)
        for column in range(size)
    )


def _items(row: Row, figures: Sequence[int]) -> Iterator[Item]:
    first = row.filled[0]
    whole = "".join(cell.text for cell in row.filled)
    at = f"{first.at}（由“{whole}”拆分，唯一满足全部勾稽关系）"
    for figure in figures:
        piece = Piece(str(figure), at, first.piece.row, first.piece.col, first.piece.mode, first.piece.width)
        yield Item(Sort.VALUE, str(figure), piece, line=first.line)
