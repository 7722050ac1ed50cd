"""Which edition a document uses: its own distinctive words vote, the year never does."""

from collections import Counter
from collections.abc import Iterable, Sequence

from gongkai.annual.form import Edition
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.words import Role


def edition_of(items: Sequence[Item], more: Iterable[Edition] = ()) -> Edition | None:
    """The edition most of the distinctive labels belong to; None without any, or when they are even.
    `more`: one vote for every distinctive label of grids that are read apart."""
    votes: Counter[Edition] = Counter(more)
    for item in items:
        if item.sort is not Sort.LABEL or any(word.role is Role.CHAPTER for word in item.words):
            continue
        editions = {edition for word in item.words for edition in word.editions}
        if len(editions) == 1:
            votes[editions.pop()] += 1
    ranked = votes.most_common()
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
