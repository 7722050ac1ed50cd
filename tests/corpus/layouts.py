"""Ways in which a converter writes a table as text. `SHOWS` names those that still show their cells."""

import random
import re
from collections.abc import Callable
from unicodedata import east_asian_width

from corpus import pastes
from corpus.grids import Sheet

Layout = Callable[[Sheet, random.Random], str]


def tab_rows(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join("\t".join(row) for row in sheet.raw)


def tab_rows_full(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join("\t".join(row) for row in sheet.full)


def tab_rows_trimmed(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join("\t".join(row).rstrip() for row in sheet.raw)


def tab_rows_padded(sheet: Sheet, rng: random.Random) -> str:
    """Blank cells before and after the values, one number of them for each length of row."""
    pads: dict[int, tuple[int, int]] = {}
    lines = []
    for number, row in enumerate(sheet.raw):
        before, after = pads.setdefault(len(row), (rng.randint(0, 2), rng.randint(0, 2)))
        labels = sum(map(_is_label, row))
        if number < sheet.heads or not labels:
            lines.append("\t".join(row))
        else:
            lines.append("\t".join([*row[:labels], *[""] * before, *row[labels:], *[""] * after]))
    return "\n".join(lines)


def tab_cells(sheet: Sheet, rng: random.Random) -> str:
    """A tab begins each cell, a blank line ends the row; values may be pushed to the next line."""
    rows = sheet.full if sheet.heads else sheet.raw
    out = []
    for row in rows:
        cells = row
        if sheet.heads == 3 and len(row) == 10:
            cells = [cell for place, cell in enumerate(row) if cell or place > 2 or (place == 0 and row[1])]
            if (row[0] and not row[1] and not row[2]) or (row[1] and not row[2]):
                cells = [cell for place, cell in enumerate(row) if place > 2 or cell]
        out.append("\n".join("\t" + _pushed(cell, rng) for cell in cells) + "\n")
    return "\n".join(out)


def _pushed(cell: str, rng: random.Random) -> str:
    chance = rng.random()
    if cell.isdigit() and chance < 0.1:
        return f"\n{cell}\u00a0"
    if cell.isdigit() and chance < 0.3:
        return rng.choice((f"\u3000{cell}", f" {cell} ", f"{cell}\u00a0"))
    return cell or rng.choice(("", " ", "\u00a0"))


def lines_blank(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join(cell for row in sheet.raw for cell in row)


def lines_full(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join(cell for row in sheet.full for cell in row)


def lines_lost(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join(cell for row in sheet.raw for cell in row if cell)


def lines_double(sheet: Sheet, rng: random.Random) -> str:
    return "\n\n".join(cell for row in sheet.raw for cell in row if cell)


def lines_double_blank(sheet: Sheet, rng: random.Random) -> str:
    return "\n\n".join(cell for row in sheet.raw for cell in row)


def bars(sheet: Sheet, rng: random.Random) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in sheet.full]
    lines.insert(1, "|" + "---|" * len(sheet.full[0]))
    return "\n".join(lines)


def bars_raw(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join("|" + "|".join(row) + "|" for row in sheet.raw)


def bars_padded_right(sheet: Sheet, rng: random.Random) -> str:
    width = max(map(len, sheet.raw))
    return "\n".join("| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in sheet.raw)


def bars_open(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join(" | ".join(row) for row in sheet.raw)


def bars_broken(sheet: Sheet, rng: random.Random) -> str:
    """A line end after any bar."""
    text = bars_raw(sheet, rng)
    return "".join(f"{char}\n" if char == "|" and rng.random() < 0.15 else char for char in text)


def bars_own_line(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join("\n|\n".join(row) for row in sheet.raw)


def bars_cell_lines(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join(f"| {cell} |" for row in sheet.raw for cell in row)


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def aligned(sheet: Sheet, rng: random.Random) -> str:
    widths = [max(_wide(row[place]) for row in sheet.full) + 2 for place in range(len(sheet.full[0]))]
    return "\n".join(
        "".join(cell + " " * (width - _wide(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in sheet.full
    )


def spaced(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in sheet.raw)


def fused(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join("".join(row) for row in sheet.raw)


def fused_run(sheet: Sheet, rng: random.Random) -> str:
    return "".join("".join(row) for row in sheet.raw)


def browser(sheet: Sheet, rng: random.Random) -> str:
    """What a browser puts on the clipboard when cells hold paragraphs."""
    return "\n\n".join("\n\n\t\n".join(row) for row in sheet.raw)


def vertical(sheet: Sheet, rng: random.Random) -> str:
    upright = Sheet(
        [[_upright(cell) for cell in row] for row in sheet.raw],
        [[_upright(cell) for cell in row] for row in sheet.full],
        sheet.heads,
    )
    return tab_cells(upright, rng)


def vertical_lines(sheet: Sheet, rng: random.Random) -> str:
    return "\n".join(_upright(cell) for row in sheet.raw for cell in row)


def paste_word(sheet: Sheet, rng: random.Random) -> str:
    """Word's clipboard: tabs between cells, but line ends inside a cell stay line ends."""
    return "\n".join("\t".join(_broken(cell) for cell in row) for row in sheet.raw)


def paste_word_full(sheet: Sheet, rng: random.Random) -> str:
    """The same where merged cells stay as blanks."""
    return "\n".join("\t".join(_broken(cell) for cell in row) for row in sheet.full)


def paste_sheet(sheet: Sheet, rng: random.Random) -> str:
    """A spreadsheet's clipboard: a cell with line ends stands in quotes."""
    return "\n".join(
        "\t".join(f'"{text}"' if "\n" in (text := _broken(cell)) else text for cell in row)
        for row in sheet.full
    )


def _broken(cell: str) -> str:
    """Narrow label columns: upright, or a line end after some characters."""
    if cell in ("自然人", "总计", "其他", "结果维持", "结果纠正", "其他结果", "尚未审结"):
        return "\n".join(cell)
    if cell.startswith(("三、本", "（三）", "（四）", "（五）")):
        return "\n".join(cell[place : place + 3] for place in range(0, len(cell), 3))
    return cell[:8] + "\n" + cell[8:] if len(cell) > 12 else cell


def markdown(sheet: Sheet, rng: random.Random) -> str:
    """Padded to the width of the column, line ends as tags, under a head that may be blank."""
    rows = [[_broken(cell).replace("\n", "<br>") for cell in row] for row in sheet.full]
    if rng.random() < 0.4:
        rows.insert(0, [""] * len(rows[0]))
    widths = [max(_wide(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "| "
        + " | ".join(cell + " " * (width - _wide(cell)) for cell, width in zip(row, widths, strict=True))
        + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def lines_indented(sheet: Sheet, rng: random.Random) -> str:
    """A cell per line with blanks around it; a blank cell is a line of blanks."""
    return "\n".join(f"\u3000\u3000{cell}\u00a0" for row in sheet.raw for cell in row)


def wide_spaced(sheet: Sheet, rng: random.Random) -> str:
    """Full-width blanks between the cells, blank cells lost."""
    return "\n".join("\u3000\u3000".join(cell for cell in row if cell) for row in sheet.raw)


def fused_spaced(sheet: Sheet, rng: random.Random) -> str:
    """One run with blanks between the values, none before the next label."""
    return "".join("".join(row) if _labels(row) == len(row) else _with_values(row) for row in sheet.raw)


def _labels(row: list[str]) -> int:
    return sum(map(_is_label, row))


def _is_label(cell: str) -> bool:
    """Whether a cell begins with words: no figure, with a sign or a measure word, and no word for nothing."""
    return re.match(r"(?:\d\.\s*)?（?[\u4e00-\u9fff]\s*[\u4e00-\u9fff]", cell) is not None


def _with_values(row: list[str]) -> str:
    labels = _labels(row)
    return "".join(row[:labels]) + " " + " ".join(cell for cell in row[labels:] if cell)


def _upright(cell: str) -> str:
    return "\n".join(cell) if cell.startswith(("三、本", "结果", "其他结", "尚未", "自然")) else cell


LAYOUTS: dict[str, Layout] = {
    name: layout
    for module in (globals(), vars(pastes))
    for name, layout in module.items()
    if callable(layout) and name[0].islower() and layout.__module__ in (__name__, pastes.__name__)
}
SHOWS = {
    "tab_rows", "tab_rows_full", "tab_cells", "lines_blank", "bars", "bars_raw", "bars_open", "bars_own_line",
    "bars_cell_lines", "aligned", "browser", "vertical", "paste_word", "paste_word_full", "paste_sheet", "markdown",
    "lines_indented", "lines_full", "lines_double_blank", "vertical_lines", "bars_broken", "tab_rows_trimmed",
}  # fmt: skip
