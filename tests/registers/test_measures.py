"""Every cell of table 二 has a rule, and the rule counts what it says."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.annual.form import Kind
from gongkai.annual.forms import FORMS
from gongkai.base import scope
from gongkai.organs.actions import register
from gongkai.organs.models import Kind as OrganKind
from gongkai.registers import actions, queries
from gongkai.registers.declared import REGISTERS
from gongkai.registers.measures import MEASURES
from officers import TEST
from registered import line, values

pytestmark = pytest.mark.django_db
Y = 2020


def day(text):
    return datetime.date.fromisoformat(text)


def cells(form):
    return {f"{at.row}.{at.column}": at for at in form.addresses if at.table == "table2"}


def figures(organ, year=Y):
    return {key: each.value for key, each in queries.counted(organ, year).items()}


@pytest.fixture
def city(db, own_keys):
    """A government that may make rules."""
    return register(
        by=TEST,
        name="乙市人民政府",
        short_name="乙市政府",
        slug="yi",
        place="乙市",
        kind=OrganKind.CITY_GOVERNMENT,
    )


def test_the_measures_are_the_cells_of_both_editions_and_no_others():
    assert {key for form in FORMS.values() for key in cells(form)} == MEASURES.keys()


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.edition)
def test_a_measure_has_the_kind_of_its_cell(form):
    for key, address in cells(form).items():
        measure = MEASURES[key]
        assert (form.kind(address) is Kind.AMOUNT) == measure.is_amount
        assert (measure.takes(Y) is not None) == (form.kind(address) is Kind.CHANGE)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.key)
def test_a_rule_is_one_sentence_about_its_register(measure):
    assert measure.declaration.label in measure.rule
    assert measure.rule.endswith("。")
    assert measure.rule.count("。") == 1
    assert "{" not in measure.rule
    assert str(measure.cite).startswith("条例第二十条")


def test_what_was_never_begun_is_blank_and_not_zero(inside):
    assert set(figures(inside).values()) == {None}
    line(inside, "licences", on=day("2021-01-01"))
    assert figures(inside)["licences.decisions"] is None  # begun only after the year
    assert figures(inside, 2021)["licences.decisions"] == 1
    assert figures(inside, 2022)["licences.decisions"] == 0
    assert figures(inside, 2022)["penalties.decisions"] is None


@pytest.mark.parametrize("register", ["licences", "services", "penalties", "coercion"])
def test_all_decisions_of_the_year_count_public_or_not(inside, register):
    line(inside, register, on=day("2019-12-31"))
    line(inside, register, on=day("2020-01-01"))
    line(inside, register, on=day("2020-12-31"), published_on=day("2021-01-04"))
    line(inside, register, on=day("2021-01-01"))
    actions.void(line(inside, register, on=day("2020-06-01")), by=TEST, reason="重复登记")
    assert figures(inside)[f"{register}.decisions"] == 2


def test_an_expired_licence_was_still_decided(inside):
    line(inside, "licences", valid_from=day("2020-03-02"), valid_until=day("2020-04-02"), granted="no")
    assert figures(inside)["licences.decisions"] == 1


def test_documents(inside):
    def issued(on, published=None, until=None, how=""):
        line(
            inside, "normative", on=day(on), kind=how,
            published_on=published and day(published), until=until and day(until),
        )  # fmt: skip

    issued("2018-05-01", published="2018-05-08")  # in force, public
    issued("2018-06-01", until="2020-07-01", how="abolished", published="2018-06-02")
    issued("2015-06-01", until="2020-06-01", how="lapsed", published="2020-02-01")
    issued("2020-12-31", published="2021-01-15")  # made this year, public next year
    issued("2020-03-01", until="2020-12-31", how="abolished")  # on 31 December no longer in force
    issued("2020-03-01", until="2021-01-01", how="lapsed")  # on 31 December still in force
    issued("2021-02-01")
    found = figures(inside)
    assert {key.partition(".")[2]: value for key, value in found.items() if key.startswith("normative")} == {
        "made": 3,
        "opened": 1,
        "opened_total": 3,
        "abolished": 2,
        "in_force": 3,
    }


def test_rules_count_alike(city):
    with scope.organ(city):
        line(city, "rules", published_on=DAY_AFTER)
        assert figures(city)["rules.made"] == figures(city)["rules.opened"] == 1
        assert figures(city)["rules.in_force"] == 1


DAY_AFTER = datetime.date(2020, 3, 3)


def test_items_before_and_change(inside):
    line(inside, "items", on=day("2019-01-01"))
    line(inside, "items", on=day("2019-01-01"), until=day("2020-07-01"))
    line(inside, "items", on=day("2020-01-01"))
    line(inside, "items", on=day("2020-02-01"), until=day("2020-03-01"))  # came and went
    line(inside, "items", on=day("2019-01-01"), until=day("2019-12-31"))  # gone before
    line(inside, "items", on=day("2019-01-01"), kind="charge")
    line(inside, "items", on=day("2020-05-01"), kind="confirmation")
    line(inside, "items", on=day("2020-05-01"), kind="service")
    found = figures(inside)
    assert (found["licences.items_before"], found["licences.items_change"]) == (2, 0)
    assert (found["charges.items_before"], found["charges.items_change"]) == (1, 0)
    assert (found["services.items_before"], found["services.items_change"]) == (0, 2)
    assert (found["penalties.items_before"], found["penalties.items_change"]) == (0, 0)
    behind = queries.behind(MEASURES["licences.items_change"], inside, Y)
    assert behind.entries.count() == 2  # the one that came and the one that went


def test_amounts_are_exact_to_the_cent(inside):
    for amount in (Decimal("0.01"), Decimal("0.10"), Decimal("0.20"), Decimal("123456789012.34")):
        line(inside, "charges", amount=amount)
    assert figures(inside)["charges.amount"] == Decimal("12345678.901265")
    line(inside, "procurement", amount=28_734_950)
    line(inside, "procurement", amount=50_000, kind="department")
    line(inside, "procurement", amount=99_999, kind="scattered")
    found = figures(inside)
    assert (found["procurement.projects"], str(found["procurement.amount"])) == (2, "2878.495")


PLACES = st.dates(day("2018-06-01"), day("2022-06-01"))


@given(
    spans=st.lists(st.tuples(PLACES, st.none() | PLACES), max_size=12),
    year=st.sampled_from([2019, 2020, 2021]),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_before_and_change_make_what_is_in_force(inside, spans, year):
    """上一年项目数量 + 本年增/减 = the next year's 上一年项目数量, whatever joined and left."""
    rows = [values("items", on=min(on, until or on), until=until and max(on, until)) for on, until in spans]
    with_items(inside, rows)
    lines = queries.lines_of(inside, "items")
    for row in [{**values("items", on=day("2018-01-01")), "kind": "reward"}]:
        with_items(inside, [row])
    now, following = queries.counted(inside, year), queries.counted(inside, year + 1)
    for key in ("licences", "services", "charges"):
        before, change = now[f"{key}.items_before"].value, now[f"{key}.items_change"].value
        assert before + change == following[f"{key}.items_before"].value
        behind = queries.behind(MEASURES[f"{key}.items_before"], inside, year)
        assert behind.entries.count() == before
    for entry in lines:
        actions.void(entry, by=TEST, reason="下一例")


def with_items(organ, rows):
    actions.enter_many("items", rows, organ=organ, by=TEST)


@pytest.mark.parametrize("register", [key for key in REGISTERS if key != "rules"])
def test_a_line_changes_the_figures_of_its_own_register_alone(inside, register):
    for key in REGISTERS:
        if key != "rules":
            line(inside, key)
    before = figures(inside)
    line(inside, register)
    changed = {key for key, value in figures(inside).items() if value != before[key]}
    assert changed
    assert {MEASURES[key].register for key in changed} == {register}
    for key in changed:
        assert queries.behind(MEASURES[key], inside, Y).entries.count() == 2


def test_another_organs_lines_do_not_count(inside, city):
    line(city, "licences")
    line(inside, "licences")
    assert figures(inside)["licences.decisions"] == 1
