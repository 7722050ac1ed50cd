"""Elements without text of their own: line ends, pictures, and the fields of a form with their values as saved."""

import re

from lxml import etree

from gongkai.papers.web import names
from gongkai.papers.web.flow import IMAGE, PART, Flow

_TINY = re.compile(r"\s*[0-3](?:px)?\s*")


def void(tag: str, element: etree._Element, flow: Flow) -> None:
    """What such an element prints, at the end of the flow."""
    if tag == "br":
        flow.end_line(blank_too=True)
    elif tag == "hr":
        flow.end_line()
    elif tag == "img":
        if not any(_TINY.fullmatch(element.get(side) or "") for side in ("width", "height")):
            flow.parts.append(IMAGE)
    elif tag == "input":
        if (element.get("type") or "text").lower() not in names.UNREAD_INPUTS:
            flow.parts += (PART, element.get("value") or "", PART)
    elif tag == "textarea":
        for number, line in enumerate(_inside(element).splitlines()):
            if number:
                flow.end_line(blank_too=True)
            flow.parts.append(line)
    elif tag == "select":
        flow.parts += (PART, _chosen(element), PART)


def _chosen(element: etree._Element) -> str:
    """The option a closed list shows."""
    options = list(element.iter("option"))
    chosen = next((each for each in options if each.get("selected") is not None), None)
    if chosen is None and not (element.get("multiple") is not None or element.get("size", "1") != "1"):
        chosen = options[0] if options else None
    return _inside(chosen).strip() if chosen is not None else ""


def _inside(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())
