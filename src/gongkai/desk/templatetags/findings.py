"""{{ checked|count:severity }}: how many findings of one severity a checked report has."""

from django import template

from gongkai.annual.report import Severity
from gongkai.reports.queries import Checked

register = template.Library()


@register.filter
def count(checked: Checked, severity: Severity) -> int:
    return sum(finding.severity is severity for finding in checked.findings)
