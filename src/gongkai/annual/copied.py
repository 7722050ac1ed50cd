"""How much of a report's prose is copied from another: from last year's, or from a neighbour's.

A passage counts when a run of signs is the same in both and is long enough to be no coincidence, or is a whole
sentence. Figures, years and names that were replaced do not hide it: the passage is then said to be copied with other
figures. Sentences that the form itself demands (`copied_form`) count for nobody, on either side.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from hashlib import blake2b

from gongkai.annual.copied_text import CUT, FIGURE, NAME, Prose, Sentence, prose_of
from gongkai.annual.report import Report

SHINGLE = 8  # signs looked up at once
LEAST = 16  # signs of a run that is more than a common phrase
_MOST_PLACES = 16  # of one shingle: a phrase met more often tells nothing
_MOSTLY = 0.8  # of a sentence's signs


class Relation(Enum):
    """Where the other report stands; the value is the word for people."""

    LAST_YEAR = "上年报告"
    OTHER_YEAR = "本机关其他年度的报告"
    NEIGHBOUR = "其他机关的报告"
    UNKNOWN = "另一份报告"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that stands in both, as each prints it; `figures` and names were replaced (before, after)."""

    chapter: str
    source_chapter: str
    signs: int
    text: str
    source_text: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChapterCopied:
    """One chapter: signs and sentences of its own prose, those copied word for word and with other figures."""

    number: str
    title: str
    signs: int
    copied: int
    changed: int
    sentences: int
    copied_sentences: int

    @property
    def share(self) -> float:
        """Of the signs, from 0 to 1."""
        return self.copied / self.signs if self.signs else 0.0


@dataclass(frozen=True)
class Copied:
    """What of a report stands in another. `chapters` are those with prose of their own."""

    relation: Relation
    chapters: tuple[ChapterCopied, ...]
    passages: tuple[Passage, ...]  # the longest first

    @cached_property
    def signs(self) -> int:
        return sum(chapter.signs for chapter in self.chapters)

    @cached_property
    def copied(self) -> int:
        return sum(chapter.copied for chapter in self.chapters)

    @cached_property
    def changed(self) -> int:
        return sum(chapter.changed for chapter in self.chapters)

    @property
    def share(self) -> float:
        return self.copied / self.signs if self.signs else 0.0


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    source: Prose
    source_start: int
    length: int


def copied(report: Report, other: Report) -> Copied:
    """What of the report's prose stands in the other's."""
    sources = prose_of(other)
    index = _index(sources)
    whole = {prose.signs[each.start : each.end]: (prose, each) for prose in sources for each in _own(prose)}
    chapters: list[ChapterCopied] = []
    passages: list[Passage] = []
    for prose in prose_of(report):
        own = list(_own(prose))
        runs = list(_runs(prose, own, index, whole))
        if own:
            chapters.append(_chapter(prose, own, runs))
            passages += [_passage(prose, run) for run in runs]
    passages.sort(key=lambda passage: -passage.signs)
    return Copied(relation(report, other), tuple(chapters), tuple(passages))


def relation(report: Report, other: Report) -> Relation:
    """Whose the other report is, as far as organ and year tell."""
    if not report.organ or not other.organ:
        return Relation.UNKNOWN
    if not (report.organ.endswith(other.organ) or other.organ.endswith(report.organ)):
        return Relation.NEIGHBOUR
    if report.year is None or other.year is None or report.year == other.year:
        return Relation.UNKNOWN
    return Relation.LAST_YEAR if report.year - other.year == 1 else Relation.OTHER_YEAR


def shingles(report: Report) -> frozenset[int]:
    """The report's own prose as numbers, the same for the same words in every process. Two reports share as many as
    they have stretches in common: to find, among hundreds, the few worth `copied`."""
    return frozenset(
        int.from_bytes(blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest())
        for prose in prose_of(report)
        for each in _own(prose)
        for shingle in (
            prose.signs[start : start + SHINGLE] for start in range(each.start, each.end - SHINGLE + 1)
        )
    )


def contained(one: frozenset[int], other: frozenset[int]) -> float:
    """Which share of the first's shingles is among the other's, from 0 to 1."""
    return len(one & other) / len(one) if one else 0.0


