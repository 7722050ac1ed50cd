"""What became of one file among many."""

from dataclasses import dataclass
from enum import Enum

from gongkai.annual.report import Report
from gongkai.papers.model import Document


class Answer(Enum):
    """What a file gave; the value is the word for people."""

    READ = "读出"
    NOT_A_REPORT = "不是年度报告"
    CANNOT_OPEN = "打不开"


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file, or one member of an archive (`包.zip/里面.docx`).

    `report` is there for READ alone; `says` is the sentence why there is none, "" for READ. `kind` names what the
    file is for people, "" where that was never told. `seconds` is wall time, `document` what the reader saw, if kept.
    """

    name: str
    answer: Answer
    report: Report | None = None
    kind: str = ""
    says: str = ""
    seconds: float = 0.0
    document: Document | None = None
