"""Of which year a table is: only what the file says to be the report's year is given, and else the reason."""

from dataclasses import replace

import pytest

from annual.read.ruled_papers import Rows, made_of, paper, right, rows_of, values
from annual.reports import EDITIONS
from corpus.made import Made
from gongkai.annual.form import Edition
from gongkai.annual.read import read
from gongkai.annual.reading.agreement import agreed
from gongkai.annual.reading.readings import TWICE
from gongkai.annual.reading.ruled.dated import OTHER_YEAR
from gongkai.annual.reading.said import Part, Said, caption, said_in
from gongkai.annual.reading.several import SEVERAL, UNNAMED
from gongkai.annual.reading.years import SAMPLE, UNSAID
from gongkai.annual.report import Report
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Cell, Document, Heading, Paragraph
from gongkai.papers.open import from_text

TABLES = ("table2", "table3", "table4")
CHAPTERS = {"table2": "二、主动公开政府信息情况", "table3": "三、收到和处理政府信息公开申请情况",
            "table4": "四、政府信息公开行政复议、行政诉讼情况"}  # fmt: skip


def with_table3(made: Made, *blocks: Heading | Paragraph | Rows) -> Document:
    """A paper whose edition is shown by a table of its own."""
    chapter = [Heading(CHAPTERS["table3"], ""), rows_of(made, "table3")]
    return paper(made, *chapter, *blocks)


def reasons(report: Report, table: str) -> set[str]:
    return {each.why for each in report.unread if each.table == table}


def other_of(made: Made) -> Made:
    return made_of(made.edition, seed=99)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021年收到和处理政府信息公开申请情况", 2021),
        ("三、2021年度收到和处理政府信息公开申请情况", 2021),
        ("（2021年）收到和处理政府信息公开申请情况", 2021),
        ("附件1：2021年度数据", 2021),
        ("2021", 2021),
        ("2021-2022年数据对比", Part.UNCLEAR),
        ("上年度情况", Part.LAST),
        ("表一 上一年数据", Part.LAST),
        ("本年度情况", Part.THIS),
        ("附：填报样表", Part.SAMPLE),
        ("2022年填报样表", Part.SAMPLE),
        ("与2021年相比，申请数量下降", None),
        ("2021年收到申请3件", None),
        ("2022年1月20日", None),
        ("上年结转政府信息公开申请数量", None),
        ("本年新收政府信息公开申请数量", None),
        ("单位：件", None),
    ],
)
def test_what_a_line_above_a_table_says(text: str, said: Said | None) -> None:
    assert caption(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("2021年", 2021), ("上年数", Part.LAST), ("去年", Part.LAST), ("本年", Part.THIS), ("其他", None)],
)
def test_what_a_text_over_columns_says(text: str, said: Said | None) -> None:
    assert said_in(text) == said


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("said", ["{}年情况", "上年度情况", "附：{}年统计表"])
def test_a_table_of_last_year_alone_is_not_this_years(edition: Edition, table: str, said: str) -> None:
    made = made_of(edition)
    blocks = [Heading(CHAPTERS[table], ""), Paragraph(said.format(made.year - 1), ""), rows_of(made, table)]
    report = read(paper(made, *blocks) if table == "table3" else with_table3(made, *blocks))
    assert values(report, table) == {}
    assert reasons(report, table) == {OTHER_YEAR}


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_caption_holds_for_all_small_tables_under_it(edition: Edition) -> None:
    """Above the first of them alone it once spoke for that one only, and the others were given as this year's."""
    made = made_of(edition)
    rows = rows_of(made, "table2")
    starts = [place for place, row in enumerate(rows) if len(row) == 1]
    parts = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    above = Paragraph(f"{made.year - 1}年情况", "")
    assert values(read(paper(made, Heading(CHAPTERS["table2"], ""), above, *parts)), "table2") == {}


