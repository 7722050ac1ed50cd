"""Last year's report: read from its file, judged, stored. It is what this year's figures are compared with."""

from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings

from gongkai.accounts.actor import Actor
from gongkai.annual.batch import WorkersFailed, read_files
from gongkai.annual.check import check
from gongkai.annual.report import Report, Severity
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ
from gongkai.papers.open import CannotOpen, decode, take
from gongkai.records.files import marks, names
from gongkai.records.files.examination import Marked, examine
from gongkai.records.files.kinds import FOR_READING, by_extension
from gongkai.reports import stored
from gongkai.reports.actions import problem_of, store
from gongkai.reports.bringing_in.verdicts import Verdict
from gongkai.reports.models import AnnualReport


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as read, and what storing it would do."""

    report: Report
    source: str
    verdict: Verdict
    says: str


def read_report(path: Path, organ: Organ) -> ReadReport:
    """Judge the file of a report. Raises Refused where it cannot be read as one."""
    try:
        _examine(path)
        with closing(read_files([path], limits=settings.READ_LIMITS)) as answers:
            found = next(answers)
    except (CannotOpen, WorkersFailed) as problem:
        raise Refused(f"{problem}。") from problem
    report = found.report
    if report is None:
        raise Refused(f"{found.says}。")
    if sentence := problem_of(report, organ):
        raise Refused(sentence)
    assert report.edition is not None  # noqa: S101  else there is a problem
    with scope.organ(organ):
        there = AnnualReport.objects.filter(year=report.year).first()
    errors = sum(finding.severity is Severity.ERROR for finding in check(report))
    says = (
        f"{report.year}年度，{report.edition.value}年格式，读到{len(report.cells)}格，"
        f"没有读准{len(report.unread)}处，校核出{errors}个错误。"
    )
    if there is None:
        return ReadReport(report, path.name, Verdict.NEW, says)
    if there.cells == stored.columns(report)["cells"]:
        return ReadReport(report, path.name, Verdict.THERE, f"{says}已经有了，数字相同。")
    return ReadReport(report, path.name, Verdict.WRONG, f"{says}这一年度的报告已经有了，数字不同，没有覆盖。")


def _examine(path: Path) -> None:
    """Refuse what may not be kept, in whatever kind of file it is; the exchange format is text."""
    data = take(path)
    if by_extension(names.extension(path.name), FOR_READING) is not None:
        examine(BytesIO(data), path.name, FOR_READING)
    elif marks.marked(decode(data).splitlines()):
        raise Marked


def bring_in_report(path: Path, *, organ: Organ, by: Actor) -> ReadReport:
    """Store the report where it is new; the same once more adds nothing. Raises PermissionDenied, Refused."""
    found = read_report(path, organ)
    if found.verdict is Verdict.WRONG:
        raise Refused(found.says)
    if found.verdict is Verdict.NEW:
        store(found.report, organ=organ, by=by, source=found.source, is_demo=organ.is_demo)
    return found
