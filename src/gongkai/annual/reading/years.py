"""Of several tables of one kind those of the report's own year, as far as the file itself says which they are."""

from collections.abc import Collection, Iterable, Sequence

from gongkai.annual.form import Address
from gongkai.annual.reading.readings import TWICE, TWO_TABLES, Readings
from gongkai.annual.reading.ruled.dated import OTHER_YEAR
from gongkai.annual.reading.said import Part, Said
from gongkai.annual.reading.several import SEVERAL

SAMPLE = "这是填报的样表或示例，不是本报告的数"
UNSAID = "文中另有写明是本年度的同一张表，这一张没有写明年度，不能确定是不是本年的数"
NO_YEAR = "表上写了年度，但看不出报告是哪一年度的，不能确定是不是本年的数"


def of_another(why: str) -> bool:
    """Whether a reason says that a figure may be another year's or another report's."""
    return why in (OTHER_YEAR, SAMPLE, UNSAID, NO_YEAR, TWICE, TWO_TABLES) or why.startswith(
        SEVERAL.split("{")[0]
    )


def own_year(readings: Iterable[Readings], year: int | None, titled: Sequence[int]) -> int | None:
    """The year with which tables are compared: the report's, or the only one that tables name where no title names
    another."""
    if year is not None:
        return year
    named = {each.said for each in readings if isinstance(each.said, int)}
    return named.pop() if len(named) == 1 and named >= set(titled) else None


def of_own_year(readings: Sequence[Readings], year: int | None) -> list[Readings]:
    """The appearances of a table that may be the report's own; where none may, all of them with the reason.

    Those that say the report's year go before those that say nothing, unless these are the rest of the same table;
    both go before those of another year.
    """
    own = [_is_own(each, year) for each in readings]
    shown = {address for each, its in zip(readings, own, strict=True) if its for address in each.cells}
    kept = [
        each if its or not any(own) or _rest(each, shown) else each.declined(UNSAID, shown)
        for each, its in zip(readings, own, strict=True)
        if its or each.said is None
    ]
    return kept or [each.declined(_reason(each.said, year)) for each in readings]


def _rest(readings: Readings, shown: Collection[Address]) -> bool:
    """Whether an appearance may be the rest of a table of which other cells are `shown`."""
    return bool(shown) and not any(address in shown for address in readings.cells)


def _is_own(readings: Readings, year: int | None) -> bool:
    return readings.said is Part.THIS or (year is not None and readings.said == year)


def _reason(said: Said | None, year: int | None) -> str:
    if said is Part.SAMPLE:
        return SAMPLE
    return NO_YEAR if isinstance(said, int) and year is None else OTHER_YEAR
