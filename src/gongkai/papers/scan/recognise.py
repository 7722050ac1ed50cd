"""Characters of a picture, by the recogniser whose models come with its package; nothing is fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import rapidocr
from rapidocr import RapidOCR

from gongkai.papers.scan.frames import Image

_SEEN_FROM = 1760  # pixels of the longer side are enough to find where text is
_NARROW = 96  # pixels of width, at 48 of height, to which short lines are filled up


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
            "Det.limit_type": "max",
            "Det.limit_side_len": _SEEN_FROM,
            "Rec.rec_img_shape": [3, 48, _NARROW],
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def page_runs(page: Image) -> list[Seen]:
    """Every run of characters on a page."""
    found = _engine()(_coloured(page), use_det=True, use_cls=False, use_rec=True)
    if found is None or found.boxes is None:
        return []
    return _runs(found.boxes, found.txts, found.scores)


def some_runs(page: Image, most: int) -> list[Seen]:
    """Runs here and there on a small page, `most` at most."""
    engine, picture = _engine(), _coloured(page)
    found = engine(picture, use_det=True, use_cls=False, use_rec=False)
    if found is None or found.boxes is None or not len(found.boxes):
        return []
    boxes = found.boxes[:: -(-len(found.boxes) // most)]
    said = engine.recognize_txt(engine.crop_text_regions(picture, boxes))
    return _runs(boxes, said.txts or (), said.scores)


def _runs(boxes: Iterable[Image], texts: Iterable[str], scores: Iterable[float]) -> list[Seen]:
    return [
        Seen(text, float(sure), *map(float, (*box.min(axis=0), *box.max(axis=0))))
        for box, text, sure in zip(boxes, texts, scores, strict=True)
    ]


def in_lines(runs: Sequence[Seen]) -> list[list[Seen]]:
    """The runs line by line from above, those of a line from the left."""
    lines: list[list[Seen]] = []
    for run in sorted(runs, key=lambda run: (run.middle[1], run.left)):
        last = lines[-1][-1] if lines else None
        if last is not None and abs(run.middle[1] - last.middle[1]) < 0.5 * (last.bottom - last.top):
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=lambda run: run.left)
    return lines


def has_words(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def singles(lines: Sequence[Image]) -> list[tuple[str, float]]:
    """Text and sureness of pictures that hold one line each, many at once; "" where nothing is seen."""
    if not lines:
        return []
    recogniser = _engine()
    found = recogniser.recognize_txt([_coloured(line) for line in lines])
    return [(str(text), float(sure)) for text, sure in zip(found.txts or (), found.scores, strict=True)]


def _coloured(page: Image) -> Image:
    return np.asarray(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR), np.uint8)
