"""The shapes in which a register is declared. One engine reads them: entering, showing, importing, exporting."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from gongkai.law.cite import Cite
from gongkai.law.labelled import Labelled


class FieldKind(Labelled):
    """What a field holds. Nothing here holds a natural person's name, number or address."""

    TEXT = "text", "文字"
    DATE = "date", "日期"
    AMOUNT = "amount", "金额（元）"
    CHOICE = "choice", "选项"
    CODE = "code", "编码"
    ITEM = "item", "权责事项的编码"
    SECTION = "section", "科室"


class Column(StrEnum):
    """What is counted, filtered or looked up has a column of its own; other fields lie in `data`."""

    NUMBER = "number"
    MATTER = "matter"
    KIND = "kind"
    ON = "on"
    UNTIL = "until"
    PUBLISHED_ON = "published_on"
    AMOUNT = "amount"
    ITEM = "item"
    SECTION = "section"


_COLUMNS = frozenset(column.value for column in Column)


_COLUMNS = frozenset(column.value for column in Column)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `key` is a Column where it has one; `code` the national exchange name; `public` may be shown."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: type[Labelled] | None = None
    code: str = ""
    public: bool = True
    longest: int = 200  # characters
    help: str = ""

    @property
    def is_column(self) -> bool:
        return self.key in _COLUMNS


@dataclass(frozen=True)
class Register:
    """One register. `says`: what is entered in it. `ruled`: only an organ that may make rules keeps it."""

    key: str
    label: str
    says: str
    cite: Cite
    fields: tuple[Field, ...]
    ruled: bool = False

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.is_column)

    @cached_property
    def extra(self) -> tuple[Field, ...]:
        """The fields that lie in `data`."""
        return tuple(field for field in self.fields if not field.is_column)

    def label_of(self, key: str) -> str:
        return self.by_key[key].label
