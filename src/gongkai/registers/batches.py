"""What the log says of lines entered together: which they are, and a digest for each and for all.

A thousand whole digests in one event would be longer than the lines. Each line has the first eight digits of its
own, by which one that was changed is named; all whole digests have one, by which none goes unseen.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gongkai.records.rows import digest

MARK = 8  # hex digits


def told(lines: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Data of an event, of the lines' keys and digests in the order they were entered."""
    runs: list[list[int]] = []
    for key, _ in lines:
        if runs and runs[-1][1] == key - 1:
            runs[-1][1] = key
        else:
            runs.append([key, key])
    return {
        "count": len(lines),
        "keys": runs,
        "marks": "".join(each[:MARK] for _, each in lines),
        "digest": whole(each for _, each in lines),
    }


def marks(data: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """The key and mark of each line. Raises KeyError, TypeError, ValueError for what `told` did not make."""
    keys = [key for first, last in data["keys"] for key in range(first, last + 1)]
    texts = [data["marks"][start : start + MARK] for start in range(0, len(data["marks"]), MARK)]
    return zip(keys, texts, strict=True)


def whole(digests: Iterable[str]) -> str:
    """Of all lines together."""
    return digest(*digests)