def test_a_later_chapter_ends_a_caption_and_an_appendix_does_not() -> None:
    made = made_of(Edition.E2021)
    last = Paragraph(f"附：{made.year - 1}年统计表", "")
    four = [Heading(CHAPTERS["table4"], ""), rows_of(made, "table4")]
    three = [Heading(CHAPTERS["table3"], ""), rows_of(other_of(made), "table3")]
    within = read(paper(made, Heading(CHAPTERS["table3"], ""), last, rows_of(made, "table3"), *four))
    assert values(within, "table4") == right(made, "table4")
    assert values(within, "table3") == {}
    behind = read(paper(made, *four, Heading("六、其他需要报告的事项", ""), last, *three))
    assert values(behind, "table4") == right(made, "table4")
    assert values(behind, "table3") == {}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("first", [True, False])
def test_of_two_years_the_one_that_is_said_to_be_the_reports(edition: Edition, first: bool) -> None:
    made = made_of(edition)
    own, last = rows_of(made, "table3"), rows_of(other_of(made), "table3")
    blocks = [[Paragraph("本年度情况", ""), own], [Paragraph(f"{made.year - 1}年情况", ""), last]]
    report = read(paper(made, *(block for pair in (blocks if first else blocks[::-1]) for block in pair)))
    assert values(report, "table3") == right(made, "table3")


def test_what_says_nothing_beside_what_says_this_year() -> None:
    """Only the row that this year's table lacks could come from the other one: it is not given."""
    made = made_of(Edition.E2021)
    own, other = rows_of(made, "table3"), rows_of(made, "table3")
    del own[4]
    report = read(
        paper(made, Heading(CHAPTERS["table3"], ""), other, Paragraph(f"{made.year}年情况", ""), own)
    )
    expected = {a: v for a, v in right(made, "table3").items() if a.row != "carried_in"}
    assert values(report, "table3") == expected
    assert reasons(report, "table3") == {UNSAID}


def test_the_title_at_the_head_of_the_next_page_parts_no_table() -> None:
    made = made_of(Edition.E2021)
    rows = rows_of(made, "table3")
    title = Paragraph(f"{made.organ}{made.year}年政府信息公开工作年度报告", "")
    pages = rows[:5], [*rows[:3], *rows[5:]]
    report = read(paper(made, Heading(CHAPTERS["table3"], ""), pages[0], title, pages[1]))
    assert values(report, "table3") == right(made, "table3")


@pytest.mark.parametrize("kind", [None, Kind.XLSX])
@pytest.mark.parametrize("own_first", [True, False])
@pytest.mark.parametrize("names", [("{y}年", "{p}年"), ("本年", "上年"), ("{y}", "{p}")])
def test_years_side_by_side(kind: Kind | None, own_first: bool, names: tuple[str, str]) -> None:
    made = made_of(Edition.E2021)
    own, last = rows_of(made, "table3"), rows_of(other_of(made), "table3")
    heads = [Cell(name.format(y=made.year, p=made.year - 1), "", 1, 7) for name in names]
    rows: Rows = [[replace(own[0][0], down=4), *(heads if own_first else heads[::-1])]]
    for number, (row, twin) in enumerate(zip(own, last, strict=True)):
        cut = 1 if number == 0 else 0 if number < 3 else len(row) - 7
        halves = row[cut:], twin[cut if number < 3 else len(twin) - 7 :]
        labels = [] if number == 0 else row[:cut]
        rows.append([*labels, *(halves[0] + halves[1] if own_first else halves[1] + halves[0])])
    assert values(read(paper(made, rows, kind=kind)), "table3") == right(made, "table3")


@pytest.mark.parametrize("own_first", [True, False])
def test_a_year_spreads_over_the_blank_cells_of_a_lost_span(own_first: bool) -> None:
    """It once spoke for the column under it alone; the others, of last year, counted as unsaid."""
    made = made_of(Edition.E2021)
    rows = rows_of(made, "table4")
    year = made.year if own_first else made.year - 1
    rows.insert(0, [Cell(f"{year}年", ""), *(Cell("", "") for _ in range(14))])
    found = values(read(with_table3(made, Heading(CHAPTERS["table4"], ""), rows)), "table4")
    assert found == (right(made, "table4") if own_first else {})


