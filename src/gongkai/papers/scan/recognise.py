"""Characters of a picture, by the recogniser whose models come with its package; nothing is fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import rapidocr
from rapidocr import RapidOCR

from gongkai.papers.scan.frames import Image

_HEIGHT = 48  # pixels to which a single cell is brought before a second look


@dataclass(frozen=True, slots=True)
class Seen:
    """A run of characters: text, how sure (0 to 1), its box in pixels."""

    text: str
    sure: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@cache
def _engine() -> RapidOCR:
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.model_root_dir": str(Path(rapidocr.__file__).parent / "models"),
            "Global.max_side_len": 2600,
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def page_runs(page: Image) -> list[Seen]:
    """Every run of characters on a page."""
    found = _engine()(_coloured(page), use_det=True, use_cls=False, use_rec=True)
    if found is None or found.boxes is None:
        return []
    return [
        Seen(text, float(sure), *map(float, (*box.min(axis=0), *box.max(axis=0))))
        for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
    ]


def single(cells: Sequence[Image]) -> list[tuple[str, float]]:
    """Text and sureness of pictures that hold one line each."""
    return [_one(cell) for cell in cells]


def _one(cell: Image) -> tuple[str, float]:
    scale = _HEIGHT / cell.shape[0]
    wide = max(int(cell.shape[1] * scale), _HEIGHT)
    picture = cv2.resize(cell, (wide, _HEIGHT), interpolation=cv2.INTER_CUBIC)
    # The switches must be given every time: the engine keeps those of the call before.
    found = _engine()(_coloured(np.asarray(picture, np.uint8)), use_det=False, use_cls=False, use_rec=True)
    if found is None or not found.txts:
        return "", 0.0
    return str(found.txts[0]), float(found.scores[0])


def _coloured(page: Image) -> Image:
    return np.asarray(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR), np.uint8)
