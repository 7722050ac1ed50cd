"""Colours, as far as they tell whether letters can be seen on their ground."""

import re

Colour = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
_ALIKE = 96  # of the three channels together: light grey on white is still told from it, whitesmoke is not
_LIGHT = 0xC0
_DARK = 0x60
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3}|[0-9a-f]{8}|[0-9a-f]{4})")
_AMOUNT = r"(\d+\.?\d*|\.\d+)"
_CALL = re.compile(
    rf"rgba?\(\s*{_AMOUNT}(%?)\s*[, ]\s*{_AMOUNT}(%?)\s*[, ]\s*{_AMOUNT}(%?)\s*(?:[,/]\s*{_AMOUNT}(%?)\s*)?\)"
)
_NAMES = {
    "white": WHITE, "black": BLACK, "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240),
    "azure": (240, 255, 255), "mintcream": (245, 255, 250), "aliceblue": (240, 248, 255),
    "honeydew": (240, 255, 240), "seashell": (255, 245, 238), "lightyellow": (255, 255, 224),
    "linen": (250, 240, 230), "oldlace": (253, 245, 230), "lavenderblush": (255, 240, 245),
    "gainsboro": (220, 220, 220), "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211),
    "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128), "navy": (0, 0, 128),
    "blue": (0, 0, 255), "red": (255, 0, 0), "green": (0, 128, 0), "yellow": (255, 255, 0),
    "maroon": (128, 0, 0), "purple": (128, 0, 128), "teal": (0, 128, 128), "orange": (255, 165, 0),
    "windowtext": BLACK, "window": WHITE,
}  # fmt: skip


def colour_of(said: str) -> tuple[Colour, float] | None:
    """A colour as style sheets write it and how far it covers what is below, 0 to 1; None for anything else."""
    said = said.strip().lower()
    if said == "transparent":
        return WHITE, 0.0
    if said in _NAMES:
        return _NAMES[said], 1.0
    if found := _HEX.fullmatch(said):
        return _of_hex(found[1])
    if found := _CALL.fullmatch(said):
        cover = float(found[7]) / (100 if found[8] else 1) if found[7] else 1.0
        red, green, blue = (_channel(found[n], found[n + 1]) for n in (1, 3, 5))
        return (red, green, blue), cover
    return None


def _of_hex(digits: str) -> tuple[Colour, float]:
    if len(digits) < 6:
        digits = "".join(each * 2 for each in digits)
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return (red, green, blue), int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0


def _channel(said: str, percent: str) -> int:
    return round(min(float(said) * (2.55 if percent else 1.0), 255.0))


def alike(one: Colour, other: Colour) -> bool:
    """Whether letters of one colour are lost on a ground of the other."""
    return sum(abs(left - right) for left, right in zip(one, other, strict=True)) <= _ALIKE


def light(colour: Colour) -> bool:
    return min(colour) >= _LIGHT


def dark(colour: Colour) -> bool:
    return max(colour) <= _DARK
