"""Wordings of the form among the words of a page: side by side on a line, or over several lines of one cell."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.unruled.tokens import Box, Token, on_one_line
from gongkai.annual.reading.words import Role, Word, lexicon

_BESIDE = 1.2  # em between two words of one label on a line
_UNDER = 2.4  # em between two lines of one label
_LEAST = 0.6  # em between two lines


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A wording with what it may mean, and the words it is printed in."""

    words: tuple[Word, ...]
    tokens: tuple[Token, ...]
    box: Box

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)

    def of(self, table: str, role: Role) -> Word | None:
        return next((word for word in self.words if word.table == table and word.role is role), None)


def labels_in(tokens: Sequence[Token]) -> list[Label]:
    """The labels of tables, each as long as it can be; one that is part of a longer one is left out."""
    tokens = [token for token in tokens if fold(token.text)]  # so that a label grows with each word
    ys = [token.y for token in tokens]
    found = [label for token in tokens if (label := _longest(token, tokens, ys))]
    found.sort(key=lambda label: -len(label.tokens))
    taken: set[int] = set()
    kept = []
    for label in found:
        if taken.isdisjoint(map(id, label.tokens)):
            taken.update(map(id, label.tokens))
            kept.append(label)
    return sorted(kept, key=lambda label: (label.box.y0, label.box.x0))


def _longest(first: Token, tokens: Sequence[Token], ys: Sequence[float]) -> Label | None:
    best: Label | None = None
    todo: list[tuple[tuple[Token, ...], str]] = [((first,), fold(first.text))]
    while todo:
        chosen, key = todo.pop()
        words = tuple(word for word in lexicon().of(key) if word.table)
        if words and (best is None or len(key) > len(fold(best.text))):
            best = Label(words, chosen, Box.around(chosen))
        if key in lexicon().prefixes:
            for token in _after(chosen, tokens, ys):
                todo.append(((*chosen, token), fold("".join(each.text for each in (*chosen, token)))))
    return best


def _after(chosen: tuple[Token, ...], tokens: Sequence[Token], ys: Sequence[float]) -> Iterator[Token]:
    """The words that a label may go on with: the next one on its line, the first below it in the same cell."""
    last, box = chosen[-1], Box.around(chosen)
    beside: Token | None = None
    below: Token | None = None
    start = bisect_left(ys, last.y - last.size)
    for token in tokens[start:]:
        if token.y > last.y + _UNDER * last.size:
            break
        if token is last:  # a word without width stands beside itself
            continue
        if on_one_line(token, last):
            if token.x0 >= last.x1 - 0.5 and (beside is None or token.x0 < beside.x0):
                beside = token
        elif (
            token.y >= last.y + _LEAST * last.size
            and token.above(box)
            and (below is None or (on_one_line(token, below) and token.x0 < below.x0))
        ):
            below = token
    if beside is not None and beside.x0 - last.x1 <= _BESIDE * last.size:
        yield beside
    if below is not None:
        yield below
