"""How the law declines: one exception whose text is the whole sentence for the reader."""

from gongkai.law.cite import Cite


class RefusalError(ValueError):
    """A day, a number or a history the law has no answer for; `str()` says what, why and what to do."""

    def __init__(self, sentence: str, *cites: Cite) -> None:
        super().__init__(sentence)
        self.cites = cites
