"""A paragraph while it is put together, and what drawings add to it."""

from dataclasses import dataclass, field, replace

from gongkai.papers.flow import Text
from gongkai.papers.looks import Look
from gongkai.papers.remarks import PICTURE
from gongkai.papers.word.names import ALTERNATIVES, PICTURES, SDT_CONTENT, TEXT_BOX
from gongkai.papers.word.wrappers import choice
from gongkai.papers.xml_parts import Element


@dataclass(slots=True)
class Line:
    """A paragraph while it is put together."""

    look: Look
    pieces: list[str] = field(default_factory=list)
    remarks: set[str] = field(default_factory=set)
    boxes: list[Element] = field(default_factory=list)


def inside_run(line: Line, look: Look) -> Line:
    """The same paragraph, seen from inside a run of another look: what is added goes to both."""
    return line if look is line.look else replace(line, look=look)


def run_on(text: Text, more: Text) -> None:
    text.lines[-1] += more.lines[0]
    text.lines += more.lines[1:]
    text.level = text.level or more.level
    text.remarks |= more.remarks


def drawing(element: Element, line: Line) -> None:
    """Text boxes and pictures in a drawing; boxes in boxes come with the outer one."""
    for child in element:
        tag = child.tag
        if tag == TEXT_BOX:
            line.boxes.append(child)
        elif tag in PICTURES:
            line.remarks.add(PICTURE)
        elif tag == ALTERNATIVES:
            drawing(choice(child), line)
        elif tag != SDT_CONTENT:
            drawing(child, line)
