"""A received report as a file in any form."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gongkai.annual import contract
from gongkai.annual.check import check
from gongkai.annual.contract_words import words_of
from gongkai.annual.writers import WRITERS
from gongkai.papers.writing.fonts import find_fonts
from gongkai.reports.models import ReceivedReport

_OFFICE = "application/vnd.openxmlformats-officedocument"
# Extension → content type, in the order in which a page offers them.
CONTENT_TYPES: Mapping[str, str] = {
    "json": "application/json; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


# What people call them.
NAMES: Mapping[str, object] = {
    "json": "JSON",
    "html": _("网页"),
    "docx": "Word",
    "xlsx": "Excel",
    "csv": "CSV",
    "pdf": "PDF",
}


def written(row: ReceivedReport, extension: str) -> bytes:
    """The file. Raises CannotWrite (a PDF without fonts)."""
    if extension == "json":
        return _json(row)
    return WRITERS[extension](row.facts(), find_fonts(*settings.FONTS) if extension == "pdf" else None)


def _json(row: ReceivedReport) -> bytes:
    """The exchange format, with what was corrected by hand and the file it was read from."""
    report = row.facts()
    words = words_of(report.edition)
    data: dict[str, Any] = contract.dump(report, check(report), trace=True)
    data["source"] = str(row.received)
    data["corrections"] = [
        {**words.place(*each["cell"]), **{key: value for key, value in each.items() if key != "cell"}}
        for each in row.corrections
    ]
    return (contract.text_of(data, indent=1) + "\n").encode()
