"""What a file is called: the name it was handed in under, without what could mislead or harm."""

import re
import unicodedata

LONGEST = 120  # characters
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_BLANKS = re.compile(r"\s+")


def clean(name: str) -> str:
    """The last part of the path, without control and direction characters, at most LONGEST characters long.

    The extension stays when the name is cut. A name of which nothing is left becomes 未命名.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Cc controls, Cf direction marks and other invisible ones, Cs halves of characters, Co and Cn unknown.
    seen = "".join(" " if char in "\t\n\r" else char for char in last)
    seen = "".join(char for char in seen if not unicodedata.category(char).startswith("C"))
    seen = _BLANKS.sub(" ", _FORBIDDEN.sub("_", seen)).strip(" .")
    stem, dot, extension = seen.rpartition(".")
    if not dot or not stem or len(extension) > 10:
        stem, dot, extension = seen, "", ""
    stem = stem[: LONGEST - len(dot) - len(extension)].rstrip(" .")
    return f"{stem or '未命名'}{dot}{extension}"


def extension(name: str) -> str:
    """The extension in small letters without its dot; empty where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
