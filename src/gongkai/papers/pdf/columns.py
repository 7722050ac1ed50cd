"""Lines set in columns without borders: one blank parts their words. Where the words stand is told beside the text
(`model.Line`): blanks as wide as the distances would look like columns that nothing proves."""

from collections.abc import Sequence

from gongkai.papers.model import Word

APART = 1.0  # em between two words that stand in columns
DISTANCE = 0.12  # em that parts two words without borders; characters of one word stand nearer
WORDS, ROWS = 3, 2  # words of a row, and such rows, by which a framed column holds columns of its own
_LINES = 3  # with such words, before a page is taken to be set in columns


def set_in_columns(lines: Sequence[Sequence[Word]]) -> list[str] | None:
    """The text of each line; None for a page of running text."""
    if sum(len(words) > 1 for words in lines) < _LINES:
        return None
    return [" ".join(word.text for word in words) for words in lines]
