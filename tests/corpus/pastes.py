"""More ways in which tables arrive as text: what programs and people put between cells and between rows."""

import random

from corpus.grids import Sheet


def tab_ends(sheet: Sheet, rng: random.Random) -> str:
    """A tab and a line end behind each cell, a line end alone behind each row."""
    return "\n".join("\t\n".join(row) for row in sheet.raw)


def tab_ends_apart(sheet: Sheet, rng: random.Random) -> str:
    """The same with a blank line between rows."""
    return "\n\n".join("\t\n".join(row) for row in sheet.raw)


def tab_both(sheet: Sheet, rng: random.Random) -> str:
    """A tab at the end of a cell and another before the next."""
    return "\n".join("\t\n\t".join(row) for row in sheet.raw)


def tabs_around(sheet: Sheet, rng: random.Random) -> str:
    """Tabs at both ends of every row."""
    return "\n".join("\t" + "\t".join(row) + "\t" for row in sheet.raw)


def lines_rows_apart(sheet: Sheet, rng: random.Random) -> str:
    """A cell per line, blank cells as blank lines, another blank line between rows."""
    return "\n\n".join("\n".join(row) for row in sheet.raw)


def lines_full_apart(sheet: Sheet, rng: random.Random) -> str:
    """The same, merged cells as blank lines."""
    return "\n\n".join("\n".join(row) for row in sheet.full)


def one_space(sheet: Sheet, rng: random.Random) -> str:
    """One blank between any two cells, blank cells too."""
    return "\n".join(" ".join(row) for row in sheet.raw)


def one_space_full(sheet: Sheet, rng: random.Random) -> str:
    """The same, merged cells as blanks."""
    return "\n".join(" ".join(row) for row in sheet.full)


def four_spaces(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join("    ".join(row) for row in sheet.raw)


def wide_space(sheet: Sheet, rng: random.Random) -> str:
    """A full-width blank between any two cells."""
    return "\n".join("\u3000".join(row) for row in sheet.raw)


def commas_wide(sheet: Sheet, rng: random.Random) -> str:
    """Chinese commas, as a sentence has them."""
    return "\n".join("，".join(row) for row in sheet.raw)


def semicolons(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join("；".join(row) for row in sheet.raw)


def slashes(sheet: Sheet, rng: random.Random) -> str:
    """Strokes with blanks around them."""
    return "\n".join(" / ".join(row) for row in sheet.raw)


def label_line(sheet: Sheet, rng: random.Random) -> str:
    """The labels on a line of their own, the figures on the next, parted by tabs."""
    return "\n".join("\n".join(parts) for row in sheet.raw if (parts := _parts(row)))


def _parts(row: list[str]) -> list[str]:
    worded = 0
    while (worded < len(row) and len(row[worded]) > 1 and not row[worded][0].isdigit()) or _numbered(
        row, worded
    ):
        worded += 1
    return ["\t".join(each) for each in (row[:worded], row[worded:]) if each]


def _numbered(row: list[str], place: int) -> bool:
    return place < len(row) and row[place][1:2] == "."
