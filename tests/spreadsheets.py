"""Files as an officer fills them in: the template of a sheet, with rows added."""

import io

from openpyxl import load_workbook

from gongkai.reports.bringing_in.sheets import MARK, SHEETS
from gongkai.reports.bringing_in.writing import template


def blank(key):
    file = io.BytesIO()
    template(SHEETS[key], file)
    return file


def filled(key, rows, *, drop_example=False):
    """The template with rows of values by key."""
    book = load_workbook(blank(key))
    page = book[SHEETS[key].title]
    if drop_example:
        page.delete_rows(2)
    keys = [MARK, *SHEETS[key].by_key]
    for at, row in enumerate(rows, start=3 - drop_example):
        for name, value in row.items():
            cell = page.cell(at, keys.index(name) + 1, value)
            if isinstance(value, str):
                cell.data_type = "s"  # what begins with = is no formula here
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file
