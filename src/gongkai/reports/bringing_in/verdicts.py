"""What is said of each row of a file."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from gongkai.law.labelled import Labelled
from gongkai.reports.bringing_in.sheets import Sheet


class Verdict(Labelled):
    """What becomes of a row."""

    NEW = "new", "新增"
    THERE = "there", "已有"
    WRONG = "wrong", "有误"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: its number there, what becomes of it, and why where it is not new."""

    number: int
    verdict: Verdict
    says: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows judged. `ready` are the new ones, as the action takes them; nothing is written where one is wrong."""

    sheet: Sheet
    lines: list[Line]
    ready: list[Any] = field(repr=False)
    origins: list[str] = field(repr=False, default_factory=list)

    @property
    def counts(self) -> Counter[Verdict]:
        return Counter(line.verdict for line in self.lines)

    @property
    def is_good(self) -> bool:
        return self.counts[Verdict.WRONG] == 0

    @property
    def summary(self) -> str:
        counts = self.counts
        words = "，".join(f"{verdict.label}{counts[verdict]}行" for verdict in Verdict)
        return f"“{self.sheet.title}”共{len(self.lines)}行：{words}。"
