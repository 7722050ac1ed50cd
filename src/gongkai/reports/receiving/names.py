"""Names of organs that probably mean one organ: 甲局 in its own report, 甲县甲局 in another's. A person decides."""

import re
import unicodedata

_LEVELS = "省市区县旗州盟乡镇"
_PLACE = re.compile(rf".*(?:[{_LEVELS}]|街道|兵团|共和国)")
_APART = re.compile(r"[\s·（）()“”\"]")
_OFFICE = re.compile(r"(?:办公室|政务公开办|本级)$")


def probably_one(name: str, other: str) -> bool:
    """Whether two unlike names probably mean one organ.

    They differ in spacing or brackets only, in an office at the end, or by a place that one of them puts in front.
    """
    one, two = sorted((_plain(name), _plain(other)), key=len)
    if name == other or not one:
        return False
    if not two.endswith(one):
        return False
    place = two.removesuffix(one)
    return not place or one[0] in _LEVELS or _PLACE.fullmatch(place) is not None


def _plain(name: str) -> str:
    """Without what is written one way or another; a name that is nothing else stays."""
    said = _APART.sub("", unicodedata.normalize("NFKC", name))
    return _OFFICE.sub("", said) or said
