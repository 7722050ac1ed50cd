"""How a figure is written, and how large one may be."""

import re
import unicodedata
from decimal import Decimal

# Beyond a trillion it is a slip of the finger: in 元 for a line, in 万元 or pieces for an attested count.
MOST = Decimal(10) ** 12
# Digits of a number that SQLite keeps, as a floating one; of a line's amount there are 14 at most.
KEPT = 15
_WRITTEN = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


def read(text: str) -> Decimal | None:
    """The figure a person wrote in digits, perhaps with commas by thousands; None for 1e5 and all else."""
    text = unicodedata.normalize("NFKC", text).strip()
    return Decimal(text.replace(",", "")) if _WRITTEN.fullmatch(text) else None


def in_digits(value: Decimal) -> bool:
    """Whether a figure was given in digits, not by a power of ten."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent <= 0


def is_kept(value: Decimal) -> bool:
    """Whether both databases give this figure back as it is."""
    return len(value.normalize().as_tuple().digits) <= KEPT
