"""A stored number as a spreadsheet shows it. What cannot be shown with certainty is given so that no one takes it for a
figure: the number with its format in brackets.

Source of the format's grammar: ECMA-376 Part 1, 18.8.30 and 18.8.31.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

GENERAL = "General"
# Formats that files name by number only. 27 to 36 and 50 to 58 are those of the Chinese edition.
BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys((14, 27, 36, 50, 57), "yyyy/m/d"),
    **dict.fromkeys((15, 16, 17), "d-mmm-yy"),
    **dict.fromkeys((18, 19, 20), "h:mm"),
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((28, 29, 51, 54, 58), 'm"月"d"日"'),
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 52, 55), 'yyyy"年"m"月"'),
    **dict.fromkeys((35, 53, 56), 'm"月"d"日"'),
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)',
    **dict.fromkeys((45, 46, 47), "mm:ss"),
    48: "##0.0E+0",
    49: "@",
}
_DIGITS = Context(prec=15)  # what a spreadsheet keeps of a number
_DIGITS_WIDE = Context(prec=60)
_PLACES = 10  # after the point, in a cell without a format
_MOST = Decimal(10) ** 30
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_(.)|\*(.)|\[([^\]]*)\]|(General|G/通用格式|G/標準|通用格式)|(.)', re.I | re.S
)
_CORE = re.compile(r"(?:[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+),*")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_DATE_LETTERS = re.compile(r"[ymdhs年月日]", re.I)
_LETTERS = "\ue000"  # stands before each sign that is meant literally
_DATE = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|上午/下午|\ue000.|.", re.I | re.S)


class Unshown(ValueError):  # noqa: N818 - never leaves this module's callers
    """A format that is not understood to the last sign."""


def shown(stored: str, code: str, *, from_1904: bool = False) -> str:
    """What a person sees of the number. A number of which nothing is seen, or whose format is not understood, comes
    with a note in brackets."""
    try:
        value = _DIGITS.create_decimal(stored)
    except InvalidOperation:
        return stored
    if not value.is_finite() or abs(value) > _MOST:
        return stored
    if code == GENERAL or not code:
        return general(value)
    try:
        text = _by_format(value, code, from_1904)
    except (Unshown, InvalidOperation, OverflowError, ValueError):
        return f"{general(value)}（格式{code}）"
    return text if any(char.isdigit() for char in text) else f"{text}（存的数是{general(value)}）"


def general(value: Decimal) -> str:
    """A number in a cell without a format."""
    rounded = value
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_PLACES:
        rounded = value.quantize(Decimal(1).scaleb(-_PLACES), ROUND_HALF_UP)
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _by_format(value: Decimal, code: str, from_1904: bool) -> str:
    pattern, signed = _section(value, code)
    literal, dated = _literal(pattern)
    if dated:
        return _date(value, literal, from_1904)
    if GENERAL in literal:
        core, written = GENERAL, general(abs(value))
    else:
        bare = re.sub(f"{_LETTERS}.", lambda found: "\ue001" * len(found[0]), literal, flags=re.S)
        cores = list(_CORE.finditer(bare))
        if "@" in bare and not cores:
            return literal.replace("@", general(value)).replace(_LETTERS, "")
        if not cores:
            return literal.replace(_LETTERS, "").strip()
        if len(cores) > 1 or re.search(r"[eE/]", bare):
            raise Unshown(code)
        core = literal[cores[0].start() : cores[0].end()]
        scaled = abs(value) * 100 ** bare.count("%")
        written = _digits(scaled, core)
    text = literal.replace(core, written, 1).replace(_LETTERS, "").strip()
    return f"-{text}" if value < 0 and signed and re.search("[1-9]", written) else text


def _section(value: Decimal, code: str) -> tuple[str, bool]:
    """The part of the format for this number, and whether a minus sign is still to be set."""
    sections = _split(code)
    if any(_CONDITION.search(mark) for section in sections for mark in re.findall(r"\[([^\]]*)\]", section)):
        raise Unshown(code)
    numeric = sections[:3]
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], True


def _split(code: str) -> list[str]:
    parts = [""]
    for found in _TOKEN.finditer(code):
        if found[0] == ";":
            parts.append("")
        else:
            parts[-1] += found[0]
    return parts


def _literal(pattern: str) -> tuple[str, bool]:
    """The pattern with a mark before each literal sign, and whether it shows a date or a time."""
    out = ""
    dated = False
    for found in _TOKEN.finditer(pattern):
        quoted, escaped, _, _, bracket, general_, other = found.groups()
        if quoted is not None or escaped is not None:
            out += "".join(_LETTERS + char for char in (quoted if quoted is not None else escaped))
        elif bracket is not None:
            if bracket.lower() in ("h", "hh", "m", "mm", "s", "ss") or bracket.lower().startswith("dbnum"):
                raise Unshown(pattern)
            if bracket.startswith("$"):
                out += "".join(_LETTERS + char for char in bracket[1:].split("-")[0])
        elif general_:
            out += GENERAL
        elif other is not None:
            if other in "0#?.,%@/eE+":
                out += other
            elif _DATE_LETTERS.match(other) and other.isascii():
                out += other
                dated = True
            else:
                out += _LETTERS + other
    return out, dated


def _digits(value: Decimal, core: str) -> str:
    """The number in the places a pattern like `#,##0.00` gives it."""
    scale = len(core) - len(core.rstrip(","))  # each comma behind the last digit divides by a thousand
    whole, point, after = core.rstrip(",").partition(".")
    value = value.scaleb(-3 * scale).quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP, _DIGITS_WIDE)
    before, _, behind = f"{value:f}".partition(".")
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole and before:
        before = f"{int(before):,}"
    kept = len(after.rstrip("#?"))
    while len(behind) > kept and behind.endswith("0"):
        behind = behind[:-1]
    return f"{before}.{behind}" if behind or (point and not after) else before


def _date(value: Decimal, literal: str, from_1904: bool) -> str:
    if value < 0 or value > 2_958_465:
        raise Unshown(literal)
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - the sheet's own clock
    moment = start + timedelta(seconds=round(float(value) * 86400))
    out = []
    timed = False
    for token in _DATE.findall(literal):
        low = token.lower()
        minute = low in ("m", "mm") and timed
        timed = low in ("h", "hh") or (timed and not low.isalpha())
        if low.isascii() and low.isalpha() and low[0] not in "ymdhs":
            raise Unshown(literal)
        if low in ("mmm", "mmmm", "ddd", "dddd", "am/pm", "上午/下午") or low in "0#?@%":
            raise Unshown(literal)
        letters = low.isascii() and low.isalpha()
        out.append(_moment(moment, low, minute) if letters else token.removeprefix(_LETTERS))
    return "".join(out).strip()


def _moment(moment: datetime, token: str, minute: bool) -> str:
    number = {
        "y": moment.year,
        "m": moment.minute if minute else moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }[token[0]]
    if token[0] == "y":
        return f"{number:04}" if len(token) == 4 else f"{number % 100:02}"
    return f"{number:02}" if len(token) == 2 else str(number)
