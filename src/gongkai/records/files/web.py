"""The text of a web page, as far as marks of secrecy may stand in it. Nothing in it is run."""

import email
import email.policy
from html.parser import HTMLParser
from typing import IO

from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused
from gongkai.papers.encodings import decode
from gongkai.papers.refusal import CannotOpen

_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "label",
            "mark",
        ),
        *(
            "o:p",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "time",
            "tt",
            "u",
            "var",
            "wbr",
        ),
    )
)
_UNSHOWN = frozenset(("script", "style"))


def examine(file: IO[bytes]) -> list[str]:
    """The lines of the page: a cell and a paragraph begin one. Raises Refused where it is no text."""
    return _lines(file.read())


def examine_saved(file: IO[bytes]) -> list[list[str]]:
    """The lines of each text in a page that was saved as one file. Raises Refused."""
    saved = email.message_from_binary_file(file, policy=email.policy.default)
    parts = [part for part in saved.walk() if part.get_content_maintype() == "text"]
    if not saved.is_multipart() or not parts:
        raise Refused(_("这不是用浏览器存成单一文件的网页，没有保存；请用浏览器重新另存后再上传。"))
    contents = [part.get_payload(decode=True) for part in parts]
    return [_lines(content) for content in contents if isinstance(content, bytes)]


def _lines(content: bytes) -> list[str]:
    try:
        text = decode(content)
    except CannotOpen as problem:
        raise Refused(
            _("这个网页不是 UTF-8、GB18030 或 Big5 编码，没有保存；请用浏览器重新另存后再上传。")
        ) from problem
    page = _Page()
    page.feed(text)
    page.close()
    return "".join(page.found).split("\n")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unshown = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unshown = tag in _UNSHOWN
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unshown = False
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.found.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.found.append("\n")
