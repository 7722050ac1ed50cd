"""Compiling the report from records: every cell is what stands behind it, in both editions, whatever the year."""

import random
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

import recorded
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import edition_for, form_of
from gongkai.annual.report import Severity
from gongkai.base import scope
from gongkai.cases.actions import bring_in_many, open_request
from gongkai.cases.actions.bringing_in import Brought
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.registers.actions import enter
from gongkai.registers.actions.counts import attest, submit
from gongkai.registers.measures import MEASURES, Count
from gongkai.reports.compile import Behind, behind, compile_report, measure_of
from officers import TEST, bureau, officer

pytestmark = pytest.mark.django_db
YEARS = (2021, 2022, 2023, 2024)


def figure(rows: Behind, address: Address, year: int) -> int | Decimal | None:
    """What the rows behind a cell amount to."""
    if rows.requests is not None:
        return len({row.pk for row in rows.requests})
    if rows.remedies is not None:
        return len({row.pk for row in rows.remedies})
    assert rows.entries is not None
    assert rows.counts is not None
    attested = sum(row.value for row in rows.counts)
    match MEASURES[measure_of(address)].count:
        case Count.AMOUNT:
            return sum((row.amount for row in rows.entries), Decimal(0)) / 10_000 + attested
        case Count.CHANGE:
            return sum(1 if row.on >= date(year, 1, 1) else -1 for row in rows.entries) + attested
    return len({row.pk for row in rows.entries}) + attested


@pytest.mark.parametrize("seed", [1, 2])
def test_every_cell_is_what_stands_behind_it(organ: Organ, seed: int) -> None:
    chance = random.Random(seed)
    recorded.requests(organ, chance, 80)
    recorded.remedies(organ, chance, 25)
    recorded.registers(organ, chance, 20)
    recorded.requests(bureau("yi"), chance, 10)  # another organ's never count
    seen: Counter[str] = Counter()
    for edition in Edition:
        for year in (2022, chance.choice(YEARS)):
            compiled = compile_report(organ, year, edition)
            assert list(compiled.cells) == list(form_of(edition).addresses)
            for address, cell in compiled.cells.items():
                rows = behind(organ, year, edition, address)
                assert rows.rule == cell.rule
                if cell.value is None:
                    assert not rows.entries.exists()  # type: ignore[union-attr]
                else:
                    assert figure(rows, address, year) == cell.value, (edition, year, address)
                    seen[address.table] += bool(cell.value)
    assert min(seen[table] for table in ("table2", "table3", "table4")) > 20


def test_the_cells_balance_and_a_total_is_the_union_of_its_parts(organ: Organ) -> None:
    recorded.requests(organ, random.Random(3), 60)
    compiled = compile_report(organ, 2022)
    errors = [each for each in compiled.findings if each.severity is Severity.ERROR]
    assert not errors
    closed = Address("table3", "closed", "total")
    whole = {row.pk for row in behind(organ, 2022, compiled.edition, closed).requests}
    parts = Counter(
        row.pk
        for address in compiled.cells
        if address.table == "table3" and address.column != "total"
        if address.row not in ("new", "carried_in", "carried_out", "closed")
        for row in behind(organ, 2022, compiled.edition, address).requests
    )
    assert set(parts) == whole
    assert set(parts.values()) == {1}


def test_the_year_decides_the_edition_unless_one_is_named(organ: Organ) -> None:
    for year in (2019, 2020, 2021, 2025):
        assert compile_report(organ, year).edition is edition_for(year)
    assert compile_report(organ, 2020, Edition.E2021).edition is Edition.E2021
    with pytest.raises(ValueError, match="2018年没有全国统一的年度报告格式"):
        compile_report(organ, 2018)


def test_a_blank_is_not_a_zero(organ: Organ) -> None:
    """Where nothing was ever entered and nothing attested, nothing is claimed; a signed nil return is a zero."""

    def value(row: str, column: str) -> object:
        return compile_report(organ, 2020).cells[Address("table2", row, column)].value

    assert value("licences", "decisions") is None
    assert value("procurement", "amount") is None
    enter("licences", organ=organ, by=TEST, number="1", matter="某事项", on=date(2019, 5, 5))
    assert value("licences", "decisions") == 0
    clerk, head = officer(organ, Role.OFFICE), officer(organ, Role.OFFICE_HEAD)
    count = attest("penalties.decisions", organ=organ, by=clerk, year=2020, value=0)
    assert value("penalties", "decisions") is None
    with scope.organ(organ):
        signoff.agree(submit(count, by=clerk), by=head)
    assert value("penalties", "decisions") == 0
    assert compile_report(organ, 2020).report.cells[Address("table3", "new", "total")] == 0


def test_amounts_are_exact_and_in_wan(organ: Organ) -> None:
    for number, amount in enumerate(("0.01", "28734949.99")):
        enter(
            "procurement",
            organ=organ,
            by=TEST,
            number=str(number),
            matter="某项目",
            kind="central",
            on=date(2020, 12, 31),
            amount=Decimal(amount),
        )
    report = compile_report(organ, 2020).report
    amount = Address("table2", "procurement", "amount")
    assert report.cells[amount] == Decimal("2873.495")
    assert format(report.cells[amount], "f") == "2873.495"
    assert report.units == {amount: "万元"}


def test_what_was_never_confirmed_counts_nowhere_and_is_told(organ: Organ) -> None:
    for channel in (Channel.FAX, Channel.IN_PERSON):
        open_request(
            organ=organ,
            by=TEST,
            channel=channel,
            arrived=date(2022, 12, 30),
            applicant_kind=Applicant.BUSINESS,
        )
    compiled = compile_report(organ, 2022)
    assert compiled.unconfirmed == 1
    assert compiled.cells[Address("table3", "new", "total")].value == 1
    assert compile_report(organ, 2021).unconfirmed == 0


def test_a_rule_says_what_is_counted_and_by_which_article(organ: Organ) -> None:
    cells = compile_report(organ, 2022).cells
    assert "收到申请之日（条例第三十一条）在2022年内" in cells[Address("table3", "new", "natural")].rule
    assert "只计申请人为“自然人”的" in cells[Address("table3", "new", "natural")].rule
    given = cells[Address("table3", "open", "business")].rule
    assert "已主动公开" in given
    assert "条例第三十六条第（一）项" in given
    assert "2021格式" in cells[Address("table3", "closed", "total")].rule
    assert "尚未审结" in cells[Address("table4", "suit_after", "pending")].rule
    assert "条例第二十条第（六）项" in cells[Address("table2", "penalties", "decisions")].rule
    assert all(cell.rule.endswith("。") for cell in cells.values())


def test_a_cell_that_the_form_does_not_have_is_refused(organ: Organ) -> None:
    with pytest.raises(KeyError):
        behind(organ, 2022, Edition.E2021, Address("table3", "ot_any", "natural"))


def test_compiling_asks_the_database_a_fixed_number_of_questions(
    organ: Organ, django_assert_max_num_queries
) -> None:
    recorded.requests(organ, random.Random(5), 30)
    recorded.registers(organ, random.Random(5), 10)
    with django_assert_max_num_queries(60) as few:
        compile_report(organ, 2022)
    rows = [
        Brought(
            f"多{count}",
            date(2022, 3, 3),
            Applicant.NATURAL,
            outcome=Outcome.PARTIAL,
            ended_on=date(2022, 4, 1),
        )
        for count in range(200)
    ]
    bring_in_many(rows, organ=organ, by=TEST)
    with django_assert_max_num_queries(len(few.captured_queries)):
        compile_report(organ, 2022)
