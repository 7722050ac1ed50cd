"""The cases of law/cases, as a lawyer wrote them down, against the law as code."""

import re
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.law import clock
from gongkai.law.events import Party
from gongkai.law.explain import StepKind
from gongkai.law.fees import items_fee, pages_fee, price_of_item
from gongkai.law.history import Consultation, Delay, Extension, FeeNotice, History, Reasons, Supplement
from gongkai.law.outcomes import OtherGround, Outcome
from gongkai.law.receipt import Arrival, Channel, receipt
from gongkai.law.refusal import RefusalError
from gongkai.law.remedies import Bodies, LocalChoice, remedy_notice

CASES = Path(__file__).with_name("cases")
PERIODS = {
    "补正告知": clock.supplement_notice_due,
    "第三方意见": clock.third_party_due,
    "共同制作机关意见": clock.co_maker_due,
    "主动公开": clock.publish_due,
    "缴费": clock.pay_due,
}


class Chinese(yaml.SafeLoader):
    """YAML in which 是 and 否 are true and false, and 无 is nothing."""


Chinese.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:是|否)$"), "是否")
Chinese.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value == "是")


def load(name: str) -> Any:
    return yaml.load((CASES / name).read_text(encoding="utf-8"), Chinese)  # noqa: S506 - a safe loader


def named(name: str) -> list[Any]:
    return [pytest.param(case, id=case["案例"]) for case in load(name)]


def refusal(case: dict[str, Any]) -> AbstractContextManager[object]:
    return pytest.raises(RefusalError, match=case["拒绝"]) if "拒绝" in case else nullcontext()


def history(case: dict[str, Any]) -> History:
    labels = {party.label: party for party in Party}
    return History(
        case["收到"],
        supplements=tuple(
            Supplement(
                row["告知"],
                row["期满"],
                row.get("收到"),
                row.get("有正当理由", False),
                row.get("经同意", False),
            )
            for row in case.get("补正", ())
        ),
        consultations=tuple(
            Consultation(labels[row["对象"]], row["发出"], row.get("收到"), row.get("答复"))
            for row in case.get("征求意见", ())
        ),
        extensions=tuple(Extension(row["天数"], row["决定"], row["告知"]) for row in case.get("延长", ())),
        delays=tuple(Delay(row["告知"], row["至"]) for row in case.get("延迟", ())),
        fees=tuple(FeeNotice(row["发出"], row.get("收到"), row.get("缴清")) for row in case.get("收费", ())),
        reasons=tuple(
            Reasons(row["要求"], row.get("答复"), suspends=row.get("本地规定停止计算", False))
            for row in case.get("说明理由", ())
        ),
    )


@pytest.mark.parametrize("case", named("deadlines.yaml"))
def test_deadline(case: dict[str, Any]) -> None:
    unknown = set(case) - {
        *("案例", "期限", "收到", "届满", "宽限届满", "暂定", "状态", "最迟", "剩余", "不计入", "拒绝"),
        *("补正", "征求意见", "延长", "延迟", "收费", "说明理由"),
    }
    assert not unknown
    with refusal(case):
        result = PERIODS[case["期限"]](case["收到"]) if "期限" in case else clock.deadline(history(case))
        assert "拒绝" not in case
        assert result.due == case.get("届满")
        assert result.state.label == case.get("状态", "计算中")
        assert result.closes == case.get("最迟")
        assert result.remaining == case.get("剩余", 0)
        if "宽限届满" in case:
            assert result.lenient == (None if case["宽限届满"] == "无" else case["宽限届满"])
        if "暂定" in case:
            assert result.provisional is case["暂定"]
        if "不计入" in case:
            pauses = [step for step in result.explain() if step.kind is StepKind.PAUSE]
            assert sum(step.days for step in pauses) == case["不计入"]


