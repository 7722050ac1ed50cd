"""Ways in which a converter writes a table as text. `SHOWS` names those that still show their cells."""

import random
from collections.abc import Callable
from unicodedata import east_asian_width

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
        labels = len(
            [cell for cell in row if any("\u4e00" <= char <= "\u9fff" for char in cell) and len(cell) > 3]
        )
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


def _upright(cell: str) -> str:
    return "\n".join(cell) if cell.startswith(("三、本", "结果", "其他结", "尚未", "自然")) else cell


LAYOUTS: dict[str, Layout] = {
    name: layout
    for name, layout in globals().items()
    if callable(layout) and not name.startswith("_") and name[0].islower() and layout.__module__ == __name__
}
SHOWS = {
    "tab_rows", "tab_rows_full", "tab_cells", "lines_blank", "bars", "bars_raw", "bars_open", "bars_own_line",
    "bars_cell_lines", "aligned", "browser", "vertical",
}  # fmt: skip
