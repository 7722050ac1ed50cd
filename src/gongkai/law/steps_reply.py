"""The steps that lead to the reply and away from it: evidence, decisions, approval, service, closing."""

from gongkai.law.cite import Cite, Instrument, regulation
from gongkai.law.events import ClockEffect, Party
from gongkai.law.outcomes import Group, Outcome
from gongkai.law.steps import Need, Role, State, Step

_CLERK = (Role.CLERK,)
_SERVICE = Cite(Instrument.REPLY_2016_235)
_IN_HAND = (State.HANDLING,)
_OPEN = (
    State.ARRIVED,
    State.REGISTERED,
    State.AWAITING_SUPPLEMENT,
    State.HANDLING,
    State.AWAITING_PAYMENT,
    State.DECIDED,
    State.APPROVED,
)

EVIDENCE = (
    Step(
        "log_search",
        "登记检索情况",
        _IN_HAND,
        None,
        _CLERK,
        (regulation(36, item=4),),
        note="记明在何处、以何关键词、由何人、何时检索：举证责任在行政机关",
    ),
    Step("review_secrecy", "公开前审查", _IN_HAND, None, (Role.REVIEWER,), (regulation(17),)),
)

REPLY = (
    Step(
        "send_back",
        "退回重新拟定",
        (State.DECIDED, State.APPROVED),
        State.HANDLING,
        (Role.LEADER, Role.OFFICE_HEAD),
        (regulation(45),),
    ),
    Step(
        "approve",
        "批准答复",
        (State.DECIDED,),
        State.APPROVED,
        (Role.LEADER,),
        (regulation(45),),
        approval=Role.LEADER,
        note="由谁批准依本机关的制度",
    ),
    Step(
        "serve",
        "送达答复",
        (State.APPROVED,),
        State.ANSWERED,
        _CLERK,
        (regulation(33), _SERVICE),
        ClockEffect.ENDS,
        needs=(Need.THIRD_PARTY_TOLD,),
    ),
    Step(
        "withdraw",
        "申请人撤回申请",
        _OPEN,
        State.CLOSED,
        _CLERK,
        clock=ClockEffect.ENDS,
        documents=("S18",),
        outcome=Outcome.OT_OTHER,
        note="条例没有规定撤回，计入其他处理是推定",
    ),
    Step(
        "applicant_gone",
        "申请人死亡或者终止，无人承受",
        _OPEN,
        State.CLOSED,
        _CLERK,
        clock=ClockEffect.ENDS,
        approval=Role.OFFICE_HEAD,
        outcome=Outcome.OT_OTHER,
        note="条例没有规定，计入其他处理是推定",
    ),
    Step(
        "to_proactive",
        "转为主动公开",
        (State.ANSWERED, State.ARCHIVED),
        None,
        _CLERK,
        (regulation(44),),
        approval=Role.OFFICE_HEAD,
        needs=(Need.DISCLOSED,),
        note="公布期限比照第二十条信息的二十个工作日是推定",
    ),
    Step(
        "reopen",
        "依复议决定或者判决重新办理",
        (State.ANSWERED, State.CLOSED, State.ARCHIVED),
        State.HANDLING,
        _CLERK,
        (regulation(51),),
        ClockEffect.RESTARTS,
        needs=(Need.ORDERED,),
        note="同一申请的新一轮，首年只计一次；第二次答复如何统计没有规定",
    ),
    Step(
        "archive",
        "归档",
        (State.ANSWERED, State.CLOSED, State.SET_APART),
        State.ARCHIVED,
        _CLERK,
        (regulation(45),),
    ),
)

# What each group, and some single outcomes, need before they may be decided.
_GROUP_NEEDS: dict[Group, tuple[Need, ...]] = {
    Group.OPEN: (Need.CONSULTED_OUT,),
    Group.PARTIAL: (Need.CONSULTED_OUT, Need.OBJECTION_OUTWEIGHED, Need.SECRECY_REVIEWED, Need.GROUNDS),
    Group.REFUSED: (Need.CONSULTED_OUT, Need.GROUNDS),
}
_OUTCOME_NEEDS: dict[Outcome, tuple[Need, ...]] = {
    Outcome.OPEN_GIVEN: (Need.OBJECTION_OUTWEIGHED, Need.SECRECY_REVIEWED),
    Outcome.NA_NONE: (Need.SEARCHED,),
    Outcome.NA_OTHERORG: (Need.GROUNDS,),
    Outcome.NA_UNCLEAR: (Need.SUPPLEMENTED,),
    Outcome.NP_REPEAT: (Need.ANSWERED_BEFORE,),
    Outcome.NP_EXCESS: (Need.EXCESSIVE, Need.REASONS_BAD),
    Outcome.OT_OTHER: (Need.GROUNDS,),
}


def _decision(outcome: Outcome) -> Step:
    heard = (Need.THIRD_PARTY_HEARD,) if outcome.consults is Party.THIRD_PARTY else ()
    return Step(
        f"decide_{outcome}",
        f"拟定答复：{outcome.label}",
        _IN_HAND,
        State.DECIDED,
        _CLERK,
        outcome.cites,
        documents=outcome.documents,
        approval=Role.LEADER,
        needs=(*_GROUP_NEEDS.get(outcome.group, ()), *heard, *_OUTCOME_NEEDS.get(outcome, ())),
        outcome=outcome,
    )


# The two abandonments are decided where they happen, not while the request is being handled.
DECISIONS = tuple(
    _decision(outcome) for outcome in Outcome if outcome not in (Outcome.OT_NOSUPP, Outcome.OT_NOFEE)
)
