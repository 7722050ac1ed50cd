"""PDF files for tests, drawn by hand so that every step of every page is known."""

from collections.abc import Iterable


def drawn(
    *pages: str, size: tuple[int, int] = (300, 200), page_more: str = "", objects: Iterable[str] = ()
) -> bytes:
    """A file with one font (F1, Helvetica) and a content stream a page, uncompressed. `objects` are numbered from 10,
    streams as `<<...>>|content`."""
    kids = [100 + 2 * number for number in range(len(pages))]
    said = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }
    for number, content in enumerate(objects, 10):
        head, _, stream = content.partition("|")
        said[number] = _stream(head.removeprefix("<<").removesuffix(">>"), stream) if stream else head
    for kid, content in zip(kids, pages, strict=True):
        said[kid] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Contents {kid + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>/XObject<</X1 10 0 R>>>>{page_more}>>"
        )
        said[kid + 1] = _stream("", content)
    return _file(said)


def _stream(head: str, content: str) -> str:
    return f"<<{head}/Length {len(content.encode('latin-1'))}>>\nstream\n{content}\nendstream"


def _file(said: dict[int, str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in said.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    lines = ["xref"]
    for number in [0, *places]:
        lines.append(f"{number} 1")
        lines.append(f"{places[number]:010d} 00000 n " if number else "0000000000 65535 f ")
    lines.append(f"trailer\n<</Size {max(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n")
    return bytes(out) + "\n".join(lines).encode("latin-1")


def text(x: float, y: float, said: str, size: float = 10, before: str = "") -> str:
    """`y` from below, as PDF counts."""
    return f"q BT {before} /F1 {size} Tf {x} {y} Td ({said}) Tj ET Q\n"


def line(x0: float, y0: float, x1: float, y1: float, before: str = "0.5 w 0 G") -> str:
    return f"q {before} {x0} {y0} m {x1} {y1} l S Q\n"


def bar(x: float, y: float, width: float, height: float, colour: str = "0 g") -> str:
    """A filled rectangle."""
    return f"q {colour} {x} {y} {width} {height} re f Q\n"


XS, YS = (40, 140, 240), (180, 150, 120)


def frame(xs: Iterable[float] = XS, ys: Iterable[float] = YS) -> str:
    """The ruling lines of a full grid."""
    xs, ys = sorted(xs), sorted(ys)
    level = "".join(line(xs[0], y, xs[-1], y) for y in ys)
    return level + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def cells(*texts: str, xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> str:
    """Texts in the cells of a full grid, row by row."""
    places = [(x + 5, y - 20) for y in ys[:-1] for x in xs[:-1]]
    return "".join(text(x, y, said) for (x, y), said in zip(places, texts, strict=False) if said)
