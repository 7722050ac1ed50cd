"""Rows whose blank cells were cut off or padded: placed where the sums of the whole table leave one placement."""

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.read import read
from gongkai.annual.report import Report
from gongkai.papers.open import from_text

TABLE = form_of(Edition.E2021).section("table3").tables[0]
NAMES = {key: name.rpartition("/")[2] for key, name in TABLE.row_names.items()}
COLUMNS = list(TABLE.column_names)
HEAD = (
    "云溪县教育局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    "\t申请人情况\n自然人\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n"
)
BLANK = (None,) * 7
SEVEN = (4, None, 3, None, None, None, 7)
FIVE = (2, None, 3, None, None, None, 5)
TWO = (2, None, None, None, None, None, 2)
FIGURES = {"new": SEVEN, "open": FIVE, "ref_law": TWO, "closed": SEVEN}


def text_of(row: tuple[int | None, ...], ahead: int = 0, behind: int = 0, *, trimmed: bool = False) -> str:
    cells = ["" if figure is None else str(figure) for figure in row]
    line = "\t".join(["", *[""] * ahead, *cells, *[""] * behind])
    return line.rstrip() if trimmed else line


def report_of(lines: dict[str, str]) -> Report:
    return read(from_text(HEAD + "\n".join(NAMES[key] + lines[key] for key in NAMES)))


def row_of(report: Report, key: str) -> tuple[object, ...] | None:
    doubted = {(each.row, each.column) for each in report.unread if each.table == "table3"}
    if any((key, column) in doubted or (key, None) in doubted for column in COLUMNS):
        return None
    return tuple(report.cells[Address("table3", key, column)] for column in COLUMNS)


def padded(figures: dict[str, tuple[int | None, ...]]) -> dict[str, str]:
    """Unlike numbers of blank cells before and after the values."""
    return {
        key: text_of(figures.get(key, BLANK), number % 3, (number + 1) % 2)
        for number, key in enumerate(NAMES)
    }


def test_padding_that_differs_from_row_to_row_is_seen_through_by_the_sums() -> None:
    report = report_of(padded(FIGURES))
    assert {key: row_of(report, key) for key in NAMES} == {key: FIGURES.get(key, BLANK) for key in NAMES}
    assert any("勾稽" in trace.at for trace in report.trace)


def test_blank_ends_cut_off_leave_rows_that_the_sums_place() -> None:
    report = report_of({key: text_of(FIGURES.get(key, BLANK), trimmed=True) for key in NAMES})
    assert {key: row_of(report, key) for key in FIGURES} == FIGURES
    assert row_of(report, "partial") == BLANK


def test_values_without_a_total_are_placed_by_no_sum() -> None:
    """A table whose only values are those of natural persons balances in every other column as well."""
    single = (4, None, None, None, None, None, None)
    report = report_of(padded(dict.fromkeys(("new", "open", "closed"), single)))
    assert all(row_of(report, key) is None for key in ("new", "open", "closed"))


def test_a_printed_slip_leaves_padded_rows_unread() -> None:
    slip = {**FIGURES, "open": (2, None, 4, None, None, None, 6)}
    report = report_of(padded(slip))
    assert row_of(report, "open") is None
    assert row_of(report, "ref_law") is None


def test_no_sum_says_where_a_zero_at_the_end_of_a_row_stands() -> None:
    """The lost blank stood between 0 and 3: one place further left it would be another column's."""
    zero = (0, None, 3, None, None, None, 3)
    lines = padded({**FIGURES, "open": zero, "ref_law": (4, None, None, None, None, None, 4)})
    assert row_of(report_of(lines), "open") == zero
    lines["open"] = "\t\t0\t3\t\t\t\t3"
    assert row_of(report_of(lines), "open") is None


def test_a_figure_without_a_label_settles_nothing() -> None:
    lines = padded(FIGURES)
    lines["ref_law"] += "\n\t\t0"
    assert row_of(report_of(lines), "open") is None


def test_a_row_is_not_blank_while_the_figures_of_a_cut_label_stand_alone() -> None:
    lines = padded(FIGURES)
    lines["na_unclear"] = ""
    assert row_of(report_of(lines), "na_unclear") == BLANK
    cut = {**lines, "na_unclear": "\n确\t0\t0\t0\t0\t0\t0\t0"}
    assert row_of(report_of(cut), "na_unclear") is None
