"""The first steps: registration, confirmation, what is no request, and the supplement."""

from gongkai.law.cite import regulation
from gongkai.law.events import ClockEffect
from gongkai.law.outcomes import Outcome
from gongkai.law.steps import Need, Role, State, Step

_CLERK = (Role.CLERK,)
_REVIEW = (regulation(31), regulation(45))

INTAKE = (
    Step(
        "take_in",
        "登记来件，待与申请人确认",
        (),
        State.ARRIVED,
        _CLERK,
        _REVIEW,
        documents=("P1",),
        note="平常信函、网络渠道和传真：确认之前期限不起算",
    ),
    Step(
        "confirm",
        "与申请人确认收到",
        (State.ARRIVED,),
        State.REGISTERED,
        _CLERK,
        (regulation(31),),
        ClockEffect.STARTS,
        ("P2",),
    ),
    Step("register", "登记申请", (), State.REGISTERED, _CLERK, _REVIEW, ClockEffect.STARTS, ("P1", "P2")),
    Step(
        "accept",
        "审核通过，转入办理",
        (State.REGISTERED,),
        State.HANDLING,
        _CLERK,
        (regulation(29), regulation(45)),
        needs=(Need.RECEIPT_KNOWN,),
    ),
    Step(
        "set_apart_correction",
        "作为更正本人信息的申请另行办理",
        (State.ARRIVED, State.REGISTERED, State.HANDLING),
        State.SET_APART,
        _CLERK,
        (regulation(41),),
        ClockEffect.ENDS,
        ("S17",),
        note="不计入年度报告的申请数量（推定）",
    ),
    Step(
        "set_apart_complaint",
        "作为对公共企事业单位信息公开的申诉另行办理",
        (State.ARRIVED, State.REGISTERED, State.HANDLING),
        State.SET_APART,
        _CLERK,
        (regulation(55),),
        ClockEffect.ENDS,
    ),
    Step(
        "set_apart_other",
        "不是公开申请的来件，另行办理",
        (State.ARRIVED, State.REGISTERED),
        State.SET_APART,
        _CLERK,
        clock=ClockEffect.ENDS,
        note="条例没有专条：咨询、误投等来件，没有提出公开申请；以申请名义信访投诉的，不在此列，按第三十九条答复",
    ),
)

SUPPLEMENT = (
    Step(
        "ask_supplement",
        "告知补正",
        (State.REGISTERED, State.HANDLING),
        State.AWAITING_SUPPLEMENT,
        _CLERK,
        (regulation(30),),
        ClockEffect.DISCARDS,
        ("P3",),
        needs=(Need.RECEIPT_KNOWN, Need.SUPPLEMENT_IN_TIME, Need.ROUND_LEFT),
    ),
    Step(
        "receive_supplement",
        "收到补正",
        (State.AWAITING_SUPPLEMENT,),
        State.HANDLING,
        _CLERK,
        (regulation(30),),
        ClockEffect.RESTARTS,
        needs=(Need.SUPPLEMENT_ASKED,),
    ),
    Step(
        "abandon_supplement",
        "逾期不补正，视为放弃申请",
        (State.AWAITING_SUPPLEMENT,),
        State.CLOSED,
        _CLERK,
        Outcome.OT_NOSUPP.cites,
        ClockEffect.ENDS,
        Outcome.OT_NOSUPP.documents,
        Role.OFFICE_HEAD,
        (Need.SUPPLEMENT_RUN_OUT,),
        Outcome.OT_NOSUPP,
        "书面告知并非条例所要求，是稳妥做法",
    ),
)
