"""Everything that can be checked in a report, in one call."""

from gongkai.annual.chapter_check import FeeLedger, check_chapters
from gongkai.annual.check_places import tables_and_rows
from gongkai.annual.check_signs import doubled, words_for_numbers
from gongkai.annual.check_sums import sums
from gongkai.annual.check_values import numbers, rule_making, sums_in_counts, units_missing
from gongkai.annual.compare import across_years
from gongkai.annual.report import Finding, Report


def check(
    report: Report, *, previous: Report | None = None, fees: FeeLedger | None = None
) -> tuple[Finding, ...]:
    """Every finding: cells against each other, prose against cells, and against last year's report if given."""
    found = [*check_cells(report), *check_chapters(report, previous=previous, fees=fees)]
    if previous is not None:
        found += across_years(previous, report)
    return tuple(found)


def check_cells(report: Report) -> tuple[Finding, ...]:
    """Every finding about the cells of one report taken alone."""
    found = [*tables_and_rows(report)]
    if report.form is not None:
        found += sums(report, report.form.edition)
        for rule in (numbers, doubled, words_for_numbers, rule_making, sums_in_counts, units_missing):
            found += rule(report, report.form)
    return tuple(found)
