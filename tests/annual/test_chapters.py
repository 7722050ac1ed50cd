"""Prose against the tables, and what the chapters must say. No false alarm is worth more than no miss."""

from decimal import Decimal

import pytest

from annual.reports import EDITIONS, with_cells, zeros
from gongkai.annual.chapter_check import FeeLedger, check_chapters
from gongkai.annual.chapters import CHAPTERS
from gongkai.annual.form import Edition
from gongkai.annual.forms import form_of
from gongkai.annual.prose_numbers import tidy, value_of
from gongkai.annual.report import Chapter, Report, Severity, Value

PROBLEMS = "公开的形式偏少，图解和问答不多，家长读起来费力，准备来年补上，并请各科室按月回看。"


def report(text: str, *, year: int = 2022, chapters: dict[str, str] | None = None, **rows: int) -> Report:
    """Totals of table 三 and others as given, e.g. new=31; text stands in chapter 一."""
    cells: dict[tuple[str, str, str], Value] = {}
    for name, value in rows.items():
        table, _, rest = name.partition("__")
        row, _, column = rest.partition("__")
        cells[(table, row, column) if rest else ("table3", name, "total")] = value
    texts = {"一": text, "五": PROBLEMS} | (chapters or {})
    edition = Edition.E2019 if year < 2021 else Edition.E2021
    written = {key: Chapter("", value) for key, value in texts.items()}
    return with_cells(zeros(edition, year=year, chapters=written), cells)


FIGURES = {
    "new": 31,
    "carried_in": 4,
    "closed": 33,
    "carried_out": 2,
    "open": 20,
    "partial": 3,
    "ref_third": 2,
    "ref_process": 3,
    "na_not_held": 5,
    "table4__reconsideration__total": 7,
    "table4__reconsideration__upheld": 5,
    "table4__suit_direct__total": 1,
    "table4__suit_after__total": 2,
    "table2__licences__decisions": 1095,
    "table2__penalties__decisions": 6,
    "table2__normative__made": 2,
    "table2__normative__abolished": 1,
    "table2__normative__in_force": 14,
    "table2__charges__amount": 12,
}

# a sentence with the right number, one with a wrong number, the code
CLAIMS = [
    ("本年新收政府信息公开申请{}件。", 31, 30, "N1"),
    ("2022年，我局共收到政府信息公开申请{}件，均按时答复。", 31, 30, "N1"),
    ("全年收到公民、法人或者其他组织提出的政府信息公开申请{}件。", 31, 13, "N1"),
    ("全年受理信息公开申请{}条。", 31, 5, "N1"),
    ("上年结转政府信息公开申请{}件。", 4, 5, "N2"),
    ("收到政府信息公开申请{}件（含上年结转4件）。", 35, 36, "N3"),
    ("本年办结申请{}件。", 33, 35, "N4"),
    ("结转下年度继续办理{}件。", 2, 3, "N5"),
    ("结转至2023年{}件。", 2, 3, "N5"),
    ("办结33件，其中予以公开{}件，部分公开3件。", 20, 21, "N6"),
    ("办结33件；不予公开{}件。", 5, 6, "N6"),
    ("办结申请33件。无法提供{}件。", 5, 8, "N6"),
    ("办结33件，予以公开20件，占{}%。", "60.6", "66.6", "N6"),
    ("办结33件，予以公开占比{}%。", "60.6", "66.6", "N6"),
    ("因政府信息公开引发的行政复议{}件。", 7, 8, "N7"),
    ("因政府信息公开引发的行政复议7件，全部维持。", None, None, "N7"),
    ("因政府信息公开引起行政诉讼{}件。", 3, 2, "N7"),
    ("全年作出行政许可决定{}件。", "1,095", "1,059", "N8"),
    ("全年作出行政处罚决定{}件。", 6, 7, "N8"),
    ("制定行政规范性文件{}件。", 2, 3, "N8"),
    ("制定行政规范性文件{}件。", "两", "三", "N8"),
    ("废止规范性文件{}件。", 1, 2, "N8"),
    ("现行有效规范性文件{}件。", 14, 15, "N8"),
    ("行政事业性收费{}万元。", 12, "12.5", "N8"),
]


