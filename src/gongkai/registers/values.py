"""The values of one line against the declaration of its register, and back to plain words."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.base import personal
from gongkai.base.refusal import Refused
from gongkai.law.cite import Cite, Instrument
from gongkai.organs import codes
from gongkai.organs.models import Kind, Organ, Section
from gongkai.records.printed import has_unseen
from gongkai.registers import amounts
from gongkai.registers.declared.parts import Ending, PartyKind
from gongkai.registers.declared.shapes import Field, FieldKind, Register
from gongkai.registers.models import Entry

# 省、自治区、直辖市和设区的市、自治州的人民政府 may make rules.
RULE_MAKERS = (Kind.CITY_GOVERNMENT, Kind.PROVINCE_GOVERNMENT)
RULE_POWER = Cite(Instrument.LEGISLATION_LAW, 93)
EARLIEST = date(1949, 10, 1)

# Controls, and the marks that make a reader see a text in another order.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Invalid(Refused):
    """Values that cannot stand; `by_field` has a sentence for each field, "" for the line as a whole."""

    def __init__(self, by_field: Mapping[str, str]) -> None:
        super().__init__("".join(by_field.values()))
        self.by_field = dict(by_field)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Values that may stand: for the columns, and for `data`."""

    columns: dict[str, Any]
    data: dict[str, Any]


def may_keep(register: Register, organ: Organ) -> str | None:
    """The sentence that says why an organ cannot keep a register; None where it can."""
    if not register.ruled or organ.kind in RULE_MAKERS:
        return None
    return _(
        "%(organ)s没有制定规章的权限（%(cite)s：省级、设区的市级人民政府可以制定），不能登记规章；"
        "规范性文件请登记在“行政规范性文件”台账里。"
    ) % {"organ": organ, "cite": RULE_POWER}


def cleaned(register: Register, values: Mapping[str, Any], *, organ: Organ, today: date) -> Cleaned:
    """The values of a line, checked: present, of their kind, possible together. Raises Invalid, KeyError.

    Missing keys are blank. Days are `date`, amounts `Decimal` or whole numbers, choices their values,
    `item` an Entry of the catalogue, `section` a Section.
    """
    if strangers := values.keys() - register.by_key.keys():
        raise KeyError(f"{register.key} has no field {sorted(strangers)[0]}")
    if refusal := may_keep(register, organ):
        raise Invalid({"": refusal})
    problems: dict[str, str] = {}
    found: dict[str, Any] = {}
    for field in register.fields:
        value = values.get(field.key)
        if isinstance(value, str):
            value = value.strip()
        if value is None or value == "":
            if field.required:
                problems[field.key] = _("“%(field)s”没有填。") % {"field": field.label}
            continue
        try:
            found[field.key] = _CHECKS[field.kind](field, value, organ)
        except ValueError as problem:
            problems[field.key] = str(problem)
    if not problems:
        problems = dict(_together(register, found, today))
    if problems:
        raise Invalid(problems)
    return Cleaned(
        {field.key: found[field.key] for field in register.columns if field.key in found},
        {field.key: _plain(found[field.key]) for field in register.extra if field.key in found},
    )


def _text(field: Field, value: Any, organ: Organ) -> str:
    if not isinstance(value, str):
        raise ValueError(_("“%(field)s”应是文字。") % {"field": field.label})
    if len(value) > field.longest:
        raise ValueError(
            _("“%(field)s”有%(length)d个字，最多%(longest)d个。")
            % {"field": field.label, "length": len(value), "longest": field.longest}
        )
    if _CONTROL.search(value):
        raise ValueError(_("“%(field)s”里有看不见的控制字符，请重新输入。") % {"field": field.label})
    if field.kind is FieldKind.TEXT and personal.has_number(value):
        raise ValueError(
            _("“%(field)s”里有身份证号或者手机号；台账不保存个人信息，请删去。") % {"field": field.label}
        )
    return value


def _code(field: Field, value: Any, organ: Organ) -> str:
    text = _text(field, value, organ)
    if re.search(r"\s", text):
        raise ValueError(_("“%(field)s”里有空格或换行，请删去。") % {"field": field.label})
    if has_unseen(text):
        raise ValueError(_("“%(field)s”里有看不见的控制字符，请重新输入。") % {"field": field.label})
    if field.key == "party_code":
        try:
            codes.credit_code(text)
        except ValidationError as problem:
            raise ValueError("".join(problem.messages)) from problem
    return text


def _date(field: Field, value: Any, organ: Organ) -> date:
    if type(value) is not date:
        raise ValueError(_("“%(field)s”应是日期，如 2020-03-01。") % {"field": field.label})
    if value < EARLIEST:
        raise ValueError(_("“%(field)s”早于1949年10月1日，请核对年份。") % {"field": field.label})
    return value


