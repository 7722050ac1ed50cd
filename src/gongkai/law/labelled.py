"""Enumerations whose members carry the official word beside their value."""

from enum import StrEnum
from typing import TypeVar

_E = TypeVar("_E", bound=StrEnum)


def member(kind: type[_E], value: str) -> _E:
    """The member with a stored value. A checker of types takes `Outcome(value)` for the making of a new one."""
    return kind(value)


class Labelled(StrEnum):
    """Members are written `NAME = "value", "官方用语"`; `label` is the word people read."""

    label: str

    def __new__(cls, value: str, label: str) -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
