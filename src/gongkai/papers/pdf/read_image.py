"""Pictures of pages (PNG, JPEG, TIFF with one or more pages), read by the recogniser of scans."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Document
from gongkai.papers.pdf.pictures import recognised
from gongkai.papers.refusal import CannotOpen

MOST_DOTS = 60_000_000  # of one page: A4 at 600 dots an inch has 35 million
_LONGEST = 3600  # dots along the longer side are enough to recognise the smallest print


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document of a picture. Raises CannotOpen."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the size, which is checked here, and of odd tags
            with Image.open(BytesIO(data)) as picture:
                pages = recognised(_pages(picture, name, limits), name, limits)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, CannotOpen):
            raise
        raise CannotOpen(f"{name}是损坏的图片，不能打开；请重新扫描或下载一份再试") from None
    blocks = [block for number in sorted(pages) for block in pages[number]]
    return Document(tuple(blocks), name, Kind.IMAGE)


def _pages(picture: Image.Image, name: str, limits: Limits) -> Iterator[tuple[int, Any]]:
    for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
        if number > limits.pages:
            raise CannotOpen(f"{name}有{limits.pages}页以上，超过上限，请拆分后再试")
        if frame.width * frame.height > MOST_DOTS:
            raise CannotOpen(f"{name}的图片太大（{frame.width}×{frame.height}点），请缩小到200点/英寸后再试")
        page = ImageOps.exif_transpose(frame).convert("L")
        if max(page.size) > _LONGEST:
            page.thumbnail((_LONGEST, _LONGEST))
        yield number, page
