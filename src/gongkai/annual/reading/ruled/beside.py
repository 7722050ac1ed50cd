"""Heads that name their columns several times: tables side by side."""

from dataclasses import replace

from gongkai.annual.reading.ruled.columns import Column
from gongkai.annual.reading.ruled.matrix import Matrix
from gongkai.annual.reading.words import Role


def parted(
    matrix: Matrix, table: str, columns: tuple[Column, ...], bottom: int
) -> list[tuple[tuple[Column, ...], int]]:
    """Tables side by side: the columns of each and where its row labels begin."""
    keys = [(column.group, column.key) for column in columns if column.key]
    if len(keys) == len(set(keys)):
        return [(columns, 0)]
    years = {column.year for column in columns if column.key}
    if None not in years and len(years) > 1:
        return [
            (tuple(c for c in columns if c.year == year or c.key is None), 0)
            for year in dict.fromkeys(column.year for column in columns if column.key)
        ]
    size = len(set(keys))
    if keys != keys[:size] * (len(keys) // size):
        twice = {key for key in keys if keys.count(key) > 1}
        plain = (replace(c, key=None) if (c.group, c.key) in twice else c for c in columns)
        return [(tuple(plain), 0)]
    parts: list[list[Column]] = [[]]
    for column in columns:
        if column.key and sum(each.key is not None for each in parts[-1]) == size:
            # Columns without a name before this one belong to the table that begins here.
            begun: list[Column] = []
            while parts[-1][-1].key is None:
                begun.insert(0, parts[-1].pop())
            parts.append(begun)
        parts[-1].append(column)
    result: list[tuple[tuple[Column, ...], int]] = []
    for number, part in enumerate(parts):
        start = part[0].left if number else 0
        first = min(column.left for column in part if column.key)
        own = any(
            word.table == table and word.role is Role.ROW
            for row in range(bottom, matrix.height)
            for spot in matrix.line(row, start, first)
            for word in spot.words
        )
        result.append((tuple(part), start if own else 0))
    return result
