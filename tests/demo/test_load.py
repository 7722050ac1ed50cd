"""The demonstration: really read, published, marked, loaded once and only where it belongs."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.accounts.models import User
from gongkai.annual.contract import dump
from gongkai.base import scope
from gongkai.demo.load import Loaded, NotHere, due, load
from gongkai.demo.verify import stored
from gongkai.organs.models import Organ
from gongkai.reports import queries
from gongkai.reports.models import AnnualReport
from officers import bureau

pytestmark = pytest.mark.django_db
EXPECTED = sorted((Path(__file__).parent / "expected").glob("*.json"))
FIGURES = ("organ", "year", "format", "complete", "table2", "table3", "table4", "units")


@pytest.fixture
def fresh(settings, tmp_path: Path) -> None:
    """The development settings with their own, new database."""
    settings.PROFILE, settings.OWN_DATABASE, settings.DEMO = "dev", True, None
    settings.KEYS, settings.HOST_IS_LOOPBACK = tmp_path / "keys", True


@pytest.mark.usefixtures("fresh")
def test_five_organs_and_their_published_reports_are_loaded_once() -> None:
    assert due()
    assert load(records=False) == Loaded(organs=5, reports=5)
    assert load(records=False) == Loaded(organs=0, reports=0)
    assert stored() == []
    with scope.public():
        for row in queries.listed():
            assert row.is_demo
            assert row.organ.is_demo
            assert row.organ.name in row.figures_from
            assert f"{row.year}年度" in row.figures_from
            assert "另写" in row.source


def test_what_is_stored_are_the_published_figures() -> None:
    load(records=False)
    assert len(EXPECTED) == 5
    with scope.public():
        for path in EXPECTED:
            expected = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
            slug, year = path.stem.split("-")
            printed = dump(queries.one(slug, int(year)).facts())
            assert {key: printed[key] for key in FIGURES} == {key: expected[key] for key in FIGURES}, (
                path.name
            )


def test_contact_facts_are_those_printed_with_their_year_and_nothing_else() -> None:
    load(records=False)
    facts = {
        organ.slug: (organ.phone, organ.fax, organ.postcode, bool(organ.address), organ.contact_year)
        for organ in Organ.objects.all()
    }
    nothing = ("", "", "", False, None)
    assert facts == {
        "yuhang": ("0571-86224028", "0571-86223804", "311100", True, 2020),
        "pingfang": ("0451-86801454", "", "150060", True, 2020),
        "wenxian": nothing,
        "yinzhou": nothing,
        "wucheng": nothing,
    }


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    "elsewhere", [{"PROFILE": "production"}, {"OWN_DATABASE": False}, {"DEMO": False}], ids=str
)
def test_elsewhere_it_is_refused_unless_asked_for(settings, elsewhere: dict[str, object]) -> None:
    for name, value in elsewhere.items():
        setattr(settings, name, value)
    assert not due()
    with pytest.raises(NotHere, match="GONGKAI_DEMO"):
        load()
    assert not Organ.objects.exists()
    settings.DEMO = True
    assert due()
    assert load(records=False).organs == 5


@pytest.mark.usefixtures("fresh")
def test_what_was_entered_is_left_alone() -> None:
    bureau("jia")
    assert not due()
    with pytest.raises(NotHere, match="您自己的数据"):
        load()
    call_command("demo", if_due=True)
    assert [organ.slug for organ in Organ.objects.all()] == ["jia"]
    assert not User.objects.exists()


@pytest.mark.usefixtures("fresh")
def test_a_changed_report_is_found_and_not_overwritten() -> None:
    load(records=False)
    with scope.everywhere("test"):
        row = queries.one("yuhang", 2020)
        row.cells["table3"]["new/natural"] = 999
        row.save()
    load(records=False)
    assert len(stored()) == 1
    with pytest.raises(CommandError, match="yuhang-2020") as failure:
        call_command("demo", verify=True, stdout=io.StringIO())
    assert failure.value.returncode == 1
    with scope.public():
        assert queries.one("yuhang", 2020).cells["table3"]["new/natural"] == 999


@pytest.mark.usefixtures("fresh")
def test_a_bureau_whose_load_fails_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(row: AnnualReport, **how: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("gongkai.demo.load.publish", fail)
    with pytest.raises(OSError, match="disk full"):
        load()
    assert not Organ.objects.exists()
    assert due()
