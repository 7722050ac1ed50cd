"""A page as a PDF file drawn step by step, as converters and printers draw them: rules of every kind and none, text
glyph by glyph, pages that lie on their side. The font is one that every reader knows by its name."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from corpus.ruled import Page, Rows
from gongkai.papers.geometry import Placed, placed
from gongkai.papers.tiling import tiled

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 50.0
SIZE, LEADING, PADDING = 9.0, 12.0, 3.0
_WIDEST = 13.0  # characters of half width to which a label column is made

Box = tuple[float, float, float, float]  # left, bottom, width, height
Rules = Callable[[Box], str]
Lines = tuple[tuple[Placed, ...], ...]


def _stroked(box: Box) -> str:
    x, y, w, h = box
    ends = ((x, y, x + w, y), (x, y + h, x + w, y + h), (x, y, x, y + h), (x + w, y, x + w, y + h))
    return "".join(f"0.5 w {a:.2f} {b:.2f} m {c:.2f} {d:.2f} l S\n" for a, b, c, d in ends)


def _bars(box: Box) -> str:
    x, y, w, h = box
    bars = ((x, y, w, 0.5), (x, y + h, w, 0.5), (x, y, 0.5, h), (x + w, y, 0.5, h))
    return "".join(f"{a:.2f} {b:.2f} {c:.2f} {d:.2f} re f\n" for a, b, c, d in bars)


def _dashes(box: Box) -> str:
    x, y, w, h = box
    level = [(x + 4 * n, y + up, 2.4, 0.4) for n in range(int(w / 4) + 1) for up in (0, h)]
    upright = [(x + across, y + 4 * n, 0.4, 2.4) for n in range(int(h / 4) + 1) for across in (0, w)]
    return "".join(f"{a:.2f} {b:.2f} {c:.2f} {d:.2f} re f\n" for a, b, c, d in level + upright)


def _apart(box: Box) -> str:
    x, y, w, h = box
    return f"0.7 w {x + 1.5:.2f} {y + 1.5:.2f} {w - 3:.2f} {h - 3:.2f} re S\n"


def _level(box: Box) -> str:
    x, y, w, h = box
    return (
        f"0.5 w {x:.2f} {y:.2f} m {x + w:.2f} {y:.2f} l S {x:.2f} {y + h:.2f} m {x + w:.2f} {y + h:.2f} l S\n"
    )


def _ground(box: Box) -> str:
    x, y, w, h = box
    inner = f"{x + 0.4:.2f} {y + 0.4:.2f} {w - 0.8:.2f} {h - 0.8:.2f}"
    return f"0.4 g {x:.2f} {y:.2f} {w:.2f} {h:.2f} re f 1 g {inner} re f 0 g\n"


def _none(box: Box) -> str:
    return ""


@dataclass(frozen=True)
class Style:
    rules: Rules
    edge: float = 0.5  # where text stands in its cell: 0 left, 0.5 middle, 1 right
    by_glyph: bool = False
    clipped: bool = False
    turned: bool = False  # the page lies on its side and is shown turned
    heads: bool = False  # the head is printed again on a new page
    numbers: bool = True


STYLES = {
    "lines": Style(_stroked),
    "bars by glyph": Style(_bars, by_glyph=True, clipped=True),
    "dashes": Style(_dashes, edge=0.0),
    "boxes apart": Style(_apart),
    "turned": Style(_stroked, turned=True),
    "heads again": Style(_bars, heads=True),
    "level rules": Style(_level),
    "ground": Style(_ground),
    "bare": Style(_none),
    "bare left": Style(_none, edge=0.0),
    "bare right": Style(_none, edge=1.0, by_glyph=True),
}


def pdf(page: Page, style: Style) -> bytes:
    """The whole report."""
    sheet = _Sheet(style)
    for line in page.title:
        sheet.line(line, 16.0, 0.5)
    for kind, block in page.blocks:
        if isinstance(block, str):
            for part in _wrapped(block, WIDTH - 2 * MARGIN, 11.0):
                sheet.line(part, 11.0 if kind == "p" else 12.0, 0.0)
        else:
            sheet.table(block)
    return _file(sheet.done(), style)


def _width(text: str, size: float) -> float:
    return sum(size if east_asian_width(char) in "WFA" else size / 2 for char in text)


def _wrapped(text: str, width: float, size: float) -> list[str]:
    lines = []
    for part in text.split("\n"):
        line = ""
        for char in part:
            if line and _width(line + char, size) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


@dataclass
class _Sheet:
    style: Style
    pages: list[str] = field(default_factory=list)
    content: str = ""
    y: float = HEIGHT - MARGIN

    def line(self, text: str, size: float, edge: float) -> None:
        if self.y - 1.6 * size < MARGIN:
            self.turn()
        self.y -= 1.6 * size
        self.text(text, MARGIN + (WIDTH - 2 * MARGIN - _width(text, size)) * edge, self.y, size)

    def turn(self) -> None:
        if self.style.numbers:
            self.text(f"- {len(self.pages) + 1} -", WIDTH / 2 - 12, 28, SIZE)
        self.pages.append(self.content)
        self.content, self.y = "", HEIGHT - MARGIN

    def done(self) -> list[str]:
        self.turn()
        return self.pages

    def text(self, text: str, x: float, y: float, size: float) -> None:
        if not text:
            return
        if self.style.by_glyph:
            shown = "".join(f"<{char.encode('utf-16-be').hex()}> 0 " for char in text)
            self.content += f"BT /F1 {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm [{shown}] TJ ET\n"
        else:
            self.content += f"BT /F1 {size} Tf {x:.2f} {y:.2f} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"

    def table(self, rows: Rows) -> None:
        lines = placed(tiled(rows, ""))
        widths = _columns(lines)
        heights = _rows(lines, widths)
        self.y -= 6
        start = 0
        while start < len(lines):
            end = self._fitting(heights, start)
            if end == start:
                self.turn()
                continue
            if start and self.style.heads:
                head = _heads(lines)
                end = min(end, self._fitting(heights, start, sum(heights[:head])))
                self._part(lines, widths, heights, 0, head)
            self._part(lines, widths, heights, start, end)
            start = end
            if start < len(lines):
                self.turn()
        self.y -= 4

    def _fitting(self, heights: list[float], start: int, taken: float = 0.0) -> int:
        end, room = start, self.y - MARGIN - taken
        while end < len(heights) and heights[end] <= room:
            room -= heights[end]
            end += 1
        return end

    def _part(self, lines: Lines, widths: list[float], heights: list[float], start: int, end: int) -> None:
        tops = [self.y]
        for height in heights[start:end]:
            tops.append(tops[-1] - height)
        for item in (item for line in lines[:end] for item in line):
            first, last = max(item.row, start), min(item.row + item.cell.down, end)
            if first >= last:
                continue
            left = MARGIN + sum(widths[: item.column])
            wide = sum(widths[item.column : item.column + item.cell.across])
            bottom, top = tops[last - start], tops[first - start]
            if item.cell.gap:
                continue
            self.content += self.style.rules((left, bottom, wide, top - bottom))
            if item.row >= start:
                self._cell(item.cell.text, (left, bottom, wide, top - bottom))
        self.y = tops[-1]

    def _cell(self, text: str, box: Box) -> None:
        x, y, w, h = box
        lines = _wrapped(text, w - 2 * PADDING, SIZE) if text else []
        base = y + h / 2 + LEADING * (len(lines) / 2 - 1) + 0.28 * LEADING
        if self.style.clipped and lines:
            self.content += f"q {x:.2f} {y:.2f} {w:.2f} {h:.2f} re W n\n"
        for number, line in enumerate(lines):
            left = x + PADDING + (w - 2 * PADDING - _width(line, SIZE)) * self.style.edge
            self.text(line, left, base - LEADING * number, SIZE)
        if self.style.clipped and lines:
            self.content += "Q\n"


def _heads(lines: Lines) -> int:
    """Rows down to the first one with a figure."""
    return next((n for n, line in enumerate(lines) if any(item.cell.key for item in line)), 0)


def _columns(lines: Lines) -> list[float]:
    count = max(item.column + item.cell.across for item in lines[0])
    wishes = [4.0] * count
    for item in (item for line in lines for item in line if item.cell.across == 1):
        longest = max(_width(part, 2.0) for part in item.cell.text.split("\n"))
        wishes[item.column] = max(wishes[item.column], min(_WIDEST, longest))
    return [(WIDTH - 2 * MARGIN) * wish / sum(wishes) for wish in wishes]


def _rows(lines: Lines, widths: list[float]) -> list[float]:
    heights = [LEADING + 6.0] * len(lines)
    for item in sorted((item for line in lines for item in line), key=lambda item: item.cell.down):
        wide = sum(widths[item.column : item.column + item.cell.across]) - 2 * PADDING
        need = LEADING * len(_wrapped(item.cell.text, wide, SIZE)) + 6.0
        have = sum(heights[item.row : item.row + item.cell.down])
        if need > have:
            heights[item.row + item.cell.down - 1] += need - have
    return heights


def _file(pages: list[str], style: Style) -> bytes:
    fonts = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        "/Supplement 4>>/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 907 500]>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    )
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    said = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>", *fonts]
    width, height, shown = WIDTH, HEIGHT, ""
    if style.turned:
        width, height, shown = HEIGHT, WIDTH, "/Rotate 90"
    for number, content in enumerate(pages):
        if style.turned:
            content = f"q 0 1 -1 0 {width} 0 cm {content} Q"
        said.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]{shown}/Contents {7 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        said.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    out = bytearray(b"%PDF-1.6\n")
    places = []
    for number, text in enumerate(said, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += (
        f"xref\n0 {len(said) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(said) + 1}/Root 1 0 R>>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode("ascii")
    return bytes(out)


def _drawn(style: Style) -> Callable[[Page, random.Random], bytes]:
    return lambda page, rng: pdf(page, style)


DRAWN = {f"pdf drawn {name}": _drawn(style) for name, style in STYLES.items()}
