"""What a file may bring in: one sheet for each register, one for requests; the columns come from declarations."""

from dataclasses import dataclass, replace
from enum import Enum

from gongkai.law.labelled import Labelled
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.registers.declared import REGISTERS
from gongkai.registers.declared.shapes import Field, FieldKind

REQUESTS = "requests"
MARK = "序号"  # the first column; a row marked as the example is passed over
EXAMPLE = "示例"


@dataclass(frozen=True, slots=True)
class Choice:
    """The words of a list of choices and what each means."""

    values: dict[str, str]  # word → value

    @property
    def words(self) -> list[str]:
        return [*self.values]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, whether it holds personal data."""

    field: Field
    choice: Choice | None = None
    personal: bool = False

    @property
    def heading(self) -> str:
        return self.field.label + ("*" if self.field.required else "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that can be brought in; it is known by its title."""

    key: str
    title: str
    says: str
    columns: tuple[Column, ...]
    example: dict[str, str]

    @property
    def by_key(self) -> dict[str, Column]:
        return {column.field.key: column for column in self.columns}


def _choice(members: type[Labelled] | type[Enum]) -> Choice:
    return Choice({member.label: member.value for member in members})  # type: ignore[attr-defined]


_EXAMPLES = {
    FieldKind.DATE: "2020-03-01",
    FieldKind.AMOUNT: "1234.50",
    FieldKind.CODE: "X〔2020〕1号",
    FieldKind.TEXT: "（示例，导入时跳过这一行）",
    FieldKind.ITEM: "",
    FieldKind.SECTION: "",
}


def _of_register(key: str) -> Sheet:
    register = REGISTERS[key]
    columns = tuple(
        Column(field, _choice(field.choices) if field.choices is not None else None)
        for field in register.fields
    )
    return Sheet(key, register.label, register.says, columns, _example(columns))


def _example(columns: tuple[Column, ...]) -> dict[str, str]:
    return {
        column.field.key: column.choice.words[0] if column.choice else _EXAMPLES[column.field.kind]
        for column in columns
    }


_SECTION = next(field for field in REGISTERS["licences"].fields if field.kind is FieldKind.SECTION)
_REQUEST_COLUMNS = (
    Column(Field("number", "编号", FieldKind.CODE, required=True, longest=40, help="原来的登记编号")),
    Column(
        Field(
            "receipt_on",
            "收到申请之日",
            FieldKind.DATE,
            required=True,
            help="条例第三十一条所说的日期，决定是哪一年新收、是不是上年结转",
        )
    ),
    Column(Field("applicant_kind", "申请人类别", FieldKind.CHOICE, required=True), _choice(Applicant)),
    Column(Field("channel", "提交渠道", FieldKind.CHOICE, help="不填的，记为其他渠道"), _choice(Channel)),
    Column(Field("arrived", "到达日期", FieldKind.DATE, help="不填的，与收到申请之日相同")),
    Column(
        Field("outcome", "办理结果", FieldKind.CHOICE, help="还在办理的留空，它就是结转到下一年的申请"),
        _choice(Outcome),
    ),
    Column(Field("ended_on", "办结日期", FieldKind.DATE, help="与办理结果一起填，或者都不填")),
    Column(Field("applicant", "申请人", longest=200, help="加密保存"), personal=True),
    Column(Field("contact", "联系方式", longest=200, help="加密保存"), personal=True),
    Column(Field("content", "申请内容", longest=5000, help="加密保存"), personal=True),
    Column(replace(_SECTION, label="承办科室")),
)
_REQUEST_SHEET = Sheet(
    REQUESTS,
    "公开申请",
    "使用本系统以前的公开申请，一件一行；没有办结的就是结转继续办理的",
    _REQUEST_COLUMNS,
    _example(_REQUEST_COLUMNS)
    | {"number": "2020-示例", "outcome": "予以公开", "ended_on": "2020-03-20", "arrived": ""},
)

SHEETS: dict[str, Sheet] = {
    sheet.key: sheet for sheet in (*(_of_register(key) for key in REGISTERS), _REQUEST_SHEET)
}
BY_TITLE = {sheet.title: sheet for sheet in SHEETS.values()}