def test_the_bare_entry_gives_the_same_as_an_empty_history() -> None:
    plain = [
        case for case in load("deadlines.yaml") if set(case) <= {"案例", "收到", "届满", "宽限届满", "暂定"}
    ]
    assert len(plain) >= 8
    for case in plain:
        assert clock.reply_deadline(case["收到"]) == clock.deadline(History(case["收到"]))


FEES = load("fees.yaml")


@pytest.mark.parametrize(("items", "yuan"), FEES["按件（当月件数、当月合计元）"].items())
def test_items_fee(items: int, yuan: int) -> None:
    fee = items_fee(0, items)
    assert fee.amount == yuan == sum(price_of_item(k) for k in range(1, items + 1))
    assert len(fee.explain()) == len(fee.lines)
    assert sum(line.count for line in fee.lines) == items


@pytest.mark.parametrize(("pages", "yuan"), FEES["按量（页数、元）"].items())
def test_pages_fee(pages: int, yuan: int) -> None:
    assert pages_fee(pages).amount == yuan


@pytest.mark.parametrize(("k", "yuan"), FEES["当月第几件（第几件、单价元）"].items())
def test_price_of_the_kth_item(k: int, yuan: int) -> None:
    assert price_of_item(k) == yuan


@pytest.mark.parametrize(("already", "more", "yuan"), FEES["当月再申请若干件（已有、再申请、本次元）"])
def test_fee_of_further_items(already: int, more: int, yuan: int) -> None:
    assert items_fee(already, more).amount == yuan


@pytest.mark.parametrize("case", FEES["不收取"])
def test_fee_refused(case: dict[str, Any]) -> None:
    with pytest.raises(RefusalError, match=case["理由"]):
        items_fee(0, case["件"], on=case.get("收到")) if "件" in case else pages_fee(case["页"])


@pytest.mark.parametrize("case", named("receipts.yaml"))
def test_receipt(case: dict[str, Any]) -> None:
    channel = next(channel for channel in Channel if channel.label == case["渠道"])
    arrival = Arrival(
        channel,
        case["到达"],
        at_office=case.get("转到公开机构"),
        acknowledged=case.get("系统提示"),
        confirmed=case.get("确认"),
        announced=not case.get("未公布的渠道", False),
        manual=case.get("公告人工确认", False),
        reachable=not case.get("无法联系", False),
    )
    with refusal(case):
        result = receipt(arrival)
        assert "拒绝" not in case
        assert result.on == (None if case["收到"] == "待定" else case["收到"])
        assert result.reason
        assert result.cites
        assert case.get("依据", "") in "、".join(map(str, result.cites))
        assert case.get("应办", "") in result.duty
        assert (result.on is None) <= bool(result.duty)
        if "提示" in case:
            assert case["提示"] in result.caution if case["提示"] != "无" else not result.caution


@pytest.mark.parametrize("case", named("remedies.yaml"))
def test_remedy_notice(case: dict[str, Any]) -> None:
    outcomes = [outcome for outcome in Outcome if outcome.label in case["结果"]]
    assert len(outcomes) == len(case["结果"])
    portal = case.get("互联网送达", "")
    for outcome in outcomes:
        with refusal(case):
            notice = remedy_notice(
                outcome,
                case["决定"],
                bodies=Bodies(portal="" if portal == "未填写" else portal),
                electronic=bool(portal),
                local=LocalChoice.RECONSIDERATION_ONLY if case.get("只告知复议") else LocalChoice.ORDINARY,
                ground=OtherGround(case["理由"]) if "理由" in case else None,
            )
            assert "拒绝" not in case
            assert (notice.text == "") is case.get("无告知", False)
            assert bool(notice.cites) is bool(notice.text)
            for words in case.get("含", ()):
                assert words in notice.text
            for words in case.get("不含", ()):
                assert words not in notice.text


def test_every_outcome_has_a_remedy_case_from_2024() -> None:
    cases = [case for case in load("remedies.yaml") if case["决定"] >= date(2024, 1, 1)]
    assert {outcome.label for outcome in Outcome} == {label for case in cases for label in case["结果"]}
