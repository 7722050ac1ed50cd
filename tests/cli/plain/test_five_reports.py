"""The five published reports beside the checkout, where they are: exactly the values read by hand."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

REPORTS = Path(__file__).resolve().parents[4] / "shared" / "reports"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in REPORTS.glob("*.expected.json"))


@pytest.mark.parametrize("name", NAMES)
def test_read_returns_exactly_what_is_printed(gongkai, name: str) -> None:
    expected = json.loads(
        (REPORTS / f"{name}.expected.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    ran = gongkai("read", REPORTS / f"{name}.txt", "--json")
    assert ran.status == 0, ran.err
    data = json.loads(ran.out, parse_float=Decimal)
    for key in ("organ", "year", "format", "complete", "table2", "table3", "table4", "units"):
        assert data[key] == expected[key], key
    assert data["unread"] == []


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_what_is_wrong_and_nothing_in_sound_reports(gongkai, name: str) -> None:
    expected = json.loads((REPORTS / f"{name}.expected.json").read_text(encoding="utf-8"))
    ran = gongkai("check", REPORTS / f"{name}.txt", "--json")
    found = json.loads(ran.out)["findings"]
    assert {finding["code"] for finding in found} >= set(expected["codes"])
    errors = [finding for finding in found if finding["severity"] == "error"]
    if name in {"yuhang-2020", "wenxian-2020", "pingfang-2020"}:
        assert errors == []
    assert ran.status == (1 if errors else 0)
