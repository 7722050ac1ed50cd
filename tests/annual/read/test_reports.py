"""The five published reports come out exactly as they were read by hand, wherever those files are at hand."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.annual.read import read
from gongkai.annual.report import Report
from gongkai.papers.open import open_document

REPORTS = sorted((Path(__file__).parents[4] / "shared" / "reports").glob("*.expected.json"))


def by_names(report: Report) -> dict[tuple[str, str, str], Decimal | None]:
    assert report.form is not None
    return {
        (address.table, *report.form.names(address)): None if value is None else Decimal(value)
        for address, value in report.cells.items()
    }


def wanted(
    report: Report, expected: dict[str, dict[str, object]]
) -> dict[tuple[str, str, str], Decimal | None]:
    found: dict[tuple[str, str, str], Decimal | None] = {}
    assert report.form is not None
    for table in ("table2", "table3", "table4"):
        leaves = [leaf.word for leaf in report.form.section(table).tables[0].column_leaves]
        for row, cells in expected[table].items():
            pairs = cells.items() if isinstance(cells, dict) else zip(leaves, cells, strict=True)  # type: ignore[call-overload]
            found |= {(table, row, column): value for column, value in pairs}
    return found


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name.partition(".")[0])
def test_published_report(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    report = read(open_document(path.with_name(path.name.replace(".expected.json", ".txt"))))
    assert (report.organ, report.year, report.edition, report.complete) == (
        expected["organ"], expected["year"], expected["format"], expected["complete"],
    )  # fmt: skip
    assert by_names(report) == wanted(report, expected)
    assert report.form is not None
    assert {"/".join(report.form.names(address)): unit for address, unit in report.units.items()} == expected[
        "units"
    ]
    assert report.unread == ()
    assert {trace.address for trace in report.trace} == set(report.cells)
