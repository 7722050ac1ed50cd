"""The demonstration's samples read to the figures the bureaus published."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

import gongkai
from gongkai.annual.check import check
from gongkai.annual.contract import dump
from gongkai.annual.read import read
from gongkai.annual.report import Severity
from gongkai.papers.open import open_document

SAMPLES = Path(gongkai.__file__).parent / "demo" / "samples"
SOURCES = tomllib.loads((SAMPLES / "sources.toml").read_text(encoding="utf-8"))["sample"]
FIGURES = ("organ", "year", "format", "complete", "table2", "table3", "table4", "units")
COMMITTED = Path(__file__).parent / "expected"
SHARED = Path(__file__).parents[3] / "shared" / "reports"
EXPECTED = [*sorted(COMMITTED.glob("*.json")), *sorted(SHARED.glob("*.expected.json"))]


def test_every_sample_is_listed_once_and_checked() -> None:
    texts = sorted(path.name for path in SAMPLES.glob("*.txt"))
    assert sorted(source["file"] for source in SOURCES) == texts
    assert len({source["slug"] for source in SOURCES}) == len(texts)
    assert sorted(f"{path.stem}.txt" for path in COMMITTED.glob("*.json")) == texts


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_reads_to_the_published_figures(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    name = path.name.split(".")[0] + ".txt"
    report = read(open_document(SAMPLES / name))
    printed = dump(report)
    assert {key: printed[key] for key in FIGURES} == {key: expected[key] for key in FIGURES}
    assert not report.unread
    found = check(report)
    assert set(expected["codes"]) <= {finding.code for finding in found}
    if not expected["codes"] or name.startswith(("yuhang", "pingfang")):
        assert not [finding for finding in found if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source["slug"])
def test_a_sample_names_its_organ_and_year(source: dict[str, object]) -> None:
    name = str(source["file"])
    report = read(open_document(SAMPLES / name))
    assert (report.organ, report.year) == (source["organ"], source["year"])
