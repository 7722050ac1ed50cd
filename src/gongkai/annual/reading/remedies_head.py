"""The head of table 四: where it stands, and in which order it has the groups and columns."""

from collections.abc import Sequence

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.words import Role, Word

TABLE = "table4"
GROUPS = ("reconsideration", "suit_direct", "suit_after")
COLUMNS = ("upheld", "corrected", "other", "pending", "total")
WIDTH = len(COLUMNS)
SIZE = len(GROUPS) * WIDTH
_LEAST = 8  # words of the head that must be seen


def word_of(item: Item) -> Word | None:
    """What a label names of this table."""
    return item.word(TABLE, Role.ROW, Role.GROUP, Role.COLUMN) if item.sort is Sort.LABEL else None


def heads_in(items: list[Item]) -> list[tuple[int, int]]:
    """Stretches of items in which words of this table's head follow each other with nothing but blanks
    between, and values only where the groups are rows."""
    found: list[tuple[int, int]] = []
    start = last = None
    seen = 0
    for index, item in enumerate(items):
        if word_of(item):
            if start is None:
                start, seen = index, 0
            last = index
            seen += 1
        elif start is not None and last is not None and not _inside(items, index, last):
            if seen >= _LEAST:
                found.append((start, last + 1))
            start = None
    if start is not None and last is not None and seen >= _LEAST:
        found.append((start, last + 1))
    return found


def _inside(items: list[Item], index: int, last: int) -> bool:
    item = items[index]
    if item.sort is Sort.BLANK:
        return index - last <= 40
    label = word_of(items[last])
    return (
        item.sort is Sort.VALUE and label is not None and label.role is Role.ROW and index - last <= WIDTH + 1
    )


def order_of(labels: list[tuple[Item, Word]]) -> list[tuple[str, str]] | None:
    """Group and column of each of the fifteen cells; None when the head does not prove it."""
    keys = [word.key for _, word in labels if word.role is Role.COLUMN]
    places: dict[str, int] = {}
    for place_, (_, word) in enumerate(labels):
        if word.role is not Role.COLUMN:
            if word.key in places:
                return None
            places[word.key] = place_
    groups = list(GROUPS)
    if places.get("suit_after", 99) < places.get("suit_direct", -1):
        groups[1:] = ["suit_after", "suit_direct"]
    suits = min((places[key] for key in ("suits", "suit_direct", "suit_after") if key in places), default=99)
    if places.get("reconsideration", -1) > suits:
        groups = [*groups[1:], groups[0]]
    if len(keys) == SIZE:
        parts = [keys[start : start + WIDTH] for start in range(0, SIZE, WIDTH)]
        if any(sorted(part) != sorted(COLUMNS) for part in parts):
            return None
        return [(group, key) for group, part in zip(groups, parts, strict=True) for key in part]
    if len(keys) > SIZE or not _is_part(keys, COLUMNS * len(GROUPS)):
        return None
    return [(group, key) for group in groups for key in COLUMNS]


def _is_part(keys: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the keys stand in the whole in this order."""
    rest = iter(whole)
    return all(key in rest for key in keys)
