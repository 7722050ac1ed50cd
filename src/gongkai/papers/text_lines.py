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
    """One line without its end; `number` counts from 1."""

    text: str
    number: int

    @property
    def at(self) -> str:
        return f"L{self.number}"

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
        clean = whole.translate(_BARS) if "<" not in whole else whole
        if "&" in clean:
            clean = _ENTITY.sub("\u00a0", clean)
        lines.extend(TextLine(part, number) for part in _PAGE.split(clean))
    return lines
