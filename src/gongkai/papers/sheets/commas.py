"""Whether a text is a table of values parted by commas or semicolons, and its records."""

import csv
import re
from collections import Counter
from io import StringIO

_WIDTH = 4  # fields: fewer happen in prose
_RECORDS = 3  # of one width
_SHORT = 120  # characters of a field, which may still be bytes; on average far fewer
_USUAL = 40
_SAMPLE = 200_000  # characters looked at
_GUARD = re.compile(r"\ufeff?'(?=[=+\-@\t\r])")  # what says to a spreadsheet that a text is no formula
_LINES = 20  # in one field: more, and a quotation mark was only a sign


def delimiter_in(text: str) -> str | None:
    """The comma or semicolon that parts the text's values; None when it is no such table.

    Several lines must have the same four fields or more, nearly all of them short, and most of what parts at all
    must be in such lines: prose with commas, even figures with thousands' commas, is none.
    """
    sample = text[:_SAMPLE]
    if 2 * sample.count(", ") > sample.count(","):  # so a sentence is written, not a table
        return None
    if "\t" in sample and sample.count("\t") * 3 > sample.count("\n"):
        return None
    return next((sign for sign in ",;" if sample.count(sign) >= _WIDTH and _parts(sample, sign)), None)


def _parts(sample: str, sign: str) -> bool:
    rows = records(sample, sign)
    wide = [row for row in rows if len(row) >= _WIDTH]
    parted = sum(len(row) > 1 for row in rows)
    if len(wide) < _RECORDS or 2 * len(wide) < parted:
        return False
    fields = [field for row in wide for field in row]
    short = sum(len(field.strip()) <= _USUAL for field in fields)
    widths = Counter(map(len, wide))
    same = sum(count for count in widths.values() if count >= 2)
    return max(widths.values()) >= _RECORDS and 3 * same >= 2 * len(wide) and 10 * short >= 9 * len(fields)


def records(text: str, sign: str) -> list[list[str]]:
    """The records of the text, without the signs that guard texts from being formulas; a line that ends inside
    quotes goes on in the next."""
    return [[_unguarded(field) for field in row] for row in _rows(text, sign)]


def _rows(text: str, sign: str) -> list[list[str]]:
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        try:
            rows = list(csv.reader(StringIO(text, newline=""), delimiter=sign, quoting=quoting))
        except csv.Error:  # a field beyond any measure
            continue
        if quoting == csv.QUOTE_NONE or not any(field.count("\n") > _LINES for row in rows for field in row):
            return rows
    return [line.split(sign) for line in text.split("\n")]


def _unguarded(field: str) -> str:
    found = _GUARD.match(field) if "'" in field[:2] else None
    return field[found.end() :] if found else field
