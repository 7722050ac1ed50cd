"""Plain text and CSV: UTF-8 or GB18030, and nothing that a browser or a shell would run."""

import re
from typing import IO

from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PROGRAM = re.compile(
    r"\s*(?:#!|<!doctype|<\?|<[a-z!][^>]{0,200}>|@echo\b|\{\\rtf|%!ps|mime-version:)", re.IGNORECASE
)
_CELLS = re.compile(r"[,，;；\t]")


def examine(file: IO[bytes]) -> list[str]:
    """The lines, and the cells of each line. Raises Refused for what is no text."""
    content = file.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as problem:
            raise _no_text() from problem
    if _CONTROLS.search(text):
        raise _no_text()
    if _PROGRAM.match(text):
        raise Refused(_("这是网页或脚本，不是纯文本，没有保存。"))
    lines = text.splitlines()
    cells = (cell.strip().strip('"') for line in lines if _CELLS.search(line) for cell in _CELLS.split(line))
    return [*lines, *cells]


def _no_text() -> Refused:
    return Refused(_("这个文件不是 UTF-8 或 GB18030 编码的纯文本，没有保存；请用 UTF-8 另存后再上传。"))
