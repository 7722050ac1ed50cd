"""Of several tables of one kind those of the report's own year, where their heads prove which."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.annual.reading.readings import Readings
from gongkai.annual.reading.ruled.dated import OTHER_YEAR
from gongkai.annual.reading.ruled.tables import Shown


def readings_of(shown: Sequence[Shown], table: str, year: int | None) -> list[Readings]:
    """Every appearance of a table that may be the report's own. `year`: the one the report is about."""
    mine = [each for each in shown if each.table == table]
    said = [each.year or (each.caption if len(mine) > 1 else None) for each in mine]
    own = [each for each, its in zip(mine, said, strict=True) if its in (None, year)]
    if year is None or not any(said):
        return [_as_readings(each) for each in mine]
    if own:
        return [_as_readings(each) for each in own]
    return [_as_readings(each, OTHER_YEAR) for each in mine]


def _as_readings(shown: Shown, why: str | None = None) -> Readings:
    found = Readings(shown.table, editions=dict(shown.editions))
    if shown.note:
        found.unread.append(shown.note)
    for address, reading in shown.cells.items():
        found.cells[address] = replace(reading, value=None, unit=None, why=why) if why else reading
    return found
