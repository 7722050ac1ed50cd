"""PostgreSQL's COPY text, written from and read into what SQLite stores.

One row a line, columns by tabs, `\\N` for nothing, backslashes before what would be misread. SQLite keeps what
Django gave it: moments in UTC without saying so, 32 digits of a UUID, 0 and 1.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import starmap
from typing import Any

from gongkai.records.backup.tables import Kind

NOTHING = "\\N"
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
    return _to_time(text.removesuffix("+00"))


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


def written(rows: Iterable[tuple[Any, ...]], kinds: Iterable[Kind]) -> bytes:
    """Rows of SQLite as lines."""
    writers = [_WRITE[kind] for kind in kinds]
    lines = [
        "\t".join(
            [NOTHING if value is None else write(value) for write, value in zip(writers, row, strict=True)]
        )
        for row in rows
    ]
    lines.append("")
    return "\n".join(lines).encode()


def read(content: bytes, kinds: Iterable[Kind]) -> Iterator[list[Any]]:
    """Lines as rows for SQLite. Raises ValueError where a line has not as many columns as it should."""
    readers = [_READ_AS[kind] for kind in kinds]

    def value(reader: Callable[[str], Any], text: str) -> Any:
        return None if text == NOTHING else reader(text)

    for line in content.decode().split("\n")[:-1]:
        yield list(starmap(value, zip(readers, line.split("\t"), strict=True)))
