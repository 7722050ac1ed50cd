"""Figures without borders: split only where one split alone can be what was printed."""

from corpus.score import Score, judge, sample
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
    "自然人法人或其他组织总计\n商业企业科研机构社会公益组织法律服务机构其他\n"
)
ZERO = (0,) * 7


def figures(**rows: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    return {key: rows.get(key, ZERO) for key in NAMES}


def fused(table: dict[str, tuple[int, ...]], between: str = "\n") -> Report:
    lines = [NAMES[key] + "".join(map(str, row)) for key, row in table.items()]
    return read(from_text(HEAD + between.join(lines)))


def read_row(report: Report, key: str) -> tuple[object, ...] | None:
    doubted = {(each.row, each.column) for each in report.unread if each.table == "table3"}
    if any((key, column) in doubted or (key, None) in doubted for column in COLUMNS):
        return None
    return tuple(report.cells[Address("table3", key, column)] for column in COLUMNS)


def test_splits_that_only_the_whole_table_decides_are_decided_by_it() -> None:
    """112 and 1 12 and 11 2: a row alone has several splits that add up."""
    table = figures(
        new=(12, 1, 0, 0, 0, 0, 13),
        open=(11, 1, 0, 0, 0, 0, 12),
        ref_law=(1, 0, 0, 0, 0, 0, 1),
        closed=(12, 1, 0, 0, 0, 0, 13),
    )
    for between in ("\n", ""):
        report = fused(table, between)
        assert {key: read_row(report, key) for key in NAMES} == table
        assert any("拆分" in trace.at for trace in report.trace)


def test_of_two_tables_with_the_same_digits_only_what_both_say_is_read() -> None:
    """1 11 … 12 and 11 1 … 12 stand equally in three rows: no sum can tell them apart."""
    row = (1, 11, 0, 0, 0, 0, 12)
    report = fused(figures(new=row, open=row, closed=row))
    assert read_row(report, "open") is None
    assert read_row(report, "partial") == ZERO


def test_a_printed_slip_leaves_only_rows_with_one_digit_for_each_column() -> None:
    table = figures(
        new=(12, 0, 0, 0, 0, 0, 12),
        open=(9, 0, 0, 0, 0, 0, 9),
        ref_law=(12, 0, 0, 0, 0, 0, 12),
        closed=(12, 0, 0, 0, 0, 0, 12),
    )
    report = fused(table)
    assert read_row(report, "open") == (9, 0, 0, 0, 0, 0, 9)
    assert read_row(report, "ref_law") is None


def test_a_row_with_fewer_digits_than_columns_shows_that_blanks_are_lost() -> None:
    row = (3, 0, 0, 0, 0, 0, 3)
    table = figures(new=row, open=row, closed=row)
    lines = [NAMES[key] + ("33" if key == "open" else "".join(map(str, row))) for key, row in table.items()]
    report = read(from_text(HEAD + "\n".join(lines)))
    assert read_row(report, "new") is None
    assert read_row(report, "partial") == ZERO


def test_the_number_of_the_next_label_is_no_figure() -> None:
    """`…0 02.其他法律`: the digit before the point belongs to the label."""
    table = figures(new=(3, 0, 0, 0, 0, 0, 3), ref_secret=(3, 0, 0, 0, 0, 0, 3), closed=(3, 0, 0, 0, 0, 0, 3))
    text = "".join(NAMES[key] + " ".join(map(str, row)) for key, row in table.items())
    report = read(from_text(HEAD + text))
    assert {key: read_row(report, key) for key in NAMES} == table


def test_a_longer_wording_does_not_swallow_the_beginning_of_the_next_one() -> None:
    """`行政诉讼` and `结果维持` set without borders begin with `行政诉讼结果`, which is a wording of its own."""
    score = Score()
    made, text = sample(506, "fused_spaced", "none")
    judge(made, read(from_text(text)), score, "")
    assert score.recall == 1
