"""Rules (规章) and administrative normative documents (行政规范性文件)."""

from gongkai.law.cite import regulation
from gongkai.registers.declared.parts import ENDING, PUBLISHED_ON, SECTION, UNTIL
from gongkai.registers.declared.shapes import Field, FieldKind, Register

_ON = Field("on", "印发日期", FieldKind.DATE, required=True, help="制发的日期，决定计入哪一年")

RULES = Register(
    "rules",
    "规章",
    "本机关制定的规章；只有有权制定规章的人民政府才登记",
    regulation(20, item=1),
    (
        Field("number", "令号", FieldKind.CODE, required=True, longest=60),
        Field("matter", "规章名称", required=True),
        _ON,
        PUBLISHED_ON,
        UNTIL,
        ENDING,
    ),
    ruled=True,
)

NORMATIVE = Register(
    "normative",
    "行政规范性文件",
    "经合法性审核认定的行政规范性文件；一般公文不登记",
    regulation(20, item=1),
    (
        Field("number", "文号", FieldKind.CODE, required=True, longest=60),
        Field("matter", "文件标题", required=True),
        _ON,
        PUBLISHED_ON,
        UNTIL,
        ENDING,
        Field("review", "合法性审核登记号", FieldKind.CODE, longest=60, public=False),
        SECTION,
    ),
)
