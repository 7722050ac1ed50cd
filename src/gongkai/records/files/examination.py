"""What a file is by its content, whatever it is called, and whether it may be kept."""

from collections.abc import Mapping
from typing import IO

import filetype  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused
from gongkai.records.files import compound, marks, names, package, pdf, plain, rich, web
from gongkai.records.files.container import Budget
from gongkai.records.files.kinds import FOR_READING, KINDS, Kind, by_extension


class Marked(Refused):
    """The file bears a mark of state secrets: nothing of it is kept, nor written down, but that it happened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "文件里有国家秘密标志（秘密、机密或绝密），本系统不能处理涉密文件：文件没有保存，内容和文件名也没有"
                "记录。请按保密规定处理，并告知本机关保密工作机构；如果只是普通文字，请改写那一行后再上传。"
            )
        )


def examine(file: IO[bytes], name: str, kinds: Mapping[str, Kind] = KINDS) -> Kind:
    """The kind of a file called `name`, of those that are taken. Raises Refused, Marked.

    The file is left at its beginning.
    """
    if marks.marked_name(name):
        raise Marked
    promised = by_extension(names.extension(name), kinds)
    if promised is None:
        raise Refused(
            _("不收这种文件，没有保存；可以上传的有：%(kinds)s。")
            % {"kinds": "、".join(extension for kind in kinds.values() for extension in kind.extensions)}
        )
    try:
        file.seek(0)
        key, texts, flowing = _read(file, promised)
    finally:
        file.seek(0)
    if key != promised.key:
        found = FOR_READING[key].label if key in FOR_READING else key
        raise Refused(
            _("文件名说是%(promised)s，内容却是%(found)s，没有保存；请改正扩展名或重新另存。")
            % {"promised": promised.label, "found": found}
        )
    if any(marks.marked(lines, flowing=flowing) for lines in texts):
        raise Marked
    return promised


def _read(file: IO[bytes], promised: Kind) -> tuple[str, list[list[str]], bool]:
    """What the content is: a key of KINDS or a word for what is not taken; its texts; whether lines follow."""
    head = file.read(8192)
    file.seek(0)
    if not head:
        raise Refused(_("这个文件是空的，没有保存；请看看是否选错了文件。"))
    if head.startswith(package.ZIP):
        key, texts = package.examine(file, Budget())
        return key, texts, key not in ("xlsx", "ods")
    if head.startswith(compound.MAGIC):
        key, texts = package.examine_old(file, Budget())
        return key if key in KINDS else _("别的程序的文件"), texts, False
    if head.startswith(b"%PDF-"):
        return "pdf", pdf.examine(file), True
    if head.startswith(rich.MAGIC) and promised.key == "rtf":
        return "rtf", [rich.examine(file)], True
    guessed = filetype.guess_extension(head)
    if guessed in ("png", "jpg", "tif"):
        return guessed, [], False
    if guessed is None and promised.key in ("text", "csv"):
        return promised.key, [plain.examine(file)], promised.key == "text"
    if guessed is None and promised.key == "html":
        return "html", [web.examine(file)], True
    if guessed is None and promised.key == "mhtml":
        return "mhtml", web.examine_saved(file), True
    return guessed or _("认不出的内容"), [], False
