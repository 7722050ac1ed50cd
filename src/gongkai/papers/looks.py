"""How a run of text is printed, as far as it changes what may be believed of it."""

import re
from dataclasses import dataclass

from gongkai.papers.remarks import RAISED, STRUCK, UNSEEN

STRIKE, DIM = "\ufdd1", "\ufdd5"  # before and behind struck and unseen text; Unicode keeps them out of texts
_MARKS = re.compile(f"[{STRIKE}{DIM}]+")
_STRUCK_OUT = re.compile(f"{STRIKE}([^{STRIKE}]+){STRIKE}")
_FUSING = re.compile(f"(?<=[0-9０-９]){DIM}+(?=[0-9０-９])")
_DIGIT = re.compile(r"[0-9]")
_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Look:
    """Hidden, struck through, raised or lowered, of a colour or size that cannot be seen; None: nothing said."""

    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    unseen: bool | None = None

    def over(self, below: "Look") -> "Look":
        """This look where it says something, else the one below it."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.raised if self.raised is None else self.raised,
            below.unseen if self.unseen is None else self.unseen,
        )

    def shown(self, text: str, remarks: set[str]) -> str:
        """What of a text is printed with this look; what a person must know is added to the remarks. Raised digits
        become small ones: 12³ must never be taken for 123."""
        if self.hidden:
            return ""
        if self.struck and text.strip():
            remarks.add(STRUCK)
        if self.unseen and text.strip():
            remarks.add(UNSEEN)
        if self.raised and _DIGIT.search(text):
            remarks.add(RAISED)
            return text.translate(_SMALL)
        return text

    def marked(self, text: str, remarks: set[str]) -> str:
        """The same with marks around what is struck or unseen, until it is known where it goes."""
        shown = self.shown(text, remarks)
        if not shown.strip():
            return shown
        if self.unseen:
            shown = f"{DIM}{shown}{DIM}"
        return f"{STRIKE}{shown}{STRIKE}" if self.struck else shown


def unmarked(text: str) -> str:
    """The text of a cell: its remark tells the rest."""
    return _MARKS.sub("", text)


def on_a_line(text: str) -> str:
    """The text of a line outside of tables, which has no remark: struck text stands between signs that no figure has,
    unseen digits apart from others."""
    return _MARKS.sub("", _FUSING.sub(" ", _STRUCK_OUT.sub(r"~~\1~~", text)))


PLAIN = Look()
