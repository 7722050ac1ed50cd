"""PostgreSQL's COPY text, written from and read into what SQLite stores.

One row a line, columns by tabs, `\\N` for nothing, backslashes before what would be misread. SQLite keeps what
Django gave it: moments in UTC without saying so, 32 digits of a UUID, 0 and 1.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from gongkai.records.backup.tables import Kind

NOTHING = "\\N"
FULL = len("2026-11-20 13:03:47.120000+00")
_SIGNS = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
_SPECIAL = re.compile(r"[\\\n\r\t\b\f\v]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_READ = {sign[1]: plain for plain, sign in _SIGNS.items()}


def escaped(text: Any) -> str:
    text = str(text)
    return _SPECIAL.sub(lambda found: _SIGNS[found[0]], text) if _SPECIAL.search(text) else text


def plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: _READ.get(found[1], found[1]), text) if "\\" in text else text


def _to_moment(text: str) -> str:
    """Django writes all six digits of a fraction, or none."""
    return text[:-3] if len(text) == FULL else _to_time(text.removesuffix("+00"))


def _to_time(text: str) -> str:
    whole, point, fraction = text.partition(".")
    return f"{whole}.{fraction:0<6}" if point else whole


_WRITE: dict[Kind, Callable[[Any], str]] = {
    Kind.PLAIN: str,
    Kind.TEXT: escaped,
    Kind.BOOL: lambda value: "t" if value else "f",
    Kind.UUID: str,
    Kind.MOMENT: lambda value: f"{value}+00",
    Kind.TIME: str,
    Kind.BINARY: lambda value: f"\\\\x{value.hex()}",
}
_READ_AS: dict[Kind, Callable[[str], Any]] = {
    Kind.PLAIN: str,
    Kind.TEXT: plain,
    Kind.BOOL: lambda text: int(text == "t"),
    Kind.UUID: lambda text: text.replace("-", ""),
    Kind.MOMENT: _to_moment,
    Kind.TIME: _to_time,
    Kind.BINARY: lambda text: bytes.fromhex(plain(text).removeprefix("\\x")),
}


def written(rows: Sequence[tuple[Any, ...]], kinds: Iterable[Kind]) -> bytes:
    """Rows of SQLite as lines. Whole columns are turned at a time: row by row takes three times as long."""
    columns = [
        [NOTHING if value is None else write(value) for value in column]
        for write, column in zip((_WRITE[kind] for kind in kinds), zip(*rows, strict=True), strict=True)
    ]
    return "".join([f"{line}\n" for line in map("\t".join, zip(*columns, strict=True))]).encode()


def read(content: bytes, kinds: Sequence[Kind]) -> Iterator[tuple[Any, ...]]:
    """Lines as rows for SQLite. Raises ValueError where a line has not as many columns as it should."""
    text = content.decode()
    lines = text.split("\n")[:-1]
    width = len(kinds)
    if {line.count("\t") for line in lines} != {width - 1}:
        raise ValueError("a line has too many columns, or too few")
    cells = "\t".join(lines).split("\t")
    as_is = {Kind.PLAIN}
    if text.count("\\") == cells.count(NOTHING):
        as_is.add(Kind.TEXT)  # nowhere here is a sign escaped
    columns = (_column(cells[number::width], kind, kind in as_is) for number, kind in enumerate(kinds))
    return zip(*columns, strict=True)


def _column(cells: list[str], kind: Kind, as_is: bool) -> list[Any]:
    if as_is:
        return [None if cell == NOTHING else cell for cell in cells] if NOTHING in cells else cells
    value = _READ_AS[kind]
    return [None if cell == NOTHING else value(cell) for cell in cells]
