"""A web page saved as one file (.mht, .mhtml): a message whose parts are the page and the pages in its frames."""

import email
import email.policy
from collections.abc import Iterator
from email.message import Message

from gongkai.papers.encodings import decode_page
from gongkai.papers.kinds import Kind
from gongkai.papers.limits import MB, Limits
from gongkai.papers.model import Block, Document
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.text.read_text import regrouped
from gongkai.papers.web.read_html import page

_PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document: every page of the file in its order. Raises CannotOpen: no page in it, or one that is refused."""
    blocks: list[Block] = []
    count = size = 0
    if data.lower().count(b"content-type: multipart/") > limits.depth:
        raise CannotOpen(f"{name}里的部分套得太深，没有打开；请用浏览器打开后另存为网页（.html）再试")
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in _parts(message, name, limits):
        if part.get_content_type() not in _PAGES:
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content.strip():
            continue
        size += len(content)
        if size > limits.unpacked:
            raise CannotOpen(f"{name}里的网页合计超过{limits.unpacked // MB}MB的上限，没有打开；请拆分后再试")
        try:
            text = decode_page(content)
        except CannotOpen as error:
            raise CannotOpen(f"{name}{error}") from None
        count += 1
        blocks += page(text, name, limits, tables_before=sum(block.at.startswith("表") for block in blocks))[
            0
        ]
    if not count:
        raise CannotOpen(f"{name}里没有网页，打不开；请用浏览器打开后另存为网页（.html）再试")
    return Document(regrouped(blocks), name, Kind.MHTML)


def _parts(message: Message, name: str, limits: Limits) -> Iterator[Message]:
    """The parts that hold something. Raises CannotOpen for more than an archive may have members."""
    for number, part in enumerate(message.walk()):
        if number > limits.members:
            raise CannotOpen(
                f"{name}里的部分超过{limits.members}个的上限，没有打开；请另存为网页（.html）再试"
            )
        if not part.is_multipart():
            yield part
