"""Numbers as the automatic numbering of word processors prints them."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def counting(number: int) -> str:
    """一 … 九百九十九 as people count: 十, 十一, 二十, 一百零三."""
    return _placed(number, _DIGITS[1:], "十百", "零", short_ten=True)


def legal(number: int) -> str:
    """壹, 壹拾, 贰拾叁: the forms of sums in words."""
    return _placed(number, _LEGAL[1:], "拾佰", "零", short_ten=False)


def _placed(number: int, digits: str, units: str, zero: str, *, short_ten: bool) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = digits[hundreds - 1] + units[1] if hundreds else ""
    if tens:
        said += ("" if short_ten and tens == 1 and not hundreds else digits[tens - 1]) + units[0]
    elif hundreds and ones:
        said += zero
    return said + (digits[ones - 1] if ones else "")


def digital(number: int) -> str:
    """一〇, 二三: digit by digit."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said


def letters(number: int) -> str:
    """a … z, aa, bb, as word processors go on."""
    return chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26) if number > 0 else ""


def circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def bracketed(number: int) -> str:
    return chr(0x2473 + number) if 1 <= number <= 20 else f"({number})"


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else ""


# The names that Word's `w:numFmt` knows. What is not here is not rendered.
WORD: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": bracketed,
    "decimalEnclosedFullstop": lambda number: chr(0x2487 + number) if 1 <= number <= 20 else f"{number}.",
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "ideographDigital": digital,
    "taiwaneseDigital": digital,
    "japaneseDigitalTenThousand": digital,
    "chineseLegalSimplified": legal,
    "ideographLegalTraditional": legal,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "none": lambda _: "",
}
# The samples that ODF's `style:num-format` gives.
ODF: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "一, 二, 三, ...": counting,
    "壹, 贰, 叁, ...": legal,
    "甲, 乙, 丙, ...": _of(_STEMS),
    "子, 丑, 寅, ...": _of(_BRANCHES),
    "①, ②, ③, ...": circled,
    "１, ２, ３, ...": WORD["decimalFullWidth"],
    "": lambda _: "",
}
