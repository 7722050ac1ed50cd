"""What the rows of a head say of the year of each column."""

from collections.abc import Sequence

from gongkai.annual.reading.ruled.dated import undated
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.said import Part, Said, said_in

_YEAR_ONLY = 12  # characters of a text that says nothing but the year


def said_by(spot: Spot) -> Said | None:
    """The year that a text names, or a label where the form says 本年."""
    if spot.sort is not Sort.LABEL:
        return said_in(spot.text)
    dated = undated(spot.text)
    return dated[1] if dated else None


def only_years(said: Sequence[Spot]) -> bool:
    """Whether a row's texts say of which year the columns under them are, and nothing else but what the rows are
    called."""
    years = [spot for spot in said if _short(spot) and said_by(spot) is not None]
    return bool(years) and all(
        _short(spot) and spot.column < years[0].column and spot.sort is not Sort.FIGURE
        for spot in said
        if spot not in years and not any(word.key == "corner" for word in spot.words)
    )


def years_over(matrix: Matrix, top: int, bottom: int) -> list[Said | None]:
    """For every column what the rows [top, bottom) say of its year. In a row of years one speaks for the blank
    cells to its right, too, where a merged cell lost its span."""
    found: list[set[Said]] = [set() for _ in range(matrix.width)]
    for row in range(top, bottom):
        line = matrix.line(row, 0, matrix.width)
        spread = only_years([spot for spot in line if not spot.empty])
        carried = None
        for spot in line:
            said = None if spot.empty else said_by(spot)
            carried = said if said is not None else carried if spot.empty and spread else None
            if carried is not None:
                for place in range(spot.column, spot.right):
                    found[place].add(carried)
    return [None if not each else each.pop() if len(each) == 1 else Part.UNCLEAR for each in found]


def _short(spot: Spot) -> bool:
    return len(spot.text) <= _YEAR_ONLY
