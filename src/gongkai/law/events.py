"""The kinds of things that happen to a request: what starts a period, who is consulted, what the clock does."""

from enum import StrEnum

from gongkai.law.cite import Cite, Instrument, regulation
from gongkai.law.labelled import Labelled


class ClockEffect(Labelled):
    """What an event does to the reply clock."""

    NONE = "none", "不影响期限"
    STARTS = "starts", "期限起算"
    DISCARDS = "discards", "停止计算，已计时间作废"
    RESTARTS = "restarts", "期限重新起算"
    SUSPENDS = "suspends", "暂停计算"
    RESUMES = "resumes", "恢复计算"
    EXTENDS = "extends", "期限延长"
    REPLACES = "replaces", "期限改为告知的日期"
    HALTS = "halts", "停止计算"
    ENDS = "ends", "期限终结"


class Cause(StrEnum):
    """What sets a period running; the day itself is not counted (民法典第二百零一条)."""

    label: str
    cites: tuple[Cite, ...]

    def __new__(cls, value: str, label: str, *cites: Cite) -> "Cause":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.cites = label, cites
        return member

    RECEIPT = "receipt", "收到申请", regulation(31), regulation(33, 2)
    SUPPLEMENT = "supplement", "收到补正后的申请", regulation(30)
    PAYMENT = "payment", "申请人缴清信息处理费", regulation(42), Cite(Instrument.FEE_MEASURES)
    ORDER = "order", "收到责令重新答复的决定或者判决", regulation(51)
    UNCLEAR = "unclear", "收到内容不明确的申请", regulation(30)
    THIRD_PARTY_LETTER = "third_party_letter", "第三方收到征求意见书", regulation(32)
    CO_MAKER_LETTER = "co_maker_letter", "共同制作机关收到征求意见书", regulation(34)
    FORMED = "formed", "信息形成或者变更", regulation(26)
    FEE_NOTICE = "fee_notice", "申请人收到收费通知", regulation(42), Cite(Instrument.FEE_MEASURES)

    @property
    def is_submission(self) -> bool:
        """Whether the applicant hands something in on that day, perhaps a rest day."""
        return self in (Cause.RECEIPT, Cause.SUPPLEMENT, Cause.UNCLEAR)


class Party(StrEnum):
    """Who is consulted. `silence` is what no answer within the period means, where the Regulation says it."""

    label: str
    cites: tuple[Cite, ...]
    silence: str

    def __new__(cls, value: str, label: str, silence: str, *cites: Cite) -> "Party":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.silence, member.cites = label, silence, cites
        return member

    THIRD_PARTY = (
        "third_party",
        "第三方",
        "逾期未提出意见的，由行政机关依照条例决定是否公开，不视为同意",
        regulation(32),
        regulation(33, 3),
    )
    CO_MAKER = "co_maker", "共同制作机关", "逾期未提出意见的，视为同意公开", regulation(34), regulation(33, 3)
    OTHER_ORGAN = "other_organ", "其他行政机关", "", regulation(11), regulation(33, 3)
    SECRECY = "secrecy", "主管部门或者保密行政管理部门", "", regulation(17), regulation(33, 3)

    @property
    def has_period(self) -> bool:
        """Whether the Regulation itself limits the time to answer."""
        return bool(self.silence)


class Answer(StrEnum):
    """What the party consulted said."""

    AGREES = "agrees"
    OBJECTS_WITH_REASON = "objects_with_reason"
    OBJECTS_WITHOUT_REASON = "objects_without_reason"
