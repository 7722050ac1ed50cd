"""The three ways to seek a remedy, as table 四 of the annual report keeps them apart."""

from enum import StrEnum


class Route(StrEnum):
    """Reconsideration, or a suit before or after it."""

    label: str

    def __new__(cls, value: str, label: str) -> "Route":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    RECONSIDERATION = "reconsideration", "行政复议"
    SUIT_DIRECT = "suit_direct", "未经复议直接起诉"
    SUIT_AFTER = "suit_after", "复议后起诉"
