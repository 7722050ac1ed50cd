"""How a run of text is printed, as far as it changes what may be believed of it."""

import re
from dataclasses import dataclass

from gongkai.papers.remarks import RAISED, STRUCK

_DIGIT = re.compile(r"[0-9]")
_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Look:
    """Hidden, struck through, raised or lowered; None: nothing said."""

    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None

    def over(self, below: "Look") -> "Look":
        """This look where it says something, else the one below it."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.raised if self.raised is None else self.raised,
        )

    def shown(self, text: str, remarks: set[str]) -> str:
        """What of a text is printed with this look; what a person must know is added to the remarks. Raised digits
        become small ones: 12³ must never be taken for 123."""
        if self.hidden:
            return ""
        if self.struck and text.strip():
            remarks.add(STRUCK)
        if self.raised and _DIGIT.search(text):
            remarks.add(RAISED)
            return text.translate(_SMALL)
        return text


PLAIN = Look()
