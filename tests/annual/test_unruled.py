"""Tables without borders: a figure counts only where the page shows its row and its column."""

import pytest

from gongkai.annual.read import read
from gongkai.annual.reading.unruled.labels import labels_in
from gongkai.annual.reading.unruled.tokens import tokens_of
from gongkai.annual.report import Report
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Document, Line, Paragraph, Word

SIZE = 10.0
HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
PLACES = (220, 260, 310, 360, 430, 500, 530)
ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "1.属于国家秘密",
    "4.保护第三方合法权益",
    "7.属于行政执法案卷",
    "2.重复申请",
)


def printed(*lines: tuple[float, list[tuple[float, str]]]) -> Report:
    """The report of a page whose lines have their words at these places (baseline, left edges)."""
    found = [Line("题", 1, 20, 16, (Word("云溪县教育局2023年政府信息公开工作年度报告", 90, 500),))]
    names = [(220.0, "本年制发件数"), (320.0, "本年废止件数"), (420.0, "现行有效件数")]
    rules = [(34.0, names), (46.0, [(40.0, "规章"), (220.0, "8"), (320.0, "0"), (420.0, "9")])]
    for number, (y, words) in enumerate(sorted([*rules, *lines], key=lambda line: line[0])):
        stood = tuple(Word(text, x, x + sum(10 if ch > "z" else 5 for ch in text)) for x, text in words)
        found.append(Line(f"行{number}", 1, y, SIZE, stood))
    blocks = tuple(Paragraph(" ".join(word.text for word in line.words), line.at) for line in found)
    return read(Document(blocks, "报告.pdf", Kind.PDF, lines=tuple(found)))


def values(report: Report, row: str) -> list[object]:
    """What is given for a row of table 三: "?" where nothing is."""
    doubted = {(each.table, each.row, each.column) for each in report.unread}
    found = {address.column: value for address, value in report.cells.items() if address.row == row}
    columns = ("natural", "business", "research", "welfare", "legal_service", "other", "total")
    return [found[key] if key in found and ("table3", row, key) not in doubted else "?" for key in columns]


def head(y: float = 60.0) -> tuple[float, list[tuple[float, str]]]:
    return y, list(zip(PLACES, HEADS, strict=True))


def row(y: float, label: str, *figures: str, shift: float = 0.0) -> tuple[float, list[tuple[float, str]]]:
    return y, [(40, label), *((x + shift, text) for x, text in zip(PLACES, figures, strict=False) if text)]


def full(*without: str) -> list[tuple[float, list[tuple[float, str]]]]:
    """Seven rows of zeros."""
    return [row(80 + 20 * n, label, *"0000000") for n, label in enumerate(ROWS) if label not in without]


def test_a_figure_stands_under_its_head_and_blanks_are_blank() -> None:
    report = printed(head(), *full(ROWS[2]), row(120, ROWS[2], "3", "", "", "2", "", "", "5"))
    assert values(report, "open") == [3, None, None, 2, None, None, 5]


def test_a_figure_under_two_heads_gives_none_of_its_row() -> None:
    wide = (120.0, [(40, ROWS[2]), (225, "1234567890")])
    assert values(printed(head(), *full(ROWS[2]), wide), "open") == ["?"] * 7


def test_a_figure_between_two_labels_belongs_to_neither() -> None:
    lines = [*full(ROWS[2], ROWS[3]), row(120, ROWS[2]), row(140, ROWS[3]), (130.0, [(220, "7"), (530, "7")])]
    report = printed(head(), *lines)
    assert values(report, "open") == values(report, "ref_secret") == ["?"] * 7


def test_the_lines_of_a_label_hold_the_figures_beside_their_middle() -> None:
    lines = [(120.0, [(40, "（一）予以")]), (126.0, [(220, "7"), (530, "7")]), (132.0, [(40, "公开")])]
    report = printed(head(), *full(ROWS[2]), *lines)
    assert values(report, "open") == [7, None, None, None, None, None, 7]


@pytest.mark.parametrize("shift", [38.0, 25.0, 6.0])
def test_rows_set_otherwise_than_the_rest_are_not_read(shift: float) -> None:
    """They may be another table's, or cells that are merged."""
    report = printed(head(), *full(ROWS[2]), row(120, ROWS[2], "3", "", "", "", "", "", "", shift=shift))
    assert values(report, "open") == ["?"] * 7


def test_a_second_table_with_columns_of_its_own_is_not_read_under_the_first_head() -> None:
    upper = [row(80, ROWS[0], "792"), row(100, ROWS[1], "0")]
    lower = [
        (120.0 + 20 * n, [(40, label), (PLACES[4] + 16, text)])
        for n, (label, text) in enumerate(zip(ROWS[2:], ("7", "0", "2", "0", "0"), strict=True))
    ]
    report = printed(head(), *upper, *lower)
    assert values(report, "open") == values(report, "new") == ["?"] * 7


def test_without_a_column_of_the_form_nothing_is_placed() -> None:
    y, words = head()
    report = printed((y, [*words[:5], words[6]]), *full(ROWS[2]), row(120, ROWS[2], "3", "", "", "", "", "2"))
    assert set(values(report, "open")) <= {"?"}


def test_a_table_without_a_figure_under_its_heads_is_left_alone() -> None:
    five = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    heads = [(20 + 38 * n, five[n % 5]) for n in range(15)]
    names = [(80, "行政复议"), (250, "未经复议直接起诉"), (450, "复议后起诉")]
    report = printed(head(), *full(), (300.0, names), (320.0, heads))
    assert not any(address.table == "table4" for address in report.cells)


FIVE = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def remedies(*raised: int) -> list[object]:
    """What is given for 行政复议 of table 四 (1, 0, 2, 0, 3 in this order), whose figures stand between their names'
    edges, so that they are told apart as a line. `raised`: the names that stand higher than the rest."""
    groups = (300.0, [(80.0, "行政复议"), (250.0, "未经复议直接起诉"), (450.0, "复议后起诉")])
    names = [(20.0 + 38 * n, FIVE[n % 5]) for n in range(15)]
    upper = [(320.0, [names[n] for n in raised])] if raised else []
    lower = (328.0, [name for n, name in enumerate(names) if n not in raised])
    figures = (344.0, [(20.0 + 38 * n + 42, text) for n, text in enumerate("102030000000000")])
    report = printed(head(), *full(), groups, *upper, lower, figures)
    doubted = {(each.table, each.row, each.column) for each in report.unread}
    found = {tuple(address): value for address, value in report.cells.items()}
    keys = [
        ("table4", "reconsideration", key) for key in ("upheld", "corrected", "other", "pending", "total")
    ]
    return [found[key] if key in found and key not in doubted else "?" for key in keys]


def test_a_line_of_figures_is_told_apart_by_names_in_one_line() -> None:
    assert remedies() == [1, 0, 2, 0, 3]


@pytest.mark.parametrize("raised", [(0, 2, 3), (2,)])
def test_names_that_stand_higher_are_no_earlier_columns(raised: tuple[int, ...]) -> None:
    assert remedies(*raised) == ["?"] * 5


def test_names_that_stand_higher_and_first_are_read_in_their_order() -> None:
    assert remedies(0, 1) == [1, 0, 2, 0, 3]


def test_a_mark_without_width_is_not_the_word_beside_itself() -> None:
    """Damaged widths in three files of ten thousand: a label was continued with the same mark for ever."""
    thin = Line("细", 1, 70, SIZE, (Word("一", 290, 300), Word("·", 300, 300), Word("·", 300, 300)))
    assert labels_in(tokens_of([thin])) == []
