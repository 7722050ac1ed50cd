"""The texts of a ruled table's cells. A figure is looked at twice, as it lies on the page and by itself in black and
white: where the looks differ nobody may rely on it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.papers.scan.frames import Frame, Image
from gongkai.papers.scan.ink import Inked, box_of, lines_of, strokes, two_toned
from gongkai.papers.scan.recognise import Seen, has_words, in_lines, singles

UNREADABLE = "〓"  # ink was seen and nothing could be read: never a blank
_STRAY = 0.35  # share of a run's height by which it may reach over its cell's edge
_DIFFER = 0.4  # how sure at most, where two looks differ
_NARROW = 0.3  # of its height that a figure is wide at least
_SPECKS = ".·,'`-_—~丶、:;。"
_NOUGHTS = {"O": "0", "o": "0", "〇": "0", "D": "0"}  # alone in a cell


@dataclass(slots=True)
class _Look:
    """A cell that holds no words: its printed lines, and what the page as a whole said."""

    place: int
    lines: list[Image]
    text: str
    sure: float


def texts_of(found: Inked, frames: Sequence[Frame], runs: Sequence[Seen]) -> list[tuple[str, float]]:
    """Text and sureness of each cell; "" of sureness 1 where the paper is bare."""
    held, again = _assigned(frames, runs)
    texts: list[tuple[str, float]] = []
    looks: list[_Look] = []
    for place, frame in enumerate(frames):
        own = held[place]
        text = "\n".join("".join(run.text for run in line) for line in in_lines(own))
        sure = min((run.sure for run in own), default=0.0)
        texts.append((text, sure))
        if has_words(text):
            continue
        cell = found.cell(frame)
        box = box_of(cell, found)
        if box is None:
            texts[-1] = (text, min(sure, _DIFFER)) if text.strip() else ("", 1.0)
            continue
        left, top, right, bottom = box
        lines = lines_of(cell[top:bottom, left:right], found)
        texts[-1] = (text.strip() or UNREADABLE, 0.0)
        looks.append(_Look(place, lines, "" if place in again or len(own) > 1 else text, sure))
    _first(looks)
    for look, (text, sure) in zip(looks, _second(looks), strict=True):
        if look.text or text:
            texts[look.place] = _settled(look, text, sure)
    return texts


def _first(looks: Sequence[_Look]) -> None:
    """What the page as a whole did not say is looked at by itself."""
    missed = [look for look in looks if not _bare(look.text)]
    seen = iter(singles([line for look in missed for line in look.lines]))
    for look in missed:
        look.text, look.sure = _joined([next(seen) for _ in look.lines])


def _second(looks: Sequence[_Look]) -> list[tuple[str, float]]:
    """The other look at cells without words; words are taken as they were seen."""
    figures = [look for look in looks if not has_words(look.text)]
    seen = iter(singles([two_toned(line) for look in figures for line in look.lines]))
    return [
        (look.text, look.sure) if has_words(look.text) else _joined([next(seen) for _ in look.lines])
        for look in looks
    ]


def _joined(seen: Sequence[tuple[str, float]]) -> tuple[str, float]:
    return "\n".join(text.strip() for text, _ in seen), min((sure for _, sure in seen), default=0.0)


def _settled(look: _Look, text: str, sure: float) -> tuple[str, float]:
    first, second = _bare(look.text), _bare(text)
    if first != second:
        return (look.text.strip() or text), min(look.sure or sure, sure, _DIFFER)
    both = min(look.sure, sure)
    if first.isdigit() and not _as_many(look.lines, len(first)):
        both = min(both, _DIFFER)
    return (first or text), both


def _bare(text: str) -> str:
    """A cell's text without specks of dust; signs alone stay."""
    folded = unicodedata.normalize("NFKC", text).strip()
    bare = folded.strip(_SPECKS).strip()
    if folded.startswith("-") and bare[:1].isdigit():
        bare = f"-{bare}"
    return _NOUGHTS.get(bare, bare)


def _as_many(lines: Sequence[Image], figures: int) -> bool:
    """Whether a line can hold so many figures: no more stand apart, and all have room."""
    if len(lines) != 1:
        return False
    apart, wide = strokes(lines[0])
    return apart <= figures and (apart == figures or wide >= _NARROW * figures)


def _assigned(frames: Sequence[Frame], runs: Sequence[Seen]) -> tuple[list[list[Seen]], set[int]]:
    """The runs of each cell, and the cells to be looked at singly because a run reaches over an edge."""
    held: list[list[Seen]] = [[] for _ in frames]
    again: set[int] = set()
    for run in runs:
        reached = [
            place
            for place, frame in enumerate(frames)
            if frame.top <= run.middle[1] <= frame.bottom
            and min(run.right, frame.right) - max(run.left, frame.left) > _STRAY * (run.bottom - run.top)
        ]
        if len(reached) == 1:
            held[reached[0]].append(run)
        else:
            again |= set(reached)
    for place in again:
        held[place] = []
    return held, again
