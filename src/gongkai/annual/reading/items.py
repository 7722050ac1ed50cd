"""What a document is read as, one after another: labels of the form, values, blanks, other text, with their places."""

from dataclasses import dataclass
from typing import ClassVar

from gongkai.annual.reading.pieces import Mode, Piece
from gongkai.annual.reading.words import Role, Word


class Sort(str):
    """What an item is; no Enum for the reason that `Mode` is none."""

    LABEL: ClassVar["Sort"]
    VALUE: ClassVar["Sort"]
    BLANK: ClassVar["Sort"]
    TEXT: ClassVar["Sort"]


Sort.LABEL, Sort.VALUE, Sort.BLANK, Sort.TEXT = map(Sort, ("label", "value", "blank", "text"))


@dataclass(slots=True, eq=False)
class Item:
    """A label, a value, a blank or a text and the piece it stands in; never changed, not frozen as `Piece`."""

    sort: Sort
    text: str
    piece: Piece
    words: tuple[Word, ...] = ()
    line: int = 0  # number of the piece in the document
    start: int = -1  # where in the piece's text, for bare lines

    @property
    def at(self) -> str:
        return self.piece.at

    @property
    def row(self) -> int:
        return self.piece.row

    @property
    def mode(self) -> Mode:
        return self.piece.mode

    def word(self, table: str, *roles: Role) -> Word | None:
        for word in self.words:
            if word.table == table and word.role in roles:
                return word
        return None
