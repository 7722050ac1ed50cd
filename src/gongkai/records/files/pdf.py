"""The text of a PDF, and what of it would act when it is opened."""

import ctypes
import threading
from typing import IO

import pypdfium2
from django.utils.translation import gettext as _
from pypdfium2 import raw

from gongkai.base.refusal import Refused

# The library keeps its state in one place: one thread at a time.
_alone = threading.Lock()


def examine(file: IO[bytes]) -> list[list[str]]:
    """The lines of each page. Raises Refused for one that is locked, damaged, or brings scripts or files along."""
    with _alone:
        try:
            with pypdfium2.PdfDocument(file) as document:
                return _examine(document)
        except pypdfium2.PdfiumError as problem:
            if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
                raise Refused(_("这个 PDF 加了密码，无法检查，没有保存；请取消密码后再上传。")) from problem
            raise Refused(_("这个 PDF 已损坏，打不开，没有保存；请重新导出后再上传。")) from problem


def _examine(document: pypdfium2.PdfDocument) -> list[list[str]]:
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise Refused(_("这个 PDF 带有脚本，没有保存；请用“打印为 PDF”重新导出后再上传。"))
    if raw.FPDFDoc_GetAttachmentCount(document) > 0:
        raise Refused(_("这个 PDF 里夹带了别的文件，没有保存；请把夹带的文件单独上传。"))
    texts = [[str(value) for value in document.get_metadata_dict().values()]]
    for page in document:
        text = page.get_textpage()
        texts.append([*text.get_text_range().splitlines(), *_remarks(page)])
        text.close()
        page.close()
    return texts


def _remarks(page: pypdfium2.PdfPage) -> list[str]:
    """What is written in notes and stamps on the page."""
    found = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        length = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        buffer = (ctypes.c_char * length)()
        raw.FPDFAnnot_GetStringValue(
            note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length
        )
        found.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00"))
        raw.FPDFPage_CloseAnnot(note)
    return found
