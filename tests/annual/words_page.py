"""The page of declared wordings: `python tests/annual/words_page.py > docs/reference/reading-words.md`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.annual.form import Line
from gongkai.annual.forms import FORMS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "reading-words.md"
_ABOUT = """# Wordings of rows and columns

What the reader takes for a row or column of the annual report's tables beside the official wording. The
list is declared in `annual/form_words.py` and the two editions' forms; this page is generated from them
(`python tests/annual/words_page.py`), and a test compares both.

Numbers before a label (一、 （三） 2. ⑤, wrong ones too), punctuation, blanks, traditional characters
and explanations in brackets do not count; brackets that leave something out (不含…) do. A wording in
the last column counts only beside its neighbours: as a column among the other names of its head, as a
row between the rows that it must stand between. One character wrong, missing or too many is allowed
where one name alone is that near: a row between its neighbours, a column right between those that the
form has beside it. Columns of table 三 with another name are given only where order, likeness and the
sums of the rows agree (see [grids](reading-grids.md)); everything else is named under `unread`.
"""
_TITLES = {"table2": "Table 二", "table3": "Table 三", "table4": "Table 四"}


def page() -> str:
    parts = [_ABOUT]
    for section, title in _TITLES.items():
        parts.append(f"\n## {title}\n\n| official | also | only in its place |\n|---|---|---|\n")
        parts += dict.fromkeys(
            f"| {line.label} | {'、'.join(line.also)} | {'、'.join(line.placed)} |\n"
            for line in _lines(section)
        )
    return "".join(parts)


def _lines(section: str) -> Iterator[Line]:
    def walk(line: Line) -> Iterator[Line]:
        yield line
        for part in line.parts:
            yield from walk(part)

    for form in FORMS.values():
        for table in form.section(section).tables:
            for line in (*table.rows, *table.columns):
                yield from walk(line)


if __name__ == "__main__":
    sys.stdout.write(page())
