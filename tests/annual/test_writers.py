"""Whatever is written is read back: the same cells, organ, year, edition, units and text, from every form."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annual.reports import EDITIONS, zeros
from annual.reports import reports as any_reports
from gongkai.annual.compose import blank_form, blank_report, compose
from gongkai.annual.contract import loads
from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.forms import form_of
from gongkai.annual.read import read
from gongkai.annual.report import Chapter, Report, Unread
from gongkai.annual.writers import DOCUMENT_WRITERS, WRITERS
from gongkai.papers.model import Grid, Heading
from gongkai.papers.open import from_bytes
from gongkai.papers.writing.fonts import Fonts, MissingGlyph, NoFonts, find_fonts

ORGANS = ("示例县教育局", "长河省北江市东岭区住房和城乡建设局", "云溪县人民政府办公室", "海丰市第一中学")
FORMATS = sorted(DOCUMENT_WRITERS)
SENTENCES = (
    "本机关坚持以公开为常态、不公开为例外，全年主动公开政府信息1,234条。",
    "（一）主动公开",
    "（二）依申请公开。全年收到申请12件，均已办结。",
    "“三安全一稳定”——严格把关；5%的信息经过更新。",
    "无。",
    "公开" * 700 + "。",
)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return find_fonts()


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports as they are published: rows missing, blanks, amounts with units, wrong sums, much or little text."""
    form = form_of(draw(st.sampled_from(EDITIONS)))
    some = st.sampled_from(form.addresses)
    absent = {place[:2] for place in draw(st.lists(some, max_size=2))}
    kept = [address for address in form.addresses if address[:2] not in absent]
    chance = draw(st.randoms(use_true_random=False))
    blanks = draw(st.sampled_from((0.0, 0.0, 0.2, 0.6)))
    cells: dict[Address, int | Decimal | None] = {}
    units: dict[Address, str] = {}
    for address in kept:
        kind = form.kind(address)
        if chance.random() < blanks:
            cells[address] = None
        elif kind is Kind.AMOUNT:
            cells[address] = Decimal(chance.randint(0, 10**9)) / 10 ** chance.randint(0, 4)
            if unit := chance.choice(("万元", "元", None)):
                units[address] = unit
        else:
            low = -30 if kind is Kind.CHANGE else 0
            cells[address] = chance.choice(
                (0, 0, chance.randint(max(low, -9), 40), chance.randint(low, 99999))
            )
    texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("\n".join)
    chapters = {key: Chapter(key, draw(texts)) for key in "一五六"}
    organ, year = draw(st.sampled_from(ORGANS)), draw(st.integers(2019, 2026))
    return Report(organ, year, form.edition, cells, units, chapters)


def texts(report: Report) -> Mapping[str, list[str]]:
    """The paragraphs of the chapters without their blanks."""
    said = {
        key: ["".join(line.split()) for line in chapter.text.splitlines() if line.strip()]
        for key, chapter in report.chapters.items()
    }
    return {key: lines for key, lines in said.items() if lines}


def same(written: Report, found: Report) -> None:
    assert (found.organ, found.year, found.edition) == (written.organ, written.year, written.edition)
    assert dict(found.cells) == dict(written.cells)
    stated = {place: unit for place, unit in found.units.items() if found.cells.get(place) is not None}
    assert stated == dict(written.units)
    assert texts(found) == texts(written)
    assert found.unread == ()


@pytest.mark.parametrize("kind", FORMATS)
@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],  # to shrink a report takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(report=reports())
def test_what_is_written_is_read_back(kind: str, fonts: Fonts, report: Report) -> None:
    same(report, read(from_bytes(WRITERS[kind](report, fonts), f"年报.{kind}")))


@pytest.mark.parametrize("kind", [*FORMATS, "json"])
@settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(report=any_reports())
def test_no_text_whatever_breaks_a_writer(kind: str, fonts: Fonts, report: Report) -> None:
    """Only a PDF may be refused, and only for a character that no font has."""
    try:
        assert WRITERS[kind](report, fonts)
    except MissingGlyph:
        assert kind == "pdf"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", FORMATS)
