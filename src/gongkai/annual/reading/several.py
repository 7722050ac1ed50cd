"""Whether a file holds the reports of several organs or years: then no figure is given as one report's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.annual.chapters import TITLES
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import simplified
from gongkai.annual.reading.pieces import Mode, Piece
from gongkai.annual.reading.ruled.rest import TABLE_STOOD
from gongkai.annual.reading.titles import is_name, squeezed, titles_of
from gongkai.annual.reading.words import Role

UNNAMED = "没有都写明单位和年度"
SEVERAL = "文件里不止一份报告（{}），不能确定各数属于哪一份；请拆分成单独的文件后再读"
_PLACES = {number: place for place, number in enumerate(TITLES, start=1)}
_COLUMNS = 3  # names of columns that show a table
_LEAST = 3  # chapters and tables that make a report
_TELLING = 200  # characters of prose under its chapters that make one without tables
_SHORTEST, _LONGEST = 4, 30  # characters of an organ's name on a line of its own


@dataclass(frozen=True, slots=True)
class Part:
    """A report in a file, by its title or (not `titled`) by a name on a line of its own."""

    name: str
    year: int | None = None
    titled: bool = True

    def other_than(self, part: "Part") -> bool:
        """Whether two parts cannot be one report: their years differ, or their names, and neither may be the
        other's shortened."""
        if self.year and part.year and self.year != part.year:
            return True
        short, long = sorted((simplified(self.name), simplified(part.name)), key=len)
        return not (long.endswith(short) if self.titled and part.titled else short in long)

    def __str__(self) -> str:
        return f"{self.name}{f'{self.year}年' if self.year else ''}"


@dataclass(slots=True)
class _Begun:
    """A report on the way through the document: its chapters in their order, how many tables, how much prose."""

    part: Part | None = None
    chapters: list[int] = field(default_factory=list)
    tables: int = 0
    prose: int = 0

    def named(self, part: Part) -> None:
        """What stands above it: the last title before its chapters, else the first name."""
        if self.chapters or self.tables or (self.part and self.part.name and not part.titled):
            return
        if self.part and not self.part.name and not part.titled:
            part = replace(self.part, name=part.name)
        self.part = part

    @property
    def told(self) -> bool:
        """Whether it is more than a link or a list of contents."""
        return self.tables > 0 or (len(set(self.chapters)) >= _LEAST and self.prose >= _TELLING)

    @property
    def whole(self) -> bool:
        return self.told and len(set(self.chapters)) + self.tables >= _LEAST

    def begins_again(self, event: "_Chapter | _Table", *, titled: bool) -> bool:
        """Whether another report begins: its chapters do so, or, under a title, a table comes at once. What follows
        a mere name is its report only from the first chapter on."""
        if isinstance(event, _Table):
            return titled
        if titled:
            return event.place <= max(self.chapters, default=0)
        return event.place == 1 and 1 in self.chapters


@dataclass(frozen=True, slots=True)
class _Chapter:
    place: int


@dataclass(frozen=True, slots=True)
class _Table:
    pass


@dataclass(frozen=True, slots=True)
class _Prose:
    length: int


def parts_of(pieces: Sequence[Piece], items: Sequence[Item]) -> tuple[list[Part], bool]:
    """The different reports that a document holds, in their order; none where it holds one. And whether chapters come
    again of which nothing says that they are another report's: it may be the same one, printed twice.

    Another report begins with a title behind which the chapters begin again or a table stands before any further
    chapter, or with a name on a line of its own behind which the first chapter comes again.
    """
    found = [_Begun()]
    again = False
    above: Part | None = None  # named last: the next report, or a link, or a signature
    for event in _events(pieces, items):
        now = found[-1]
        if isinstance(event, Part):
            now.named(event)
            above = above if above and above.titled and not event.titled else event
            continue
        if isinstance(event, _Prose):
            now.prose += event.length
            continue
        if now.whole and now.begins_again(event, titled=above is not None and above.titled):
            if above is None or now.part is None or not above.other_than(now.part):
                again = again or isinstance(event, _Chapter)
            else:
                now = _Begun(above)
                found.append(now)
        if isinstance(event, _Table):
            now.tables += 1
        else:
            now.chapters.append(event.place)
        above = None
    parts = [each.part for each in found if each.part and each.told]
    return parts if len(parts) > 1 else [], again


def _events(pieces: Sequence[Piece], items: Sequence[Item]) -> Iterator[Part | _Chapter | _Table | _Prose]:
    """What shows the order of reports in a document."""
    named = _named(pieces)
    columns, line = 0, -1
    for item in items:
        if item.line > line:
            for place in range(line + 1, item.line + 1):
                if place in named:
                    columns = 0
                    yield named[place]
            line = item.line
        if item.sort is Sort.TEXT:
            yield _Table() if item.text == TABLE_STOOD else _Prose(len(item.text))
        elif item.sort is Sort.LABEL:
            chapter = next((word.key for word in item.words if word.role is Role.CHAPTER), None)
            if chapter:
                columns = 0
                yield _Chapter(_PLACES[chapter])
            elif any(word.role is Role.COLUMN for word in item.words):
                columns += 1
                if columns == _COLUMNS:
                    yield _Table()


def _named(pieces: Sequence[Piece]) -> dict[int, Part]:
    """Number of a piece → the title or the name that begins in it. An attached paper is none of its own."""
    lines = [
        (place, text)
        for place, piece in enumerate(pieces)
        if piece.text.strip() and (text := squeezed(piece.text))
    ]
    found = {
        place: Part(text, titled=False)
        for place, text in lines
        if pieces[place].mode is Mode.LINE and _SHORTEST <= len(text) <= _LONGEST and is_name(text)
    }
    for title in titles_of([text for _, text in lines]):
        place, text = lines[title.start]
        if not text.startswith("附"):
            found[place] = Part(title.name, title.year)
    return found
