"""The elements of a large XML file one after another, as safely as `xml_parts` and without keeping them all."""

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from gongkai.papers.refusal import CannotOpen
from gongkai.papers.xml_parts import Element

DAMAGED = "的内容已损坏，读不出来；请用Excel、WPS等软件打开后另存一份再试"


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def elements(
    data: bytes, name: str, ended: tuple[str, ...], begun: tuple[str, ...] = ()
) -> Iterator[tuple[str, Element]]:
    """`end` with every element of the names `ended` when it is whole, forgotten after; `start` with every one of the
    names `begun`, of which only the attributes are there yet. Raises CannotOpen for broken XML.

    An entity is never expanded: a text with one lacks it.
    """
    events = ("start", "end") if begun else ("end",)
    places = {tag.rpartition("}")[2] for tag in ended}
    try:
        for event, element in etree.iterparse(
            BytesIO(data),
            events=events,
            tag=(*ended, *begun),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        ):
            if event == "start":
                if local(element) not in places:
                    yield event, element
                continue
            if local(element) not in places:
                continue
            yield event, element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        raise CannotOpen(f"{name}{DAMAGED}") from None
