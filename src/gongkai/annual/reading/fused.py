"""Figures that lost their borders: split only where one split satisfies every declared identity.

A blank cell leaves nothing behind, so a split is proven only if every cell was printed: every row of the table must
have at least as many digits as columns. The trace says that the figures were split."""

from collections.abc import Callable, Iterator, Sequence

from gongkai.annual.form import Balance, Edition
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.distances import heads_rows
from gongkai.annual.reading.doubts import figures_of
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.joint import Figures, standing
from gongkai.annual.reading.pieces import Mode, Piece
from gongkai.annual.reading.placed import Placed
from gongkai.annual.reading.rows import Row

_LONGEST = 40  # digits of a row
_WIDEST = 6  # digits of a figure
_MOST = 2000  # splits of a row that satisfy its own identity
Holds = Callable[[Sequence[int]], bool]


def split_rows(rows: list[Row], placed: list[Placed], size: int, total: int) -> list[Placed]:
    """Place the fused rows of table 三 by all balances of the form; where they cannot be evaluated or a printed slip
    breaks them, only rows with one digit for each column."""
    fused = {
        place: tokens
        for place, (row, each) in enumerate(zip(rows, placed, strict=True))
        if each.why and (tokens := _fused(row, size)) is not None
    }
    if not fused:
        return placed
    found = _proven(rows, placed, fused, size, total) if no_blanks(rows, size) else {}
    result = list(placed)
    for place in fused:
        if split := found.get(place) or _zeros(rows[place], size):
            result[place] = Placed(tuple(_items(rows[place], split)))
    return result


def no_blanks(rows: Sequence[Row], size: int) -> bool:
    """Whether every row has at least as many digits as columns."""
    digits = [_digits(row) for row in rows if row.cells or not heads_rows(row.label)]
    return bool(digits) and all(tokens is not None and sum(map(len, tokens)) >= size for tokens in digits)


def split_alone(row: Row, placed: Placed, size: int) -> Placed:
    """Place one fused row of table 二: it has no identity, so only zeros."""
    split = _zeros(row, size) if placed.why and _fused(row, size) is not None else None
    return Placed(tuple(_items(row, split))) if split else placed


def split_groups(row: Row, placed: Placed, groups: int, size: int, total: int, *, whole: bool) -> Placed:
    """Place the fused row of table 四: `groups` of `size` columns, each with its total at the place `total`.

    With `whole`, that is where table 三 shows that no cell is blank, any digits; else as many as columns: more could
    as well be larger figures beside lost blanks."""
    tokens = _fused(row, groups * size) if placed.why else None
    if tokens is None or not (whole or sum(map(len, tokens)) == groups * size):
        return placed
    text, borders = _run(tokens)
    ways: list[tuple[Figures, int]] = [((), 0)]
    for _ in range(groups):
        ways = [
            ((*before, *figures), end)
            for before, start in ways
            for figures, end in _parts(text, borders, start, size)
            if _adds_up(figures, total)
        ]
        if len(ways) > _MOST:
            return placed
    splits = {figures for figures, end in ways if end == len(text)}
    return Placed(tuple(_items(row, splits.pop()))) if len(splits) == 1 else placed


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


def _zeros(row: Row, size: int) -> Figures | None:
    text = "".join(cell.text for cell in row.filled)
    return (0,) * size if text == "0" * size else None


def _run(tokens: Sequence[str]) -> tuple[str, set[int]]:
    """The digits in one run, and the places that no figure crosses."""
    borders = set()
    reached = 0
    for token in tokens:
        reached += len(token)
        borders.add(reached)
    return "".join(tokens), borders


def _adds_up(figures: Figures, total: int) -> bool:
    return sum(figures) == 2 * figures[total]


def _parts(text: str, borders: set[int], start: int, left: int) -> Iterator[tuple[Figures, int]]:
    """Every way to take `left` figures without leading zeros from a place on, and where they end."""
    if left == 0:
        yield (), start
        return
    for end in range(start + 1, min(len(text), start + _WIDEST) + 1):
        if text[start] == "0" and end > start + 1:
            return
        for rest, stop in _parts(text, borders, end, left - 1):
            yield (int(text[start:end]), *rest), stop
        if end in borders:
            return


def _splits(tokens: Sequence[str], size: int, total: int) -> list[Figures]:
    """Every way to part the digits into `size` figures that add up; none where there are too many."""
    text, borders = _run(tokens)
    found: list[Figures] = []

    def walk(start: int, done: Figures, added: int) -> None:
        left = size - len(done)
        rest = len(text) - start
        if rest < left or rest > left * _WIDEST or len(found) > _MOST:
            return
        if left == 0:
            if _adds_up(done, total):
                found.append(done)
            return
        for end in range(start + 1, min(len(text), start + _WIDEST) + 1):
            if text[start] == "0" and end > start + 1:
                return
            figure = int(text[start:end])
            ahead = len(done) != total
            if total < len(done) and added + figure > done[total]:
                return
            walk(end, (*done, figure), added + figure * ahead)
            if end in borders:
                return

    walk(0, (), 0)
    return found if len(found) <= _MOST else []


def _proven(
    rows: list[Row], placed: list[Placed], fused: dict[int, list[str]], size: int, total: int
) -> dict[int, Figures]:
    """Place of a row → the one split that stands."""
    table = {place: row.word.key for place, row in enumerate(rows) if row.cells or not heads_rows(row.label)}
    readings = {place: _readings(placed[place], fused.get(place), size, total) for place in table}
    balances = balances_of(list(table.values()))
    found: dict[int, Figures] = {}
    if balances and len(set(table.values())) == len(table) and all(readings.values()):
        alive = standing({key: readings[place] for place, key in table.items()}, balances)
        if alive:
            return {
                place: next(iter(alive[key]))
                for place, key in table.items()
                if place in fused and len(alive[key]) == 1
            }
    for place, tokens in fused.items():
        if sum(map(len, tokens)) == size and len(readings.get(place, ())) == 1:
            (found[place],) = readings[place]
    return found


def _readings(each: Placed, tokens: list[str] | None, size: int, total: int) -> list[Figures]:
    if tokens is not None:
        return _splits(tokens, size, total)
    figures = figures_of(each)
    printed = tuple(figure for figure in figures or () if figure is not None)
    return [printed] if len(printed) == size else []


def balances_of(keys: Sequence[str]) -> tuple[Balance, ...]:
    """The balances of the edition whose rows these are, if all of them can be evaluated."""
    edition = Edition.E2019 if "ot_any" in keys else Edition.E2021
    balances = FORMS[edition].section("table3").tables[0].row_balances
    needed = {key for balance in balances for key in (*balance.left, *balance.right)}
    return balances if needed <= set(keys) else ()


def _items(row: Row, figures: Sequence[int]) -> Iterator[Item]:
    first = row.filled[0]
    whole = "".join(cell.text for cell in row.filled)
    at = f"{first.at}（由“{whole}”拆分，各格都印有数时唯一满足勾稽关系）"
    for figure in figures:
        piece = Piece(str(figure), at, first.piece.row, first.piece.col, first.piece.mode, first.piece.width)
        yield Item(Sort.VALUE, str(figure), piece, line=first.line)
