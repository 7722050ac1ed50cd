"""How far a sum reaches: of each official table, how many cells are sums of all reports and how many are not."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.annual.merge import Merged


@dataclass(frozen=True, slots=True)
class Extent:
    """One official table of a sum.

    `without` names the reports that have no such table, `added` counts the others. Of the cells, `whole` are sums of
    all those others, `partial` of some of them, `not_added` were not added; a cell that none shows is in none.
    """

    table: str
    added: int
    without: tuple[str, ...]
    whole: int
    partial: int
    not_added: int


def extents(merged: Merged) -> Sequence[Extent]:
    """Every table of the form, in its order."""
    form = merged.report.form
    assert form is not None  # noqa: S101  a sum always has a form
    partial, doubtful = (
        set(merged.partial),
        {(each.table, each.row, each.column) for each in merged.report.unread},
    )
    found = []
    for section in form.sections:
        without = tuple(
            each.source for each in merged.missing if each.row is None and each.table == section.key
        )
        cells = {address for address in merged.report.cells if address.table == section.key}
        some = cells & partial
        refused = {address for address in cells - some if tuple(address) in doubtful}
        found.append(
            Extent(
                section.key,
                len(merged.sources) - len(without),
                without,
                len(cells - some - refused),
                len(some),
                len(refused),
            )
        )
    return found