def test_the_blank_form_is_read_back_as_blank_cells_and_empty_chapters(
    kind: str, edition: Edition, fonts: Fonts
) -> None:
    data = DOCUMENT_WRITERS[kind](blank_form(edition, "示例县教育局", 2022), fonts)
    found = read(from_bytes(data, f"表样.{kind}"))
    same(replace(blank_report(edition, "示例县教育局", 2022), units={}), found)
    assert found.complete


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_blank_form_without_a_name_names_nobody(edition: Edition) -> None:
    found = read(from_bytes(DOCUMENT_WRITERS["docx"](blank_form(edition), None), "表样.docx"))
    assert (found.organ, found.year, found.edition) == (None, None, edition)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_was_not_read_is_not_read_back_as_a_blank_or_a_value(kind: str, fonts: Fonts) -> None:
    """An empty cell would pass for a printed blank, a doubtful figure for a certain one."""
    doubtful, hole, spaced = (Address("table3", "new", column) for column in ("natural", "welfare", "total"))
    report = zeros(
        Edition.E2021,
        cells={a: 0 for a in form_of(Edition.E2021).addresses if a not in (doubtful, hole, spaced)},
        units={Address("table2", "charges", "amount"): "万元"},
        unread=(Unread(*doubtful, "L3", "66", "两种读法不一致"), Unread(*spaced, "L3", "1 2", "被空格隔开")),
    )
    found = read(from_bytes(WRITERS[kind](report, fonts), f"年报.{kind}"))
    for place in (doubtful, hole, spaced):
        assert found.cells.get(place) is None
    assert {(each.row, each.column) for each in found.unread} >= {
        place[1:] for place in (doubtful, hole, spaced)
    }
    assert {place: value for place, value in found.cells.items() if value is not None} == report.cells


def test_json_is_the_exchange_format() -> None:
    report = zeros(Edition.E2021, chapters={"一": Chapter("一、总体情况", "甲")})
    assert loads(WRITERS["json"](report, None).decode()) == report


@pytest.mark.parametrize("kind", [*FORMATS, "json"])
def test_the_same_report_gives_the_same_bytes(kind: str, fonts: Fonts) -> None:
    report = zeros(Edition.E2021, chapters={"一": Chapter("一、总体情况", "甲")})
    assert WRITERS[kind](report, fonts) == WRITERS[kind](report, fonts)


@pytest.mark.parametrize("kind", [*FORMATS, "json"])
def test_a_report_without_anything_is_written(kind: str, fonts: Fonts) -> None:
    assert WRITERS[kind](Report(None, None, None, {}), fonts)


def test_without_fonts_only_the_pdf_is_refused() -> None:
    with pytest.raises(NoFonts, match="make fonts"):
        WRITERS["pdf"](zeros(Edition.E2021), None)
    assert all(WRITERS[kind](zeros(Edition.E2021), None) for kind in WRITERS if kind != "pdf")


@pytest.mark.parametrize(("unit", "head", "cell"), [
    ("万元", "本年收费金额（单位：万元）", "5"),
    ("元", "本年收费金额", "5元"),
    (None, "本年收费金额", "5"),
])  # fmt: skip
def test_a_head_states_its_unit_only_where_the_amount_is_known_to_be_in_it(
    unit: str | None, head: str, cell: str
) -> None:
    amount = Address("table2", "charges", "amount")
    report = Report(None, 2022, Edition.E2021, {amount: 5}, {amount: unit} if unit else {})
    (grid,) = (block for block in compose(report).blocks if isinstance(block, Grid))
    assert [each.text for row in grid.rows[-2:] for each in row] == ["信息内容", head, "行政事业性收费", cell]


def test_a_short_line_with_a_bracketed_number_is_a_heading_and_a_sentence_is_not() -> None:
    text = "（一）主动公开\n（二）依申请公开。全年无申请。\n（三）不予公开，部分公开"
    report = Report(None, 2022, Edition.E2021, {}, chapters={"一": Chapter("一、总体情况", text)})
    levels = [(block.text, block.level) for block in compose(report).blocks if isinstance(block, Heading)]
    assert levels[1:] == [("一、总体情况", 2), ("（一）主动公开", 3)]
