"""The lines of a plain text, numbered as an editor numbers them, and what kind of line each one is."""

import re
from dataclasses import dataclass

_PAGE = re.compile(r"[\f\v\u2028\u2029\x1c-\x1e\x85]")
_BREAK = re.compile(r"\r\n|\r|\n")
_BARS = str.maketrans(dict.fromkeys("│┃｜║∣", "|"))
_RULE = re.compile(r"^[\s|+\-—–=:_─━┌┐└┘├┤┬┴┼╋╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻\\]*$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0|ensp|emsp|#8194|#8195);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line without its end, and its place in the source."""

    text: str
    at: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def has_tab(self) -> bool:
        return "\t" in self.text

    @property
    def has_bar(self) -> bool:
        return "|" in self.text

    @property
    def ruler(self) -> bool:
        """A line that only draws: `|---|---|`, `├──┼──┤`. A line of bars and blanks alone is a row."""
        bare = self.text.strip()
        return len(bare) >= 3 and _RULE.match(bare) is not None and not re.fullmatch(r"[|\s\\]*", bare)

    def heading(self) -> tuple[int, str] | None:
        """Level and text of a Markdown heading."""
        found = _HEADING.match(self.text)
        return (len(found[1]), found[2]) if found else None


def lines_of(text: str) -> list[TextLine]:
    """Every line of the text; a page break inside a line parts it but does not count as a line."""
    lines: list[TextLine] = []
    for number, whole in enumerate(_BREAK.split(text), start=1):
        lines += parts_of(whole, f"L{number}")
    return lines


def parts_of(line: str, at: str) -> list[TextLine]:
    """One line, in several parts where page breaks stand in it."""
    clean = line.translate(_BARS) if "<" not in line else line
    if "&" in clean:
        clean = _ENTITY.sub("\u00a0", clean)
    return [TextLine(part, at) for part in _PAGE.split(clean)]
