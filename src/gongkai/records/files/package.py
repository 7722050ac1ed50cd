"""Word, Excel, PowerPoint and OFD documents: what must be in them, what must not, and their text."""

import io
import re
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused
from gongkai.records.files import compound, pdf
from gongkai.records.files.container import Budget, Container

ZIP = b"PK\x03\x04"
TYPES = "[Content_Types].xml"
OFD = "OFD.xml"
MIMETYPE = "mimetype"
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
_OPEN_DOCUMENT = {  # what the member `mimetype` says
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_MACRO_TYPE = re.compile(r"macro|vba|activex", re.IGNORECASE)
_MACRO_PART = re.compile(r"vbaproject|vbadata|macrosheet|activex/|(?:^|/)(?:Basic|Scripts)/", re.IGNORECASE)
_PROGRAM = re.compile(
    r"\.(?:exe|dll|com|scr|bat|cmd|ps1|vb[es]|jse?|ws[fh]|hta|html?|mht(?:ml)?|jar|lnk|msi|reg|chm|sh|py)$",
    re.IGNORECASE,
)
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")
# In a stream of an old document two letters are not enough to know a program.
_SCRIPT = re.compile(
    rb"\x7fELF|Rar!\x1a|7z\xbc\xaf|#!\s*/|@echo\b|<(?:!doctype|html|script|hta)\b", re.IGNORECASE
)
_DOCUMENT_HEADS = (ZIP, compound.MAGIC, b"%PDF-")
_EMBEDDED = re.compile(r"(?:^|/)embeddings/", re.IGNORECASE)
_FAR = re.compile(r"(?:https?|ftp|file)://[^/]|file:/{4}|\\\\", re.IGNORECASE)
_DEPTH = 2

# Elements that are a line, a paragraph or a cell of their own, by local name.
_UNITS = frozenset(
    (
        "p", "h", "si", "is", "v", "text", "TextCode",
        "oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter",
    )
)  # fmt: skip
_NOT_TEXT = frozenset(("instrText", "f"))
_BREAKS = frozenset(("br", "cr", "tab"))
# Words that stand in attributes: a watermark of Word, a sheet's name.
_WORDS = {"textpath": "string", "sheet": "name"}
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Z])')


def examine(file: IO[bytes], budget: Budget, depth: int = 0) -> tuple[str, list[list[str]]]:
    """The key of the document's kind and its texts, one list of lines a part. Raises Refused."""
    container = Container(file, budget)
    key = _key(container)
    texts = []
    for name in container.members:
        if _MACRO_PART.search(name):
            raise macros()
        if _PROGRAM.search(name):
            raise _programs()
        if name.lower().endswith((".xml", ".rels", ".vml")):
            texts.append(_read_part(container, name))
        else:
            texts.extend(_opaque(container, name, budget, depth))
    return key, texts


def macros() -> Refused:
    return Refused(_("这个文件带有宏或控件，没有保存；请另存为不带宏的文件（如 .docx、.xlsx）再上传。"))


def _key(container: Container) -> str:
    """docx, xlsx, pptx, ofd, odt or ods by what the container itself says, with the part it names."""
    if OFD in container.members:
        return "ofd"
    if MIMETYPE in container.members:
        said = b"".join(container.pieces(MIMETYPE)).strip()
        if said in _OPEN_DOCUMENT:
            return _OPEN_DOCUMENT[said]
    if TYPES not in container.members:
        raise Refused(_("这是压缩包，不收；请解开后逐个上传其中的文件，每个文件都要能检查。"))
    found = _Part(whole=False)
    found.feed(container.pieces(TYPES), strict=True)
    for kind, _name in found.types:
        if _MACRO_TYPE.search(kind):
            raise macros()
    for kind, name in found.types:
        if kind in _MAIN and name.lstrip("/") in container.members:
            return _MAIN[kind]
    raise Refused(_("这个文件不是 Word、Excel、PowerPoint 文档，也不是 OFD 文件，没有保存。"))


