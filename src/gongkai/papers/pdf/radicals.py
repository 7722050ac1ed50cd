"""Whole characters that browsers write into PDF files as radicals: the glyph is the same."""

import unicodedata

# The Kangxi radicals are known to Unicode's compatibility forms; these of the CJK Radicals Supplement are not.
_SUPPLEMENT = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)


def whole(char: str) -> str:
    """The character that a radical stands for; any other text as it is."""
    if "\u2f00" <= char <= "\u2fdf":
        return unicodedata.normalize("NFKC", char)
    return char.translate(_SUPPLEMENT)
