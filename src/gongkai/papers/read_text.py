"""Plain text → blocks. Lines that are no table remain single paragraphs, blank ones too (an empty paragraph):
whoever knows what the text is about may still find a table of bare lines in them."""

from gongkai.papers.model import Block, Heading, Paragraph
from gongkai.papers.text_bars import bar_grid, bar_region
from gongkai.papers.text_lines import TextLine, lines_of
from gongkai.papers.text_tabs import tab_grid, tab_region

_LONG = 200  # characters: a bar or tab in a longer line is part of prose


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text in reading order."""
    lines = lines_of(text)
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if _begins_table(line) and line.has_bar:
            end = bar_region(lines, index)
            blocks.append(bar_grid(lines[index:end]))
        elif _begins_table(line) and line.has_tab:
            end = tab_region(lines, index)
            blocks.append(tab_grid(lines[index:end]))
        else:
            end = index + 1
            blocks.append(_plain(line))
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
    return Paragraph("" if line.ruler else line.text.rstrip(), line.at)
