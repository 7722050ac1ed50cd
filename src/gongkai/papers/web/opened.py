"""An element of a page that is being walked."""

from dataclasses import dataclass


@dataclass(slots=True)
class Opened:
    """What is to be undone when an element ends."""

    tag: str
    block: bool = False
    before: str = ""  # a mark to set behind it
    visible: bool | None = None  # what held before, where the element says otherwise
    ends: str = ""  # table, group, row, cell or text
    kept: bool = False
    drawn_cell: bool = False
    struck: bool = False
    dim: bool | None = None  # what held before, where something about colours and sizes is asked
    lost: bool = False  # all that is in it may not be seen