@pytest.mark.parametrize("named", ["{}年", "{}"])
def test_a_column_of_years_between_labels_and_figures(named: str) -> None:
    """A row of each year under one label; where the years were bare figures last year's row was given."""
    made = made_of(Edition.E2021)
    own, last = rows_of(made, "table3"), rows_of(other_of(made), "table3")
    rows: Rows = [[replace(own[0][0], across=4), *own[0][1:]], *own[1:3]]
    for row, twin in zip(own[3:], last[3:], strict=True):
        labels = [replace(cell, down=cell.down * 2) for cell in row[:-7]]
        rows.append([*labels, Cell(named.format(made.year - 1), ""), *twin[-7:]])
        rows.append([Cell(named.format(made.year), ""), *row[-7:]])
    found = values(read(paper(made, rows)), "table3")
    assert found.items() <= right(made, "table3").items()


def test_columns_of_two_years_that_are_one_word_each() -> None:
    """本年处理决定数量 beside itself is not one merged cell: a blank of this year takes no figure of last year."""
    made = made_of(Edition.E2021)
    label = "本年处理决定数量"
    rows = [["第二十条第（五）项", "", ""], ["信息内容", label, label], ["行政许可", "", "13994"]]
    cells: Rows = [
        [Cell(text, f"{number}.{place}") for place, text in enumerate(row)] for number, row in enumerate(rows)
    ]
    assert values(read(paper(made, cells)), "table2") == {}


def test_a_table_once_more_with_a_slip() -> None:
    """Only the figure that differs is in doubt, with both places."""
    made = made_of(Edition.E2021, seed=3)
    own, again = rows_of(made, "table3"), rows_of(made, "table3")
    assert sum(bool(value) for value in right(made, "table3").values()) > 10
    place = next(n for n, cell in enumerate(own[3]) if cell.key and cell.text)
    own[3][place] = replace(own[3][place], at="表1")
    again[3][place] = replace(again[3][place], text="7777", at="表2")
    report = read(paper(made, Heading(CHAPTERS["table3"], ""), own, again))
    doubted = [each for each in report.unread if each.table == "table3"]
    assert [(each.text, each.at, each.why) for each in doubted] == [
        (f"{own[3][place].text} / 7777", "表1 / 表2", TWICE)
    ]
    assert len(values(report, "table3")) == len(right(made, "table3")) - 1


@pytest.mark.parametrize("own_too", [True, False])
def test_a_sample_of_how_to_fill_in(own_too: bool) -> None:
    made = made_of(Edition.E2021)
    sample = [Paragraph("附：填报样表", ""), rows_of(other_of(made), "table4")]
    own = [rows_of(made, "table4")] if own_too else []
    report = read(with_table3(made, Heading(CHAPTERS["table4"], ""), *own, *sample))
    assert values(report, "table4") == (right(made, "table4") if own_too else {})
    assert reasons(report, "table4") == (set() if own_too else {SAMPLE})


def test_sheets_named_by_their_year() -> None:
    made = made_of(Edition.E2021)

    def sheet(name: str, of: Made) -> list[Heading | Rows]:
        return [Heading(name, f"工作表“{name}”", 2), *(rows_of(of, table) for table in TABLES)]

    own, last = sheet(f"{made.year}", made), sheet(f"{made.year - 1}", other_of(made))
    for sheets in (own + last, last + own):
        report = read(paper(made, *sheets, kind=Kind.XLSX))
        assert {table: values(report, table) for table in TABLES} == {t: right(made, t) for t in TABLES}


def test_one_reading_that_sees_another_year_is_not_outvoted() -> None:
    """A row whose sums hold in the reading that lost the caption was given by it alone."""
    made = made_of(Edition.E2021)
    blind = read(paper(made, rows_of(made, "table3")))
    seeing = read(paper(made, Paragraph("上年度情况", ""), rows_of(made, "table3")))
    for report in (agreed(blind, seeing), agreed(seeing, blind)):
        assert values(report, "table3") == {}
        assert reasons(report, "table3") == {OTHER_YEAR}


def whole(made: Made) -> list[Heading | Paragraph | Rows]:
    chapters = [(Heading(CHAPTERS[table], ""), rows_of(made, table)) for table in TABLES]
    return [
        Heading("一、总体情况", ""),
        Paragraph("全年工作平稳。", ""),
        *(each for pair in chapters for each in pair),
    ]


