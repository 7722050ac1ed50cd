"""Remedies: reconsideration and suit, their verdicts, periods and notices (law.md §§ 5.4, 7)."""

from enum import StrEnum


class Verdict(StrEnum):
    """How a reconsideration or suit ended, as table 四 counts it (law.md § 4.6)."""

    label: str

    def __new__(cls, value: str, label: str) -> "Verdict":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"
