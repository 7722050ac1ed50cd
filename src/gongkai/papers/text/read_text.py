"""Plain text → blocks. Lines that are no table remain single paragraphs, blank ones too (an empty paragraph):
whoever knows what the text is about may still find a table of bare lines in them."""

from collections.abc import Callable, Iterable

from gongkai.papers.model import Block, Heading, Paragraph
from gongkai.papers.text.bars import bar_grid, bar_region
from gongkai.papers.text.lines import TextLine, lines_of, parts_of, unquoted
from gongkai.papers.text.tab_ends import ended_grid, ended_region
from gongkai.papers.text.tabs import tab_grid, tab_region

_LONG = 200  # characters: a bar or tab in a longer line is part of prose


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text in reading order."""
    return _grouped(lines_of(text), _plain)


def regrouped(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of any source, in which a table may be written in paragraphs, one for each printed line: paragraphs
    with tabs or bars become grids as in a text file, with the paragraphs' places. Everything else stays as it is."""
    result: list[Block] = []
    lines: list[TextLine] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += parts_of(block.text, block.at)
        else:
            result += _grouped(lines, _paragraph)
            lines = []
            result.append(block)
    return (*result, *_grouped(lines, _paragraph))


def _grouped(lines: list[TextLine], plain: Callable[[TextLine], Block]) -> tuple[Block, ...]:
    """Tables as grids, other lines as `plain` takes them."""
    lines = unquoted(lines)
    blocks: list[Block] = []
    index = tried = 0
    while index < len(lines):
        line = lines[index]
        found = False
        if line.has_tab and index >= tried:
            tried, found = ended_region(lines, index)
        if found:
            end = tried
            blocks.append(ended_grid(lines[index:end]))
        elif line.text and _begins_table(line) and line.has_bar:
            end = bar_region(lines, index)
            blocks.append(bar_grid(lines[index:end]))
        elif _begins_table(line) and line.has_tab:
            end = tab_region(lines, index)
            blocks.append(tab_grid(lines[index:end]))
        else:
            end = index + 1
            blocks.append(plain(line))
        index = end
    return tuple(blocks)


def _begins_table(line: TextLine) -> bool:
    return (line.has_bar or "\t" in line.text.rstrip("\t ") or line.text.strip(" ") == "\t") and (
        len("".join(line.text.split())) <= _LONG and not line.ruler
    )


def _plain(line: TextLine) -> Block:
    heading = line.heading()
    if heading:
        return Heading(heading[1], line.at, heading[0])
    return _paragraph(line)


def _paragraph(line: TextLine) -> Paragraph:
    return Paragraph("" if line.ruler else line.text, line.at)
