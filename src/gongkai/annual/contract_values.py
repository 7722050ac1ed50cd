"""Strict reading of the JSON values that the exchange format is made of; every refusal names the place."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from gongkai.annual.report import Value

UNITS = ("元", "万元")
DIGITS = 18  # more digits than any count or amount in 元 needs; keeps hostile numbers small

T = TypeVar("T")

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_HALF_SIGNS = re.compile("[\ud800-\udfff]")


class ContractError(ValueError):
    """A text or object that is not the exchange format; one Chinese sentence says where."""


def plain(value: Value) -> Value:
    """Whole decimals as integers, no trailing zeros: how a number was printed is the trace's to keep."""
    if not isinstance(value, Decimal):
        return value
    if not value:
        return 0
    if value == value.to_integral_value():
        return int(value)
    return Decimal(format(value, "f").rstrip("0"))  # normalize() would round to the context's precision


def as_number(value: object, at: str) -> Value:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise ContractError(f"{at}应为数字或null")
    return plain(value)


def known(value: T | None, at: str) -> T:
    if value is None:
        raise ContractError(f"{at}不在所用格式的表中")
    return value


def as_object(value: object, at: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ContractError(f"{at}应为JSON对象")
    for key in value:
        as_text(key, f"{at}的键")
    return value


def as_array(value: object, at: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise ContractError(f"{at}应为JSON数组")
    return value


def numbered(value: object, at: str) -> list[tuple[object, str]]:
    return [(item, f"{at}第{number}项") for number, item in enumerate(as_array(value, at), start=1)]


def as_text(value: object, at: str) -> str:
    if not isinstance(value, str):
        raise ContractError(f"{at}应为文字")
    if _HALF_SIGNS.search(value):
        raise ContractError(f"{at}中有不成字的半个编码")
    return value


def as_unit(value: object, at: str) -> str:
    if value not in UNITS:
        raise ContractError(f"{at}应为{'或'.join(UNITS)}")
    return as_text(value, at)


def text_or_none(value: object, at: str) -> str | None:
    return None if value is None else as_text(value, at)


def name_or_none(value: object, at: str) -> str | None:
    name = text_or_none(value, at)
    if name is not None and _CONTROLS.search(name):
        raise ContractError(f"{at}中有不可见的控制字符")
    return name


def unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ContractError(f"“{twice}”在同一对象中出现两次")
    return result


def no_constant(word: str) -> object:
    raise ContractError(f"“{word}”不是数字")


def whole(digits: str) -> int:
    if len(digits) > DIGITS + 1:
        raise ContractError(f"数字“{digits[:12]}…”过大")
    return int(digits)


def exact(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ContractError(f"数字“{text[:12]}…”无法精确表示") from None
    exponent = value.as_tuple().exponent
    if value and (not isinstance(exponent, int) or value.adjusted() >= DIGITS or exponent < -DIGITS):
        raise ContractError(f"数字“{text[:12]}”过大或过细")
    return value
