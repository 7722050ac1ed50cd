"""The three ways to seek a remedy, as table 四 of the annual report keeps them apart."""

from gongkai.law.labelled import Labelled


class Route(Labelled):
    """Reconsideration, or a suit before or after it."""

    RECONSIDERATION = "reconsideration", "行政复议"
    SUIT_DIRECT = "suit_direct", "未经复议直接起诉"
    SUIT_AFTER = "suit_after", "复议后起诉"
