"""The exchange format: what is written is read back, anything else is refused with the place."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annual.reports import EDITIONS, reports, with_cells, zeros
from gongkai.annual import contract
from gongkai.annual.contract import ContractError
from gongkai.annual.form import Edition
from gongkai.annual.report import Finding, Report, Severity, Trace, Unread

TOP = [
    *("organ", "year", "format", "complete", "table2", "table3", "table4"),
    *("units", "findings", "unread", "sections"),
]
TOTAL = ("table3", "closed", "total")
AMOUNT = ("table2", "procurement", "amount")
EXPECTED = sorted((Path(__file__).parents[1] / "demo" / "expected").glob("*.json"))


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports())
def test_a_report_comes_back_as_it_was_written(report: Report) -> None:
    assert contract.load(contract.dump(report, trace=True)) == report
    text = contract.dumps(report, trace=True)
    assert contract.loads(text) == report
    assert contract.dumps(contract.loads(text), trace=True) == text


@pytest.mark.parametrize("edition", EDITIONS)
def test_keys_stand_in_the_order_of_the_contract(edition: Edition) -> None:
    assert list(contract.dump(zeros(edition))) == TOP
    assert list(contract.dump(zeros(edition), trace=True)) == [*TOP, "trace"]


def test_places_are_printed_in_the_forms_words() -> None:
    report = zeros(
        Edition.E2019,
        unread=(
            Unread(*TOTAL, "L9", "6 6", "数字被空格隔开"),
            Unread(None, None, None, "L3", "7", "多出一格"),
        ),
        trace=(Trace(contract.Address(*TOTAL), "00", "L9"),),
    )
    finding = Finding("A2", Severity.ERROR, "不平", *TOTAL, left=3, right=Decimal("6.0"))
    printed = contract.dump(report, [finding], trace=True)
    place = {"table": "table3", "row": "（七）总计", "column": "总计"}
    assert printed["findings"] == [
        {"code": "A2", "severity": "error", **place, "says": "不平", "left": 3, "right": 6}
    ]
    assert printed["unread"] == [
        {**place, "at": "L9", "text": "6 6", "why": "数字被空格隔开"},
        {"table": None, "row": None, "column": None, "at": "L3", "text": "7", "why": "多出一格"},
    ]
    assert printed["trace"] == [{**place, "raw": "00", "at": "L9"}]


def test_amounts_are_exact_and_carry_their_unit() -> None:
    report = with_cells(zeros(Edition.E2019), {AMOUNT: Decimal("2873.4950")})
    report = Report(
        report.organ, report.year, report.edition, report.cells, {contract.Address(*AMOUNT): "万元"}
    )
    text = contract.dumps(report)
    assert '"采购总金额": 2873.495}' in text
    assert contract.dump(report)["units"] == {"政府集中采购/采购总金额": "万元"}
    assert contract.loads(text).cells[contract.Address(*AMOUNT)] == Decimal("2873.495")


def test_a_cell_not_shown_in_a_shown_row_is_not_a_printed_blank() -> None:
    report = zeros(Edition.E2021)
    cells = {address: value for address, value in report.cells.items() if address != TOTAL}
    printed = contract.dump(Report(None, None, Edition.E2021, cells))
    assert printed["table3"]["（七）总计"] == [0, 0, 0, 0, 0, 0, None]
    assert [(item["row"], item["column"]) for item in printed["unread"]] == [("（七）总计", "总计")]


def test_no_tables_at_all() -> None:
    report = Report("示例县教育局", 2023, None, {})
    printed = contract.dump(report)
    assert printed["format"] is None
    assert printed["complete"] is False
    assert (printed["table2"], printed["table3"], printed["table4"]) == ({}, {}, {})
    assert contract.load(printed) == report


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_reports_read_by_hand_come_back_unchanged(path: Path) -> None:
    given_values = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    printed = contract.dump(contract.load(given_values))
    for key in ("organ", "year", "format", "complete", "table2", "table3", "table4", "units"):
        assert printed[key] == given_values[key]
    assert list(printed["table3"]) == list(given_values["table3"])


NOTHING = {"at": "", "text": "", "why": ""}


def changed(**changes: object) -> dict[str, object]:
    return contract.dump(zeros(Edition.E2019)) | changes


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "最外层应为JSON对象"),
        ({}, "缺少“organ”"),
        (changed(format="2020"), "“format”应为"),
        (changed(format=2019), "“format”应为"),
        (changed(format=None), "“format”为空，“table2”中却有数据"),
        (changed(year="2020"), "“year”应为四位年份"),
        (changed(year=True), "“year”应为四位年份"),
        (changed(organ=7), "organ应为文字"),
        (changed(organ="\ud800"), "organ中有不成字的半个编码"),
        (changed(table3={"（七）总计": [0] * 6}), "table3中“（七）总计”应有7个数，这里有6个"),
        (changed(table3={"（八）总计": [0] * 7}), "table3中“（八）总计”不在所用格式的表中"),
        (changed(table3={"（七）总计": 6}), "table3中“（七）总计”应为JSON数组"),
        (changed(table4={"行政复议": [0, 0, "0", 0, 0]}), "table4中“行政复议”的“其他结果”应为数字或null"),
        (changed(table4={"行政复议": [0, 0, 0.5, 0, 0]}), "table4中“行政复议”的“其他结果”应为数字或null"),
        (changed(table4={"行政复议": [0, 0, True, 0, 0]}), "table4中“行政复议”的“其他结果”应为数字或null"),
        (changed(table4={"行政复议": [0, 0, Decimal("NaN"), 0, 0]}), "应为数字或null"),
        (changed(table2={"规章": [0, 0, 0]}), "table2中“规章”应为JSON对象"),
        (changed(table2={"规章": {"本年制发件数": 0}}), "table2中“规章”的“本年制发件数”不在所用格式的表中"),
        (changed(units={"政府集中采购": "元"}), "units中的“政府集中采购”不在所用格式的表中"),
        (changed(units={"政府集中采购/采购总金额": 1}), "的单位应为元或万元"),
        (changed(sections={"一": {"title": "总体情况"}}), "sections中的“一”的text应为文字"),
        (changed(unread=[{"table": "table3", "row": "某行"} | NOTHING]), "unread第1项所指的"),
        (changed(unread=[{"row": "（七）总计"} | NOTHING]), "unread第1项所指的"),
        (changed(trace=[{"table": "table3", "raw": "", "at": ""}]), "trace第1项没有写明表、行和列"),
        (changed(trace={}), "trace应为JSON数组"),
    ],
)  # fmt: skip
def test_what_is_not_the_format_is_refused_with_its_place(value: object, says: str) -> None:
    with pytest.raises(ContractError) as refusal:
        contract.load(value)
    assert says in str(refusal.value)


WHOLE = contract.dumps(zeros(Edition.E2019))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "第1行第1列起"),
        (WHOLE[: len(WHOLE) // 2], "不是完整的JSON"),
        (WHOLE + "}", "不是完整的JSON"),
        ("[" * 100_000, "JSON"),
        (WHOLE.replace('"year": 2020', '"year": NaN'), "“NaN”不是数字"),
        (WHOLE.replace('"year": 2020', '"year": -Infinity'), "“-Infinity”不是数字"),
        (WHOLE.replace('"year": 2020', '"year": 2020, "year": 2021'), "“year”在同一对象中出现两次"),
        (WHOLE.replace("[0,", "[" + "9" * 5000 + ",", 1), "过大"),
        (WHOLE.replace("[0,", "[1e999999999,", 1), "过大或过细"),
        (WHOLE.replace("[0,", "[1e99999999999999999999,", 1), "无法精确表示"),
        (WHOLE.replace("[0,", "[1e-999999,", 1), "过大或过细"),
    ],
    ids=range(11),
)
def test_damaged_text_is_refused(text: str, says: str) -> None:
    with pytest.raises(ContractError) as refusal:
        contract.loads(text)
    assert says in str(refusal.value)


def test_wrong_values_are_kept_as_printed() -> None:
    report = with_cells(zeros(Edition.E2019), {TOTAL: -3, ("table4", "suit_after", "other"): Decimal("1.5")})
    assert contract.loads("\ufeff" + contract.dumps(report)) == report
