"""A document as one complete HTML page that stands alone: its own style, no script, nothing from elsewhere.

The same document always gives the same text. Every number's cell names its headers, for screen
readers.
"""

from collections.abc import Iterator
from html import escape

from gongkai.papers.geometry import headers_of, placed
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph, Shape
from gongkai.papers.writing.characters import shown

STYLE = """\
:root { color-scheme: light; }
body { margin: 0; color: #1a1a1a; background: #fff; line-height: 1.75;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.4; text-align: center; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
p { margin: 0.6rem 0; overflow-wrap: anywhere; }
.note { border-left: 4px solid #9a3412; padding: 0.25rem 0.75rem; background: #fff7ed; }
.table { overflow-x: auto; margin: 1rem 0; }
.table:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { border: 1px solid #555; padding: 0.3rem 0.4rem; }
th { font-weight: 600; background: #f3f4f6; }
th[scope^="row"] { min-width: 6em; }
th[scope^="rowgroup"] { min-width: 3em; }
td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media print { main { max-width: none; } .table { overflow: visible; } }
"""


def write_html(
    document: Document, *, source: str | None = None, remark: str | None = None, noindex: bool = False
) -> str:
    """The page. `remark` stands above everything (演示数据 and the like), `source` at the end; `noindex` asks
    search engines to leave the page out."""
    title = _text(_title(document))
    head = ['<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">']
    if noindex:
        head.append('<meta name="robots" content="noindex">')
    head += [f"<title>{title}</title>", f"<style>\n{STYLE}</style>"]
    body = [f'<p class="note" role="note">{_text(remark)}</p>'] if remark else []
    body += _body(document)
    if source:
        body.append(f'<p class="source">{_text(source)}</p>')
    before = ["<!doctype html>", '<html lang="zh-CN">', "<head>", *head, "</head>", "<body>", "<main>"]
    return "\n".join([*before, *body, "</main>", "</body>", "</html>", ""])


def _title(document: Document) -> str:
    headings = (block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1)
    return next(headings, document.name)


def _body(document: Document) -> Iterator[str]:
    """One h1: the first heading of level 1, or the name. Deeper levels as they are, at most h6."""
    titled = False
    heading_id = ""
    if not any(isinstance(block, Heading) and block.level == 1 for block in document.blocks):
        yield f'<h1 id="b0">{_text(document.name)}</h1>'
        titled, heading_id = True, "b0"
    for number, block in enumerate(document.blocks, start=1):
        match block:
            case Heading():
                level = 1 if block.level == 1 and not titled else min(max(block.level, 2), 6)
                titled = titled or level == 1
                heading_id = f"b{number}"
                yield f'<h{level} id="{heading_id}">{_text(block.text)}</h{level}>'
            case Paragraph():
                yield f"<p>{_text(block.text)}</p>"
            case Grid():
                named = f' aria-labelledby="{heading_id}"' if heading_id else ""
                yield f'<div class="table" role="region"{named} tabindex="0">\n<table{named}>\n<tbody>'
                yield from _ruled(block, f"b{number}") if block.shape is Shape.RULED else _loose(block)
                yield "</tbody>\n</table>\n</div>"


def _ruled(grid: Grid, prefix: str) -> Iterator[str]:
    rows = placed(grid)
    headers = headers_of(rows)
    for row in rows:
        only_heads = all(item.cell.header for item in row)
        yield "<tr>"
        for item in row:
            spans = _spans(item.cell)
            if item.cell.header:
                wide = item.cell.across if only_heads else item.cell.down
                scope = ("col" if only_heads else "row") + ("group" if wide > 1 else "")
                name = f"{prefix}-{item.row}-{item.column}"
                yield f'<th id="{name}" scope="{scope}"{spans}>{_text(item.cell.text)}</th>'
            else:
                names = " ".join(
                    f"{prefix}-{head.row}-{head.column}" for head in headers[item.row, item.column]
                )
                said = f' headers="{names}"' if names else ""
                yield f"<td{said}{spans}>{_text(item.cell.text)}</td>"
        yield "</tr>"


def _loose(grid: Grid) -> Iterator[str]:
    """Cells whose columns are not proven: row by row, filled up to the longest row."""
    width = max((len(row) for row in grid.rows), default=0)
    for row in grid.rows:
        texts = [_text(cell.text) for cell in row] + [""] * (width - len(row))
        yield "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"


def _spans(cell: Cell) -> str:
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return down + (f' colspan="{cell.across}"' if cell.across > 1 else "")


def _text(text: str) -> str:
    return escape(shown(text)).replace("\n", "<br>")
