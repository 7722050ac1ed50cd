"""A report as read, compiled or added up: cells as printed, and everything that was said about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.annual.form import Address, Edition, Form
from gongkai.annual.forms import form_of
from gongkai.law.labelled import Labelled

Value = int | Decimal | None  # None: printed blank, or a cell without a number


class Severity(Labelled):
    """How grave a finding is, gravest first."""

    ERROR = "error", "错误"
    WARNING = "warning", "警告"
    NOTE = "note", "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says: a code of the contract, the place, both sides, a sentence. Keys as in `Address`."""

    code: str
    severity: Severity
    says: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    left: Value | str = None
    right: Value | str = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Something is there that could not be placed or trusted. Row and column are None when not known."""

    table: str | None
    row: str | None
    column: str | None
    at: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a cell's value was printed, and how."""

    address: Address
    raw: str
    at: str

    def __reduce__(self) -> tuple[type["Trace"], tuple[Address, str, str]]:
        """A report has hundreds of them, and they are most of what a worker process hands over."""
        return Trace, (self.address, self.raw, self.at)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The prose of one section: its title as printed and its text."""

    title: str
    text: str


@dataclass(frozen=True)
class Report:
    """A report. A cell that the source does not show has no entry in `cells`; a printed blank has None."""

    organ: str | None
    year: int | None
    edition: Edition | None
    cells: Mapping[Address, Value]
    units: Mapping[Address, str] = field(default_factory=dict)
    chapters: Mapping[str, Chapter] = field(default_factory=dict)  # 一 … 六
    unread: tuple[Unread, ...] = ()
    trace: tuple[Trace, ...] = ()

    @property
    def form(self) -> Form | None:
        return form_of(self.edition) if self.edition else None

    @property
    def complete(self) -> bool:
        """Each of the tables 二, 三, 四 is there with every row of its edition; values may be None."""
        return self.form is not None and all(address in self.cells for address in self.form.addresses)
