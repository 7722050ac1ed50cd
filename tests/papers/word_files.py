"""Word documents for tests, written as XML so that what is in them is known to the letter."""

from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph
from gongkai.papers.word.read_docx import read
from made_files import docx

_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_PARTS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document(*body: str, limits: Limits = LIMITS, **parts: str) -> Document:
    """What is read from a document of these paragraphs, tables or plain texts; `parts` are the insides of styles,
    numbering and footnotes."""
    return read(word(*body, **parts), "报告.docx", limits)


def word(*body: str, **parts: str) -> bytes:
    members = {
        f"word/{_PARTS[kind]}": f"<w:{kind} {_W}>{inside}</w:{kind}>" for kind, inside in parts.items()
    }
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATION}/{kind}" Target="{_PARTS[kind]}"/>' for kind in parts
    )
    members["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    )
    return docx(*body, **members)


def table(*rows: str, grid: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.split())
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell is XML or its text."""
    inside = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def cell(*content: str, properties: str = "") -> str:
    """A cell of paragraphs: XML of paragraphs, of runs, or plain text."""
    inside = "".join(
        each
        if each.startswith(("<w:p>", "<w:tbl>"))
        else f"<w:p>{each if each.startswith('<') else run(each)}</w:p>"
        for each in content
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def numbered(text: str, level: int = 0, number: str = "1") -> str:
    """A paragraph of a list."""
    where = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return f"<w:p><w:pPr><w:numPr>{where}</w:numPr></w:pPr>{run(text)}</w:p>"


def levels(*said: tuple[str, str], suffix: str = "nothing") -> str:
    """A list whose levels count so and print so."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(said)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
        "</w:lvlOverride></w:num>"
    )


def choice(shown: str, old: str) -> str:
    return (
        f'<mc:AlternateContent {_MC}><mc:Choice Requires="wps">{shown}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def only_cell(*content: str, **parts: str) -> Cell:
    """What is read from a cell that stands beside another one."""
    (grid,) = grids(document(table(row(cell(*content), "旁边")), **parts))
    return grid.rows[0][0]


def grids(read: Document) -> list[Grid]:
    return [block for block in read.blocks if isinstance(block, Grid)]


def texts(read: Document) -> list[str]:
    """The printed lines outside tables."""
    return [block.text for block in read.blocks if isinstance(block, Heading | Paragraph)]


def shown(grid: Grid) -> list[list[str]]:
    """The texts row by row; a gap is ·, spans are written behind as ×down×across."""
    return [[_shown(each) for each in cells] for cells in grid.rows]


def _shown(each: Cell) -> str:
    spans = f"×{each.down}×{each.across}" if (each.down, each.across) != (1, 1) else ""
    return ("·" if each.gap else each.text) + spans
