"""The reports that are to be added up, by the names they go by in the sum; which cannot be added is refused."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.annual.form import Address, Form
from gongkai.annual.report import Report


class MergeRefused(ValueError):  # noqa: N818  a refusal, not a fault
    """Reports that cannot be added up; one Chinese sentence names them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report with the name it goes by in the sum; `file` says where it was given, in a refusal only."""

    name: str
    report: Report
    file: str = ""

    @property
    def given(self) -> str:
        return self.file or self.name


def named(reports: Iterable[tuple[str, Report]]) -> list[Source]:
    """Reports by their organs' names, else by the names of their files (path, report): no path stands in a sum."""
    given = list(reports)
    names = [report.organ or PurePath(file).name for file, report in given]
    often = Counter(names)
    names = [
        f"{name}{report.year}年度" if often[name] > 1 and report.organ and report.year else name
        for name, (_, report) in zip(names, given, strict=True)
    ]
    often = Counter(names)
    return [
        Source(f"{name}（第{number}份）" if often[name] > 1 else name, report, file)
        for number, (name, (file, report)) in enumerate(zip(names, given, strict=True), 1)
    ]


def common_form(sources: Sequence[Source]) -> Form:
    """The form of all; raises MergeRefused where they cannot be added."""
    if not sources:
        raise MergeRefused("没有给出要汇总的报告")
    if without := [
        source.given for source in sources if source.report.form is None or not source.report.cells
    ]:
        raise MergeRefused(f"{'、'.join(without)}没有可相加的表格，请去掉后重新汇总")
    editions: dict[str, list[str]] = {}
    for source in sources:
        assert source.report.edition is not None  # noqa: S101  refused above
        editions.setdefault(source.report.edition.value, []).append(source.given)
    if len(editions) > 1:
        groups = "；".join(
            f"{edition}年格式：{'、'.join(names)}" for edition, names in sorted(editions.items())
        )
        raise MergeRefused(f"两种格式的报告不能相加（{groups}），请分开汇总")
    for name, times in Counter(source.given for source in sources).items():
        if times > 1:
            raise MergeRefused(f"{name}给了{times}次，同一份报告只能加一次")
    seen: dict[tuple[str, int], str] = {}
    for source in sources:
        organ, year = source.report.organ, source.report.year
        if organ is None or year is None:
            continue
        if (organ, year) in seen:
            raise MergeRefused(
                f"{seen[organ, year]}和{source.given}都是{organ}{year}年度的报告，同一份报告只能加一次"
            )
        seen[organ, year] = source.given
    form = sources[0].report.form
    assert form is not None  # noqa: S101  refused above
    return form


def doubtful_cells(report: Report) -> set[Address]:
    """The cells that were not read for certain."""
    return {Address(i.table, i.row, i.column) for i in report.unread if i.table and i.row and i.column}


def notes_on(sources: Sequence[Source], years: Sequence[int]) -> Iterable[str]:
    """Sentences on years and names that differ or are not known."""
    if len(years) > 1:
        groups = [
            f"{year}年度{sum(1 for source in sources if source.report.year == year)}份" for year in years
        ]
        yield f"各份报告的年度不同：{'，'.join(groups)}"
    if undated := [source.name for source in sources if source.report.year is None]:
        yield f"{'、'.join(undated)}的年度不明"
    if unnamed := [source.name for source in sources if source.report.organ is None]:
        yield f"{'、'.join(unnamed)}的机关名称不明，无法排除重复"