def _read_part(container: Container, name: str) -> list[str]:
    whole = name.startswith(("docProps/", OFD))
    part = _Part(whole)
    # Old Office wrote drawings (.vml) that are not well formed.
    part.feed(container.pieces(name), strict=not name.lower().endswith(".vml"))
    if part.far_template:
        raise Refused(_("这个文件套用了网上的模板，打开时会从外面取内容，没有保存；请改用本机模板。"))
    return part.lines


def _opaque(container: Container, name: str, budget: Budget, depth: int) -> list[list[str]]:
    """A picture, a font, another document: read to its end, so that its true size is known."""
    pieces = container.pieces(name)
    head = next(pieces, b"")
    if head.startswith(_PROGRAM_HEADS):
        raise _programs()
    if head.startswith(_DOCUMENT_HEADS):
        return _document(head + b"".join(pieces), budget, depth + 1)
    if _EMBEDDED.search(name):
        raise Refused(
            _("这个文件里嵌入了不是 Office、PDF 文档的对象，无法检查，没有保存；请把它删去后再上传。")
        )
    for _piece in pieces:
        pass
    return []


def _document(content: bytes, budget: Budget, depth: int) -> list[list[str]]:
    """The texts of a document inside another one, examined like the outer one."""
    if depth > _DEPTH:
        raise Refused(_("这个文件层层嵌套了别的文档，没有保存；请把里面的文档单独上传。"))
    if content.startswith(ZIP):
        return examine(io.BytesIO(content), budget, depth)[1]
    if content.startswith(compound.MAGIC):
        return examine_old(io.BytesIO(content), budget, depth)[1]
    return pdf.examine(io.BytesIO(content))


def examine_old(file: IO[bytes], budget: Budget, depth: int = 0) -> tuple[str, list[list[str]]]:
    """Like `examine`, of a compound file, with the documents and programs in its streams. Raises Refused."""
    key, texts, contents = compound.examine(file)
    for content in contents:
        if _SCRIPT.match(content) or (content.startswith(b"MZ") and b"PE\0\0" in content[:4096]):
            raise _programs()
        if content.startswith(_DOCUMENT_HEADS):
            texts.extend(_document(content, budget, depth + 1))
    return key, texts


def _programs() -> Refused:
    return Refused(_("这个文件里夹带了程序、网页或压缩包，没有保存；请删去后再上传。"))


class _Part:
    """Reads one XML part: its lines, the content types and the templates it names."""

    def __init__(self, whole: bool) -> None:
        self.lines: list[str] = []
        self.types: list[tuple[str, str]] = []  # content type, name of the part
        self.far_template = False
        self._whole = whole  # every element is a unit of its own
        self._path: list[str] = []
        self._open: list[list[str]] = []

    def feed(self, pieces: Iterator[bytes], *, strict: bool) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            for piece in pieces:
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as problem:
            if strict:
                raise Refused(_("这个文件的内容已损坏，没有保存；请重新另存后再上传。")) from problem
            for _piece in pieces:
                pass

    def _doctype(self, *_about: object) -> None:
        raise Refused(_("这个文件里有文档不该有的声明（DOCTYPE），没有保存。"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._path.append(local)
        if self._whole or local in _UNITS:
            self._open.append([])
        elif local in _BREAKS and self._open:
            self._open[-1].append("\n")
        if local == "encryption-data":  # of OpenDocument
            raise compound.encrypted()
        if local in _WORDS:
            self.lines.append(attributes.get(_WORDS[local], ""))
        if local in ("Override", "Default"):
            self.types.append((attributes.get("ContentType", ""), attributes.get("PartName", "")))
        if local == "Relationship" and attributes.get("TargetMode") == "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.far_template |= kind in ("attachedTemplate", "oleObject", "frame") and bool(
                _FAR.match(attributes.get("Target", ""))
            )

    def _text(self, text: str) -> None:
        if self._open and self._path[-1] not in _NOT_TEXT:
            self._open[-1].append(text)

    def _end(self, name: str) -> None:
        local = self._path.pop()
        if self._whole or local in _UNITS:
            text = "".join(self._open.pop())
            if local.endswith(("Header", "Footer")):
                text = _HEADER_CODE.sub("\n", text)
            self.lines.extend(text.split("\n"))
