"""Enumerations whose members carry the official word beside their value."""

from enum import StrEnum


class Labelled(StrEnum):
    """Members are written `NAME = "value", "官方用语"`; `label` is the word people read."""

    label: str

    def __new__(cls, value: str, label: str) -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
