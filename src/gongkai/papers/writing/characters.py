"""Characters that no written file may hold."""

import re

LOST = "\ufffd"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def shown(text: str, lost: str = LOST) -> str:
    """The text with every character that XML and print forbid replaced by `lost`; line ends become \\n."""
    return _FORBIDDEN.sub(lost, text).replace("\r\n", "\n").replace("\r", "\n")
