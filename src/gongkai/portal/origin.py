"""Whose figures and whose words: the sentence that stands on every page and file of a report."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gongkai.reports.models import AnnualReport


def of_report(row: AnnualReport) -> str:
    """What a reader must know of a report's origin; empty where there is nothing to say."""
    if row.is_demo:
        return _("演示数据。表中数字取自%s；文字为演示用改写，不是原文。") % row.figures_from
    return _("数据取自%s。") % row.figures_from if row.figures_from else ""


def of_sum(rows: Iterable[AnnualReport]) -> str:
    """The same for reports added up."""
    if any(row.is_demo for row in rows):
        return _("演示数据。相加的数字是各机关在其年度报告中公布的数字，相加由本站为演示所作。")
    return _("由各机关公布的年度报告逐格相加而成。")
