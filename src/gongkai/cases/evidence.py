"""What is put on file beside the procedure's steps: the facts its needs ask for.

They are written as steps so that one action, one policy and one history serve both; none of them moves a request
or decides anything. `law.procedure` says which step needs which of them.
"""

from gongkai.law import procedure
from gongkai.law.cite import Cite, Instrument, regulation
from gongkai.law.refusal import RefusalError
from gongkai.law.steps import Role, State, Step
from gongkai.organs import roles

_CLERK = (Role.CLERK,)
_FEES = (regulation(42), Cite(Instrument.FEE_MEASURES))
_IN_HAND = (State.HANDLING,)

EVIDENCE: tuple[Step, ...] = (
    Step("note_excessive", "认定申请的数量、频次明显超过合理范围", _IN_HAND, None, _CLERK, (regulation(35),)),
    Step(
        "note_grounds",
        "登记答复所依据的事实和理由",
        _IN_HAND,
        None,
        _CLERK,
        (regulation(36, item=3), regulation(36, item=5), regulation(37)),
    ),
    Step(
        "note_outweighed",
        "认定不公开会对公共利益造成重大影响",
        _IN_HAND,
        None,
        _CLERK,
        (regulation(15), regulation(32)),
    ),
    Step(
        "note_answered_before",
        "登记此前对相同申请的答复",
        _IN_HAND,
        None,
        _CLERK,
        (regulation(36, item=6),),
    ),
    Step(
        "note_late_supplement",
        "法制机构同意逾期告知补正",
        (State.REGISTERED, State.HANDLING),
        None,
        _CLERK,
        (regulation(30),),
        note="由法制审核人员登记",
    ),
    Step(
        "note_supplement_excused",
        "登记逾期补正的正当理由",
        (State.AWAITING_SUPPLEMENT,),
        None,
        _CLERK,
        (regulation(30),),
    ),
    Step(
        "note_letter_received",
        "登记对方收到征求意见书",
        _IN_HAND,
        None,
        _CLERK,
        (regulation(32), regulation(34)),
    ),
    Step("note_fee_received", "登记申请人收到收费通知", (State.AWAITING_PAYMENT,), None, _CLERK, _FEES),
    Step(
        "note_order",
        "登记责令重新答复的复议决定或者判决",
        (State.ANSWERED, State.CLOSED, State.ARCHIVED),
        None,
        _CLERK,
        (regulation(51),),
    ),
)
_BY_NAME = {step.name: step for step in EVIDENCE}

# Whose matter a fact is, where the roles of the law do not say it.
HELD_BY: dict[str, tuple[roles.Role, ...]] = {
    "note_late_supplement": (roles.Role.LEGAL,),
    "note_order": (roles.Role.OFFICE, roles.Role.OFFICE_HEAD, roles.Role.LEGAL),
}


def step(name: str) -> Step:
    """A step of the law or a fact to put on file. Raises RefusalError where there is neither."""
    return _BY_NAME[name] if name in _BY_NAME else procedure.step(name)


def steps_from(state: State) -> tuple[Step, ...]:
    """What may be done in a state: the steps of the law, then the facts that may be put on file."""
    return (*procedure.steps_from(state), *(each for each in EVIDENCE if state in each.since))


def label(name: str) -> str:
    """The name of what happened, as the table of a request's events shows it."""
    if name == BRING_IN:
        return "历史补录"
    try:
        return step(name).label
    except RefusalError:
        return name


BRING_IN = "bring_in"
# Entered with the remedy it belongs to, which says whether it orders anything; never by itself.
WITH_REMEDY = "note_order"