def _amount(field: Field, value: Any, organ: Organ) -> Decimal:
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise ValueError(_("“%(field)s”应是数，单位是元。") % {"field": field.label})
    if not amounts.in_digits(value):
        raise ValueError(_("“%(field)s”请用数字写全，不用科学计数法。") % {"field": field.label})
    if value < 0:
        raise ValueError(_("“%(field)s”不能小于零。") % {"field": field.label})
    if value >= amounts.MOST:
        raise ValueError(
            _("“%(field)s”要小于一万亿元；单位是元，请核对是否多写了零。") % {"field": field.label}
        )
    if value != (exact := value.quantize(Decimal("0.01"))):
        raise ValueError(_("“%(field)s”最多两位小数（元、角、分）。") % {"field": field.label})
    return exact


def _choice(field: Field, value: Any, organ: Organ) -> str:
    assert field.choices is not None  # noqa: S101  a declaration of this kind has them
    if value not in [choice.value for choice in field.choices]:
        labels = "、".join(choice.label for choice in field.choices)
        raise ValueError(_("“%(field)s”只能是：%(labels)s。") % {"field": field.label, "labels": labels})
    return str(value)


def _item(field: Field, value: Any, organ: Organ) -> Entry:
    if not isinstance(value, Entry) or value.organ_id != organ.pk or value.register != "items":
        raise ValueError(_("“%(field)s”不在本机关的权责事项里。") % {"field": field.label})
    return value


def _section(field: Field, value: Any, organ: Organ) -> Section:
    if not isinstance(value, Section) or value.organ_id != organ.pk:
        raise ValueError(_("“%(field)s”不是本机关的科室。") % {"field": field.label})
    return value


_CHECKS: dict[FieldKind, Callable[[Field, Any, Organ], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.CODE: _code,
    FieldKind.DATE: _date,
    FieldKind.AMOUNT: _amount,
    FieldKind.CHOICE: _choice,
    FieldKind.ITEM: _item,
    FieldKind.SECTION: _section,
}


def _together(register: Register, found: Mapping[str, Any], today: date) -> Mapping[str, str]:
    """What is possible for each value alone, but not together."""
    problems = {}
    label = register.label_of
    on = found["on"]
    for key in ("on", "published_on"):
        if key in found and found[key] > today:
            problems[key] = _("“%(field)s”是以后的日期，请核对。") % {"field": label(key)}
    for key in ("until", "published_on"):
        if key in found and found[key] < on:
            problems[key] = _("“%(field)s”早于“%(on)s”，请核对。") % {"field": label(key), "on": label("on")}
    if found.get("valid_until", date.max) < found.get("valid_from", date.min):
        problems["valid_until"] = _("“有效期至”早于“有效期自”，请核对。")
    ends = "kind" in register.by_key and register.by_key["kind"].choices is Ending
    if ends and ("until" in found) != ("kind" in found):
        problems["kind"] = _("停止施行的日期和方式要一起填，或者都不填。")
    if found.get("party_kind", PartyKind.ORGANISATION) != PartyKind.ORGANISATION:
        if "party" in found or "party_code" in found:
            problems["party"] = _("自然人和个体工商户的名称、代码不登记；台账不保存个人信息。")
    elif "party" in found and "party_kind" not in found:
        problems["party_kind"] = _("填了行政相对人名称的，要选行政相对人类别。")
    return problems


def _plain(value: Any) -> str:
    """A value as a text that means the same in every database and file."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:.2f}"
        case Entry():
            return value.number
        case Section():
            return value.name
        case _:
            return str(value)


def made(organ: Organ, register: Register, fit: Cleaned) -> Entry:
    """A line with checked values, not stored."""
    entry = Entry(organ=organ, register=register.key)
    fill(entry, fit)
    return entry


def fill(entry: Entry, fit: Cleaned) -> None:
    """Set every declared value; what is not given is blank."""
    blank = {"number": "", "matter": "", "kind": ""}
    for field in entry.declaration.columns:
        setattr(entry, field.key, fit.columns.get(field.key, blank.get(field.key)))
    entry.data = fit.data


def plain(entry: Entry) -> dict[str, str]:
    """What a line says, by the keys of its declaration; blanks are left out."""
    found = {}
    for field in entry.declaration.fields:
        value = getattr(entry, field.key) if field.is_column else entry.data.get(field.key)
        if value is not None and value != "":
            found[field.key] = _plain(value)
    return found


def digest(words: Any) -> str:
    """SHA-256 of plain values: what the log keeps instead of them."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
