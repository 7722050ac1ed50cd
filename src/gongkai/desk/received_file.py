"""The file that an address of the desk means, and what was read of it."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from gongkai.reports.models import Answer, ReceivedFile
from gongkai.reports.receiving import queries
from gongkai.reports.receiving.queries import View


def file_of(pk: uuid.UUID) -> ReceivedFile:
    """Raises Http404 where there is none in the organ's scope."""
    found: ReceivedFile = get_object_or_404(
        ReceivedFile.objects.select_related("organ", "batch", "file"), pk=pk
    )
    return found


def view_of(row: ReceivedFile) -> View:
    """Raises Http404 where no report was read of the file."""
    reading = queries.last_reading(row)
    if reading is None or reading.answer != Answer.READ:
        raise Http404(_("这个文件没有读出年度报告。"))
    return queries.view(row, reading)
