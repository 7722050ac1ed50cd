"""The heads of columns: which there are, in which printed order, and in which cells of a row they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.annual.reading.items import Item
from gongkai.annual.reading.pieces import Mode

APPLICANTS = ("natural", "business", "research", "welfare", "legal_service", "other", "total")
DOUBLED = "表头中同一列出现两次（可能是两张表并排），不能确定各数属于哪一张"
UNCLEAR = "表头各列的次序看不清，不能确定各数属于哪一列"


@dataclass(frozen=True, slots=True)
class Head:
    """Columns in printed order, or the reason why the order is not known. `cells`: cell of a row → column."""

    columns: tuple[str, ...] = ()
    cells: dict[int, int] | None = None
    why: str | None = None


def applicants_head(labels: Sequence[tuple[str, Item]]) -> Head:
    """The seven columns of table 三 from the words of its head, in reading order (keys with their items).

    A head that was lost leaves the official order; one that shows another order is followed only if whole.
    """
    leaves = [(key, item) for key, item in labels if key in APPLICANTS]
    keys = [key for key, _ in leaves]
    if len(set(keys)) < len(keys):
        return Head(why=DOUBLED)
    if _in_one_row(leaves) and not _joined(labels):
        order = keys
    elif _total_inside(labels):
        return Head(why=UNCLEAR)
    else:
        order = _order(labels)
    official = [key for key in APPLICANTS if key in order]
    if order == official:
        order = list(APPLICANTS)
    elif len(order) < len(APPLICANTS):
        return Head(why=UNCLEAR)
    return Head(tuple(order), cells_of(leaves, order))


def _in_one_row(leaves: Sequence[tuple[str, Item]]) -> bool:
    """All seven columns named in one printed row: they stand as they are printed. In a bare line 总计 right behind
    自然人 may be a head of two rows that lost its line end and 法人或其他组织."""
    if len(leaves) < len(APPLICANTS) or len({item.row for _, item in leaves}) > 1:
        return False
    nested = [key for key, _ in leaves][:2] == ["natural", "total"]
    return all(item.mode is Mode.ROWS for _, item in leaves) or not nested


def _total_inside(labels: Sequence[tuple[str, Item]]) -> bool:
    """Whether 总计 stands among the other columns where no heading over them says that it is the last: either it was
    printed there, or the heading was lost."""
    keys = [key for key, _ in labels]
    if "total" not in keys:
        return False
    before, after = keys[: keys.index("total")], keys[keys.index("total") + 1 :]
    rows = {key: item.row for key, item in labels}
    if "organisations" in keys:
        same = rows.get("natural") == rows["total"] == rows["organisations"]
        return same and "natural" in before and "organisations" in after
    columns = set(APPLICANTS)
    return not columns.isdisjoint(after) and ("applicants" in before or not columns.isdisjoint(before))


def _joined(labels: Sequence[tuple[str, Item]]) -> bool:
    """Whether 法人或其他组织 stands in the row of its own columns: two rows of the head that lost their line end."""
    rows = {key: item.row for key, item in labels}
    return "organisations" in rows and rows["organisations"] == rows.get("business")


def _order(labels: Sequence[tuple[str, Item]]) -> list[str]:
    """The leaves from left to right: those under 法人或其他组织 stand where that heading stands."""
    places = {key: place for place, (key, _) in enumerate(labels)}
    items = dict(labels)
    under = [key for key, _ in labels if key in APPLICANTS[1:6]]
    order = list(under)
    if "natural" in places:
        group = places.get("organisations")
        first = places["natural"] < (
            group if group is not None else min((places[key] for key in under), default=99)
        )
        inside = group is None and under and not first
        if inside and places["natural"] < places[under[-1]]:
            order = [key for key, _ in labels if key in APPLICANTS[:6]]
        else:
            order = ["natural", *order] if first else [*order, "natural"]
    if "total" in places:
        order = ["total", *order] if _total_first(places, items) else [*order, "total"]
    return order


def _total_first(places: dict[str, int], items: dict[str, Item]) -> bool:
    """总计 stands last unless it is printed before 申请人情况, or before 自然人 in the same row."""
    total = places["total"]
    if "applicants" in places:
        if total < places["applicants"]:
            return True
        if total == places["applicants"] + 1 or "natural" not in places:
            return False
    others = [place for key, place in places.items() if key in APPLICANTS[:6] or key == "organisations"]
    if not others or total > min(others):
        return False
    same_row = "natural" in items and items["natural"].row == items["total"].row
    return same_row or "applicants" not in places


def cells_of(leaves: Sequence[tuple[str, Item]], order: Sequence[str]) -> dict[int, int] | None:
    """Cell of a row → column, where the head's own cells prove it: each column once, side by side."""
    if len(leaves) != len(order) or any(item.mode is not Mode.ROWS for _, item in leaves):
        return None
    found = {item.piece.col: order.index(key) for key, item in leaves}
    widths = {item.piece.width for _, item in leaves}
    places = sorted(found)
    if len(found) < len(order) or len(widths) > 1 or places != list(range(places[0], places[0] + len(order))):
        return None
    return found if [found[place] for place in places] == list(range(len(order))) else None