@pytest.mark.parametrize(("sentence", "right", "wrong", "code"), CLAIMS)
def test_a_number_that_agrees_is_silent_and_one_that_does_not_is_named(
    sentence: str, right: object, wrong: object, code: str
) -> None:
    if right is not None:
        assert check_chapters(report(sentence.format(right), **FIGURES)) == ()
    found = check_chapters(report(sentence.format(wrong), **FIGURES))
    assert [(finding.code, finding.severity) for finding in found] == [(code, Severity.WARNING)]
    assert "正文写“" in found[0].says
    assert found[0].table is not None
    assert found[0].left != found[0].right


def test_a_finding_names_its_cell() -> None:
    (found,) = check_chapters(report("全年收到政府信息公开申请３０件。", **FIGURES))
    assert (found.table, found.row, found.column, found.left, found.right) == (
        "table3",
        "new",
        "total",
        30,
        31,
    )


@pytest.mark.parametrize(
    "sentence", ["未因政府信息公开引发行政复议和行政诉讼。", "没有因信息公开工作被申请行政复议。"]
)
def test_a_denied_remedy_is_zero(sentence: str) -> None:
    assert check_chapters(report(sentence)) == ()
    assert {finding.code for finding in check_chapters(report(sentence, **FIGURES))} == {"N7"}


@pytest.mark.parametrize(
    "sentence",
    [
        # another year, alone or in comparison
        "2021年收到政府信息公开申请25件。办结25件。",
        "较上年收到政府信息公开申请25件有所增加。",
        "去年收到政府信息公开申请25件，今年工作量更大。",
        "近三年收到政府信息公开申请90件。",
        # part of the requests
        "收到政府信息公开申请31件，其中网上申请收到申请12件。",
        "通过信函收到政府信息公开申请3件。",
        "收到自然人政府信息公开申请29件。",
        "收到涉及招生的政府信息公开申请9件，予以公开9件。",
        "收到教师招聘类申请8件，予以公开8件。",
        # others than the organ itself
        "全市教育系统收到政府信息公开申请310件。",
        "所属学校收到政府信息公开申请12件。",
        # other business
        "收到信访件98件，办结98件。",
        "办理人大建议和政协提案7件，办结7件，全部答复。",
        "收到群众留言申请公开处理结果75件。",
        # no exact number
        "收到政府信息公开申请约30件。",
        "收到政府信息公开申请近30件。",
        "收到政府信息公开申请30余件。",
        "收到政府信息公开申请超过20件。",
        "收到政府信息公开申请20件以上。",
        "收到政府信息公开申请30件左右。",
        "对每一件申请都认真登记，收到申请第1件即登记。",
        # remedies by result, by suit, not about disclosure
        "因政府信息公开引发的行政复议案件中，结果维持5件，尚未审结2件。",
        "因政府信息公开引发的行政复议、行政诉讼案件共10件。",
        "审结信息公开行政复议5件。",
        "全年参加行政诉讼应诉20件。",
        "未发生因政府信息公开行政复议被纠正的情况。",
        "信息公开行政诉讼经复议后起诉2件。",
        # table 二: parts and published numbers
        "学前教育方面，办理行政许可4件，行政处罚3家。",
        "办理校外培训机构行政许可2家，行政处罚3家。",
        "主动公开行政许可决定20件。",
        "办理行政许可1100件。",
        "办结33件，主动予以公开1200条。",
        "共受理依申请公开31件，办结33件（含上年结转4件），结转下年度2件。",
        "全年作出行政许可决定4件。下半年作出行政许可决定9件。",
        # groups of results without a total of the year
        "予以公开2件的答复文书被评为优秀。",
        "收到申请8件，予以公开8件。收到申请9件，予以公开9件。",
        "收到申请8件，予以公开8件。收到申请9件，都已答复。",
    ],
)
def test_what_may_mean_something_else_is_left_alone(sentence: str) -> None:
    assert check_chapters(report(sentence, **FIGURES)) == ()


def test_received_may_mean_with_or_without_what_was_carried_in() -> None:
    for number in (31, 35):
        assert check_chapters(report(f"收到政府信息公开申请{number}件。", **FIGURES)) == ()


@pytest.mark.parametrize("share", ["60.6", "60.60", "61", "60.61"])
def test_a_share_is_equal_to_the_decimals_printed(share: str) -> None:
    assert check_chapters(report(f"办结33件，予以公开20件，占{share}%。", **FIGURES)) == ()


