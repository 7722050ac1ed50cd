"""Where the columns of a table lie in a matrix, and what its head says of them."""

from dataclasses import dataclass, field

from gongkai.annual.reading.ruled.matrix import Spot
from gongkai.annual.reading.said import Said
from gongkai.annual.reading.words import Word


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch [left, right) of matrix columns. `key` is None where the head does not say which column it is;
    `group` is the group of table 四 above it; `year` what the head says of the year; `text` all its words."""

    left: int
    right: int
    key: str | None = None
    word: Word | None = None
    group: str | None = None
    year: Said | None = None
    text: str = ""
    spots: tuple[Spot, ...] = ()
    proven: str = ""  # how a name was found that is not printed


@dataclass(frozen=True, slots=True)
class Head:
    """Rows [top, bottom) of a matrix that name `columns`; labels of rows stand in columns
    [labels, labels_end)."""

    table: str
    top: int
    bottom: int
    columns: tuple[Column, ...]
    labels: int = 0
    labels_end: int = 0
    # Asked for with every cell: the columns that have a key, their keys, where they begin and where they end.
    named: tuple[Column, ...] = field(init=False, repr=False, compare=False)
    keys: tuple[str, ...] = field(init=False, repr=False, compare=False)
    first: int = field(init=False, repr=False, compare=False)
    end: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = tuple(column for column in self.columns if column.key)
        object.__setattr__(self, "named", named)
        object.__setattr__(self, "keys", tuple(column.key or "" for column in named))
        object.__setattr__(self, "first", min((column.left for column in named), default=0))
        object.__setattr__(self, "end", max((column.right for column in named), default=0))

    @property
    def grouped(self) -> bool:
        return any(column.group for column in self.columns)

    @property
    def year(self) -> Said | None:
        """The year that the head names over every column."""
        years = {column.year for column in self.named}
        return years.pop() if len(years) == 1 else None


@dataclass(frozen=True, slots=True)
class OddHead:
    """Rows [top, bottom) that name columns of a table and contradict each other."""

    table: str
    top: int
    bottom: int
