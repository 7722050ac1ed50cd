"""A file of plain text: judged, decoded, parted into blocks."""

from gongkai.papers import read_text
from gongkai.papers.encodings import decode
from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Document
from gongkai.papers.refusal import CannotOpen


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document. Raises CannotOpen for an encoding that is not known."""
    try:
        return Document(read_text.blocks_of(decode(data)), name, Kind.TEXT)
    except CannotOpen as error:
        raise CannotOpen(f"{name}{error}") from None
