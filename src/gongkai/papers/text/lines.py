"""The lines of a plain text, numbered as an editor numbers them, and what kind of line each one is."""

import re
from dataclasses import dataclass

_PAGE = re.compile(r"[\f\v\u2028\u2029\x1c-\x1e\x85]")
_BREAK = re.compile(r"\r\n|\r|\n")
_BARS = str.maketrans(dict.fromkeys("│┃｜║∣", "|"))
_RULE = re.compile(r"^[\s|+\-—–=:_─━┌┐└┘├┤┬┴┼╋╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻\\]*$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_OPENS = re.compile(r'(?:^|\t)"(?:[^"\t]|"")*\Z')
_CLOSES = re.compile(r'(?:[^"\t]|"")*"(?:\t|$)')
_GOES_ON = re.compile(r'(?:[^"\t]|"")*\Z')
_QUOTED = re.compile(r'(?:(?<=\t)|^)"([^\t]*)"(?=\t|$)')
_CELL = 30  # lines of a cell
_ODD = re.compile(r"[│┃｜║∣&\f\v\u2028\u2029\x1c-\x1e\x85]")  # what parts_of looks for
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0|ensp|emsp|#8194|#8195);", re.IGNORECASE)


@dataclass(slots=True)
class TextLine:
    """One line without its end, and its place in the source. Never changed."""

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
    if _ODD.search(text) is None:
        return [TextLine(whole, f"L{number}") for number, whole in enumerate(_BREAK.split(text), start=1)]
    lines: list[TextLine] = []
    for number, whole in enumerate(_BREAK.split(text), start=1):
        lines += parts_of(whole, f"L{number}")
    return lines


def unquoted(lines: list[TextLine]) -> list[TextLine]:
    """A spreadsheet puts a cell with line ends in quotes: the lines of such a cell become one line again."""
    if not any(_OPENS.search(line.text) for line in lines):
        return lines
    result: list[TextLine] = []
    index = 0
    while index < len(lines):
        end, text = _to_closing(lines, index)
        result.append(TextLine(text, lines[index].at))
        index = end
    return result


def _to_closing(lines: list[TextLine], start: int) -> tuple[int, str]:
    """Where the line that begins at `start` ends, and its text without the quotes."""
    end = start + 1
    text = lines[start].text
    while _OPENS.search(text):
        ahead = range(end, min(len(lines), end + _CELL))
        close = next((place for place in ahead if not _GOES_ON.match(lines[place].text)), None)
        if close is None or not _CLOSES.match(lines[close].text):
            return start + 1, lines[start].text
        text = "\n".join([text, *(line.text for line in lines[end : close + 1])])
        end = close + 1
    if end == start + 1 or "\t" not in text:
        return start + 1, lines[start].text
    return end, _QUOTED.sub(lambda cell: cell[1].replace('""', '"'), text)


def parts_of(line: str, at: str) -> list[TextLine]:
    """One line, in several parts where page breaks stand in it."""
    if _ODD.search(line) is None:
        return [TextLine(line, at)]
    clean = line.translate(_BARS) if "<" not in line else line
    if "&" in clean:
        clean = _ENTITY.sub("\u00a0", clean)
    return [TextLine(part, at) for part in _PAGE.split(clean)]