@pytest.mark.parametrize("alike", [True, False])
def test_two_organs_in_one_file_give_nothing(alike: bool) -> None:
    """Not even the cells on which both agree."""
    made = made_of(Edition.E2021)
    twin = replace(made if alike else other_of(made), organ="青石县财政局", year=made.year)
    assert made.organ != twin.organ
    title = Heading(f"{twin.organ}{twin.year}年政府信息公开工作年度报告", "")
    report = read(paper(made, *whole(made), title, *whole(twin)))
    assert (report.organ, report.year) == (None, made.year)
    why = SEVERAL.format(f"{made.organ}{made.year}年、{twin.organ}{made.year}年")
    for table in TABLES:
        assert values(report, table) == {}
        assert reasons(report, table) == {why}


def test_two_reports_of_which_the_second_is_not_named() -> None:
    """The cells on which both agree are no more certain than the others; the same report twice is one."""
    made, twin = made_of(Edition.E2021), other_of(made_of(Edition.E2021))
    for address in [each for each in twin.printed if each.table == "table4"]:
        twin.put(address, made.printed[address], made.values[address])
    report = read(paper(made, *whole(made), *whole(twin)))
    assert {table: values(report, table) for table in TABLES} == {table: {} for table in TABLES}
    assert reasons(report, "table4") == {SEVERAL.format(UNNAMED)}
    same = read(paper(made, *whole(made), *whole(made)))
    assert {table: values(same, table) for table in TABLES} == {t: right(made, t) for t in TABLES}


def test_two_years_reports_in_one_file_give_nothing() -> None:
    made = made_of(Edition.E2021)
    title = Heading(f"{made.organ}{made.year - 1}年政府信息公开工作年度报告", "")
    report = read(paper(made, *whole(made), title, *whole(other_of(made))))
    assert report.year is None
    assert not any(values(report, table) for table in TABLES)


@pytest.mark.parametrize(
    "lines",
    [
        ["青石县财政局2021年政府信息公开工作年度报告", "青石县民政局2021年政府信息公开工作年度报告"],
        ["青石县人民政府办公室", "2022年1月20日"],
        ["附：青石县财政局2021年政府信息公开工作年度报告"],
    ],
    ids=["links", "signed by another", "an attachment's name"],
)
def test_names_behind_a_report_are_no_second_one(lines: list[str]) -> None:
    made = made_of(Edition.E2021)
    report = read(paper(made, *whole(made), *(Paragraph(line, "") for line in lines)))
    assert {table: values(report, table) for table in TABLES} == {t: right(made, t) for t in TABLES}


def tabbed(made: Made, table: str, own: str, last: str) -> str:
    """A report whose rows of one table begin with a year, and the row of the other year comes after each."""
    lines = [f"{made.organ}{made.year}年政府信息公开工作年度报告"]
    for name in dict.fromkeys(("table3", table)):
        lines.append(CHAPTERS[name])
        for row in rows_of(made, name):
            texts = [cell.text.replace("\n", "") for cell in row]
            figures = [place for place, cell in enumerate(row) if cell.key]
            if name == table and figures:
                first = figures[0]
                blank = ["7"] * (len(texts) - first)
                lines += ["\t".join([*texts[:first], own, *texts[first:]]), "\t".join([last, *blank])]
            else:
                lines.append("\t".join(texts))
    return "\n".join([*lines, "五、存在的主要问题及改进情况", "无。"])


@pytest.mark.parametrize("table", ["table3", "table4"])
@pytest.mark.parametrize("names", [("本年数", "上年数"), ("{y}年", "{p}年"), ("{y}", "{p}")])
@pytest.mark.parametrize("own_first", [True, False])
def test_a_year_in_a_cell_of_a_text_is_no_figure(table: str, names: tuple[str, str], own_first: bool) -> None:
    """Where the last cell of the row is blank the year once took the first column, and every figure the next."""
    made = made_of(Edition.E2021)
    for address in [each for each in made.printed if each.table == table and each.column == "total"]:
        made.put(address, "", None)
    own, last = (name.format(y=made.year, p=made.year - 1) for name in (names if own_first else names[::-1]))
    report = read(from_text(tabbed(made, table, own, last)))
    assert values(report, table).items() <= (right(made, table) if own_first else {}).items()
