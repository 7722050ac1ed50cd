"""Characters that a Word document names instead of writing them, and fields that show something of their own."""

from gongkai.papers.word.names import VAL, W, whole
from gongkai.papers.xml_parts import Element

SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_SILENT_FIELDS = frozenset(
    (
        *("XE", "TC", "RD", "SET", "ASK", "PRIVATE", "ADDIN", "ADVANCE", "HYPERLINK"),
        *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "MACROBUTTON", "GOTOBUTTON"),
    )
)
_LIKE_LETTERS = frozenset(("Symbol",))


def computes(code: str) -> bool:
    return code.lstrip().startswith("=")


def draws(code: str) -> bool:
    """Whether a field draws what stands in its code, as a number in a circle or a fraction."""
    return code.lstrip().upper().startswith("EQ ")


def prints(code: str) -> bool:
    """Whether a field is one that prints something: marks for an index, questions and buttons do not."""
    word = code.strip().partition(" ")[0].upper()
    return bool(word) and word not in _SILENT_FIELDS


def symbol(symbol: Element) -> str:
    """A character named by its number. Fonts of signs keep theirs in a private range; in Symbol the ASCII digits and
    marks of that range are what they look like, in others they are pictures and stay private characters."""
    try:
        code = int(symbol.get(W + "char", ""), 16)
    except ValueError:
        return "\ufffd"
    if symbol.get(W + "font") in _LIKE_LETTERS and 0xF020 <= code <= 0xF03F:
        code -= 0xF000
    return chr(code) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def chosen(choices: Element) -> str:
    """What a drop-down form field shows: its result, else its default, else its first entry."""
    entries = [entry.get(VAL, "") for entry in choices.iterfind(W + "listEntry")]
    for name in ("result", "default"):
        if (found := choices.find(W + name)) is not None:
            at = whole(found.get(VAL))
            return entries[at] if 0 <= at < len(entries) else ""
    return entries[0] if entries else ""