def _own(prose: Prose) -> Iterator[Sentence]:
    return (each for each in prose.sentences if not each.form)


def _index(sources: Sequence[Prose]) -> dict[str, list[tuple[Prose, int]]]:
    index: dict[str, list[tuple[Prose, int]]] = defaultdict(list)
    for prose in sources:
        for each in _own(prose):
            for start in range(each.start, each.end - SHINGLE + 1):
                index[prose.signs[start : start + SHINGLE]].append((prose, start))
    return index


def _runs(
    prose: Prose,
    own: Sequence[Sentence],
    index: dict[str, list[tuple[Prose, int]]],
    whole: dict[str, tuple[Prose, Sentence]],
) -> Iterator[_Run]:
    """Runs within sentences, those of neighbouring sentences that follow one another in the source joined."""
    last: _Run | None = None
    for sentence in own:
        same = whole.get(prose.signs[sentence.start : sentence.end])
        found = (
            [_Run(sentence.start, same[0], same[1].start, sentence.end - sentence.start)]
            if same is not None
            else _within(prose, sentence, index)
        )
        for run in found:
            if last is not None and _follows(last, run):
                last = _Run(last.start, last.source, last.source_start, run.start + run.length - last.start)
                continue
            if last is not None:
                yield last
            last = run
    if last is not None:
        yield last


def _within(prose: Prose, sentence: Sentence, index: dict[str, list[tuple[Prose, int]]]) -> Iterator[_Run]:
    at = sentence.start
    while at + LEAST <= sentence.end:
        best: _Run | None = None
        for source, start in index.get(prose.signs[at : at + SHINGLE], ())[:_MOST_PLACES]:
            length = _common(prose.signs, at, sentence.end, source.signs, start)
            if length >= LEAST and (best is None or length > best.length):
                best = _Run(at, source, start, length)
        if best is None:
            at += 1
        else:
            yield best
            at += best.length


def _common(one: str, at: int, end: int, other: str, start: int) -> int:
    length = SHINGLE
    most = min(end - at, len(other) - start)
    while length < most and one[at + length] == other[start + length] != CUT:
        length += 1
    return length


def _follows(last: _Run, run: _Run) -> bool:
    """Whether a run goes on where the last one ended, in both texts, over the end of a sentence."""
    gap = run.start - (last.start + last.length)
    return (
        last.source is run.source and gap == 1 and run.source_start - (last.source_start + last.length) == gap
    )


def _chapter(prose: Prose, own: Sequence[Sentence], runs: Sequence[_Run]) -> ChapterCopied:
    covered = bytearray(len(prose.signs))
    replaced = bytearray(len(prose.signs))
    for run in runs:
        covered[run.start : run.start + run.length] = b"\1" * run.length
        for place, _, _ in _replaced(prose, run):
            replaced[place] = 1
    parts = [slice(each.start, each.end) for each in own]
    sizes = [(part.stop - part.start, sum(covered[part])) for part in parts]
    return ChapterCopied(
        prose.chapter,
        prose.title,
        sum(size for size, _ in sizes),
        sum(taken for _, taken in sizes),
        sum(sum(covered[part]) for part in parts if any(replaced[part])),
        len(sizes),
        sum(taken >= _MOSTLY * size for size, taken in sizes),
    )


def _passage(prose: Prose, run: _Run) -> Passage:
    end, source_end = run.start + run.length, run.source_start + run.length
    return Passage(
        prose.chapter,
        run.source.chapter,
        run.length,
        prose.as_printed(run.start, end),
        run.source.as_printed(run.source_start, source_end),
        tuple((before, after) for _, before, after in _replaced(prose, run)),
    )


def _replaced(prose: Prose, run: _Run) -> Iterator[tuple[int, str, str]]:
    """The places of a run where a figure or name was replaced, with what stood there and what stands now."""
    for offset in range(run.length):
        if prose.signs[run.start + offset] in (FIGURE, NAME):
            before = run.source.as_printed(run.source_start + offset, run.source_start + offset + 1)
            after = prose.as_printed(run.start + offset, run.start + offset + 1)
            if before != after:
                yield run.start + offset, before, after