def test_a_blank_or_unread_cell_contradicts_nothing() -> None:
    blank = with_cells(report("本年新收政府信息公开申请31件。"), {("table3", "new", "total"): None})
    assert check_chapters(blank) == ()
    cells = {a: v for a, v in blank.cells.items() if a.table != "table3"}
    assert check_chapters(Report("甲", 2022, Edition.E2021, cells, chapters=blank.chapters)) == ()


def test_a_table_that_is_not_there_contradicts_nothing() -> None:
    prose = {"一": Chapter("", "收到政府信息公开申请3件。"), "五": Chapter("", PROBLEMS)}
    assert check_chapters(Report("甲", 2022, None, {}, chapters=prose)) == ()


def test_the_edition_of_2019_is_read_the_same_way() -> None:
    text = "制定规范性文件{}件。政府集中采购项目{}个。"
    rows = {"table2__normative__made": 2, "table2__procurement__projects": 4}
    assert check_chapters(report(text.format(2, "四"), year=2020, **rows)) == ()
    found = check_chapters(report(text.format(3, 5), year=2020, **rows))
    assert [(f.code, f.row) for f in found] == [("N8", "normative"), ("N8", "procurement")]


@pytest.mark.parametrize(
    ("text", "previous", "expected"),
    [
        (PROBLEMS, None, []),
        ("无。", None, ["N10"]),
        (" 暂无 ", None, ["N10"]),
        ("", None, ["N10"]),
        (PROBLEMS, PROBLEMS, ["N10"]),
        ("2022年，" + PROBLEMS, "2021年，" + PROBLEMS, ["N10"]),
        (PROBLEMS, "答复文书写得短，理由说得少；今年安排了两次学习，请律师逐件看过，文书写法已经统一。", []),
        ("有问题，会改。", "有问题，会改。", []),
    ],
)
def test_chapter_five_says_something_of_its_own(text: str, previous: str | None, expected: list[str]) -> None:
    before = None if previous is None else report("", year=2021, chapters={"五": previous})
    found = check_chapters(report("", chapters={"五": text}), previous=before)
    assert [finding.code for finding in found] == expected


@pytest.mark.parametrize(("present", "expected"), [("一二三四六", ["N10"]), ("一二", []), ("", [])])
def test_a_missing_chapter_five_is_told_only_where_chapters_are_there(
    present: str, expected: list[str]
) -> None:
    prose = {key: Chapter("", "") for key in present}
    found = check_chapters(zeros(Edition.E2021, chapters=prose))
    assert [finding.code for finding in found] == expected


@pytest.mark.parametrize(
    ("text", "notices", "income", "expected"),
    [
        ("无", 0, "0", []),
        ("", 0, "0", ["N9"]),
        ("无", 2, "300", ["N9"]),
        ("发出收费通知2件，收取信息处理费300元。", 2, "300", []),
        ("收取信息处理费200元。", 2, "300", ["N9"]),
        ("本年没有收取信息处理费。", 0, "0", []),
        ("收取信息处理费100元。", 0, "0", ["N9"]),
    ],
)
def test_fees_are_told_in_chapter_six(text: str, notices: int, income: str, expected: list[str]) -> None:
    ledger = FeeLedger(notices, Decimal(income))
    found = check_chapters(report("", chapters={"六": text}), fees=ledger)
    assert [finding.code for finding in found] == expected
    assert check_chapters(report("", chapters={"六": text})) == ()


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("31", 31),
        ("0.5", Decimal("0.5")),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千三百四十", 2340),
        ("一万二千", 12000),
        ("〇", 0),
        ("一二", None),
        ("百", None),
        ("万", None),
        ("二二十", None),
    ],
)
def test_numbers_in_words(word: str, value: object) -> None:
    assert value_of(word) == value


def test_separators_and_widths() -> None:
    assert tidy("１，０９５ 件，２，３") == "1095件,2,3"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_declared_chapters_are_the_forms(edition: Edition) -> None:
    assert [chapter.number for chapter in CHAPTERS] == list("一二三四五六")
    tables = {chapter.table: (chapter.number, chapter.title) for chapter in CHAPTERS if chapter.table}
    assert tables == {s.key: (s.chapter, s.title) for s in form_of(edition).sections}
