"""The State Council's holiday notices as data: one file of `notices/` per year."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law import words
from gongkai.law.refusal import RefusalError

# Read beside this file: importlib.resources alone would cost a command ten milliseconds.
_FOLDER = Path(__file__).with_name("notices")


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off in a row, weekends included; `until` is the last of them."""

    name: str
    start: date
    until: date

    def ordinals(self) -> range:
        return range(self.start.toordinal(), self.until.toordinal() + 1)


@dataclass(frozen=True, slots=True)
class Notice:
    """The arrangement of one year: holidays, and the Saturdays and Sundays that are worked (调休上班)."""

    year: int
    title: str
    source: str
    holidays: tuple[Holiday, ...]
    worked: tuple[date, ...]
    note: str = ""

    def first_day(self) -> date:
        """The first day the notice speaks of: 1 January, or earlier where it arranges the days before."""
        return min(date(self.year, 1, 1), *self.worked, *(holiday.start for holiday in self.holidays))


def parse(text: str) -> Notice:
    """A notice from TOML as in `notices/2026.toml`; refused when it is not one."""
    try:
        return _notice(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise RefusalError(words.NOT_A_NOTICE.format(error=error)) from error


@cache
def state_notices() -> tuple[Notice, ...]:
    """The notices that come with the project, by year."""
    return tuple(parse(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml")))


def _notice(table: Mapping[str, Any]) -> Notice:
    notice = Notice(
        year=table["year"],
        title=table["title"],
        source=table["source"],
        holidays=tuple(Holiday(row["name"], row["from"], row["until"]) for row in table["off"]),
        worked=tuple(table["worked"]),
        note=table.get("note", ""),
    )
    for problem in _problems(notice):
        raise ValueError(problem)
    return notice


def _problems(notice: Notice) -> Iterator[str]:
    off = {ordinal for holiday in notice.holidays for ordinal in holiday.ordinals()}
    for holiday in notice.holidays:
        if holiday.until < holiday.start or holiday.until.year != notice.year:
            yield words.NOTICE_HOLIDAY.format(name=holiday.name, year=notice.year)
    for day in notice.worked:
        if day.weekday() < 5:
            yield words.NOTICE_WEEKDAY.format(day=words.day(day))
        if day.toordinal() in off:
            yield words.NOTICE_BOTH.format(day=words.day(day))
