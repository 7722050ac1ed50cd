"""{{ checked|count:"error" }}: how many findings of one severity a checked report has."""

from django import template

from gongkai.reports.queries import Checked

register = template.Library()


@register.filter
def count(checked: Checked, severity: str) -> int:
    return sum(finding.severity.value == severity for finding in checked.findings)
