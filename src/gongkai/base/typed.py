"""Text as people type or paste it: what nobody can see is taken out of names, what no text holds is refused."""

import unicodedata

from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused

# Letters and signs by their category, yet drawn as nothing: fillers of Hangul, the blank of Braille.
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
_LINES = "\t\n\r"


def one_line(text: str, label: str) -> str:
    """A name or number: without blanks around it and invisible characters. Raises Refused naming the field.

    Tabs and line breaks become blanks. Refused are other control characters, and a text of which nothing visible
    is left; an empty one stays empty.
    """
    _refuse_controls(text, label)
    _refuse_unseen(text, label)
    return "".join(" " if char in _LINES else char for char in _shown(text)).strip()


def lines(text: str, label: str) -> str:
    """A text of several lines as it stands, tabs and line breaks too. Raises Refused naming the field."""
    _refuse_controls(text, label)
    _refuse_unseen(text, label)
    return text


def _shown(text: str) -> str:
    """Without what leaves no mark: zero width, direction, the mark at the beginning of files."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def _refuse_controls(text: str, label: str) -> None:
    if any(unicodedata.category(char) == "Cc" and char not in _LINES for char in text):
        raise Refused(
            _("“%(label)s”里有不可见的控制字符，可能是复制粘贴带来的，请删去后重新输入。") % {"label": label}
        )


def _refuse_unseen(text: str, label: str) -> None:
    if text and not any(char not in _BLANK and not char.isspace() for char in _shown(text)):
        raise Refused(_("“%(label)s”里没有看得见的文字，请重新填写。") % {"label": label})
