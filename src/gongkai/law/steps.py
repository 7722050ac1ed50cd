"""The shapes of the procedure: states, roles and steps (条例第四十五条 names the stages)."""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.cite import Cite
from gongkai.law.events import ClockEffect
from gongkai.law.labelled import Labelled
from gongkai.law.outcomes import Outcome


class Stage(StrEnum):
    """The five stages of Art 45, in order."""

    REGISTER = "登记"
    REVIEW = "审核"
    HANDLE = "办理"
    REPLY = "答复"
    ARCHIVE = "归档"


class State(StrEnum):
    """Where a request stands. Lateness, queues and open consultations are not states: they are derived."""

    label: str
    stage: Stage

    def __new__(cls, value: str, label: str, stage: Stage) -> "State":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.stage = label, stage
        return member

    ARRIVED = "arrived", "已到达，待确认", Stage.REGISTER
    REGISTERED = "registered", "已登记，待审核", Stage.REGISTER
    AWAITING_SUPPLEMENT = "awaiting_supplement", "待补正", Stage.REVIEW
    HANDLING = "handling", "办理中", Stage.HANDLE
    AWAITING_PAYMENT = "awaiting_payment", "待缴费", Stage.HANDLE
    DECIDED = "decided", "已拟定答复，待批准", Stage.REPLY
    APPROVED = "approved", "已批准，待送达", Stage.REPLY
    ANSWERED = "answered", "已答复", Stage.REPLY
    CLOSED = "closed", "已终止办理", Stage.REPLY
    SET_APART = "set_apart", "不作为公开申请，另行办理", Stage.REVIEW
    ARCHIVED = "archived", "已归档", Stage.ARCHIVE

    @property
    def is_final(self) -> bool:
        return self is State.ARCHIVED


class Role(Labelled):
    """Who may take a step; the accounts say who holds which role."""

    CLERK = "clerk", "政府信息公开工作机构经办人"
    OFFICE_HEAD = "office_head", "政府信息公开工作机构负责人"
    REVIEWER = "reviewer", "保密审查人员"
    LEADER = "leader", "行政机关负责人"


class Need(StrEnum):
    """What must be so before a step may be taken; `needs.py` says how each is tested and in which words."""

    RECEIPT_KNOWN = "receipt_known"
    SUPPLEMENT_IN_TIME = "supplement_in_time"
    ROUND_LEFT = "round_left"
    SUPPLEMENT_ASKED = "supplement_asked"
    SUPPLEMENT_RUN_OUT = "supplement_run_out"
    EXTENDABLE = "extendable"
    DELAYABLE = "delayable"
    EXCESSIVE = "excessive"
    REASONS_ASKED = "reasons_asked"
    REASONS_GOOD = "reasons_good"
    REASONS_BAD = "reasons_bad"
    CHARGEABLE = "chargeable"
    PAYMENT_RUN_OUT = "payment_run_out"
    PAYMENT_IN_TIME = "payment_in_time"
    THIRD_PARTY_OPEN = "third_party_open"
    THIRD_PARTY_LAPSED = "third_party_lapsed"
    CO_MAKER_OPEN = "co_maker_open"
    CO_MAKER_LAPSED = "co_maker_lapsed"
    OTHER_ORGAN_OPEN = "other_organ_open"
    SECRECY_OPEN = "secrecy_open"
    CONSULTED_OUT = "consulted_out"
    THIRD_PARTY_HEARD = "third_party_heard"
    OBJECTION_OUTWEIGHED = "objection_outweighed"
    OBJECTED = "objected"
    THIRD_PARTY_TOLD = "third_party_told"
    SEARCHED = "searched"
    SECRECY_REVIEWED = "secrecy_reviewed"
    GROUNDS = "grounds"
    SUPPLEMENTED = "supplemented"
    ANSWERED_BEFORE = "answered_before"
    DISCLOSED = "disclosed"
    ORDERED = "ordered"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure.

    `since` is empty for a step that opens a case; `until` is None where the state stays. `documents` are
    codes of letters: P procedural, S substantive. `approval`: whose consent it needs. `outcome`: what it
    decides. A step without
    `cites` says why in `note`; a note may also mark what is practice or inference.
    """

    name: str
    label: str
    since: tuple[State, ...]
    until: State | None
    by: tuple[Role, ...]
    cites: tuple[Cite, ...] = ()
    clock: ClockEffect = ClockEffect.NONE
    documents: tuple[str, ...] = ()
    approval: Role | None = None
    needs: tuple[Need, ...] = ()
    outcome: Outcome | None = None
    note: str = ""

    def reaches(self, state: State) -> State:
        """The state after the step, taken in a state."""
        return state if self.until is None else self.until


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a step is refused: the sentence for the reader, and the articles behind it."""

    code: str
    sentence: str
    cites: tuple[Cite, ...] = ()
