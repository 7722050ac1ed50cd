"""How the law declines: one exception whose text is the whole sentence for the reader."""

from datetime import date

from gongkai.law import words
from gongkai.law.cite import Cite


class RefusalError(ValueError):
    """A day, a number or a history the law has no answer for; `str()` says what, why and what to do."""

    def __init__(self, sentence: str, *cites: Cite) -> None:
        super().__init__(sentence)
        self.cites = cites


def refuse_disorder(before: date, after: date | None, sentence: str) -> None:
    """Refuses two days in the wrong order, where both are known."""
    if after is not None and after < before:
        raise RefusalError(sentence.format(before=words.day(before), after=words.day(after)))
