"""The lawyers' cases, replayed through the actions: the stored dates are those the law computes."""

from datetime import date
from typing import Any

import pytest

import asked
from cases.acts import acts
from gongkai.base.refusal import Refused
from gongkai.cases import queries, taking
from gongkai.cases.actions import opening, take_step
from gongkai.cases.models import Request
from gongkai.law import clock
from gongkai.law.clock import ClockState
from law.test_legal_cases import history, load
from officers import TEST

pytestmark = pytest.mark.django_db
CASES = [case for case in load("deadlines.yaml") if "期限" not in case]
# What the clock refuses as a history, the procedure refuses earlier, as a step, in its own sentence.
EARLIER = {
    "征求意见书早于收到申请": "不能“书面征求第三方意见”",
    "逾期补正，没有正当理由": "补正期限已过",
    "缴费期限届满之后才缴清": "不能再登记缴清",
    "第八个工作日才告知补正，不使期限重新起算": "不使期限重新起算",
}


@pytest.fixture(autouse=True)
def some_day_later(monkeypatch):
    """The cases reach into years to come; steps may not."""
    for module in (taking, opening):
        monkeypatch.setattr(module, "today", lambda: date(2030, 1, 1))


def replayed(organ, case: dict[str, Any]) -> Request:
    told = history(case)
    request = asked.received(organ, told.receipt)
    sent = []
    for on, _order, step, details in acts(told):
        if "letter" in details:
            details = {**details, "letter": sent[details["letter"]]}
        take_step(request, step, by=TEST, on=on, **details)
        if step.startswith(("consult_", "refer_")):
            sent.append(request.last_seq)
    return request


@pytest.mark.parametrize("case", [pytest.param(case, id=case["案例"]) for case in CASES])
def test_the_stored_dates_are_the_laws(inside, case: dict[str, Any]) -> None:
    refused = EARLIER.get(case["案例"], case.get("拒绝"))
    if refused is not None:
        with pytest.raises(Refused, match=refused):
            replayed(inside, case)
        return
    request = replayed(inside, case)
    computed = clock.deadline(history(case))
    stored = Request.objects.get(pk=request.pk)
    assert (stored.due_on, stored.closes_on) == (computed.due, computed.closes)
    assert stored.due_on == case.get("届满")
    assert ClockState(stored.clock_state).label == case.get("状态", "计算中")
    assert stored.due_provisional is computed.provisional
    again = queries.deadline(stored)
    assert again is not None
    assert again.explain() == computed.explain()
