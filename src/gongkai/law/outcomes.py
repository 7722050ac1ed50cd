"""Outcomes of a request: what the reply decides, by which article, on which kind of document."""

from datetime import date
from enum import StrEnum

from gongkai.law.cite import Cite, Instrument, regulation
from gongkai.law.events import Party
from gongkai.law.labelled import Labelled
from gongkai.law.terms import FEES_FROM, REGULATION_FROM


class Notice(StrEnum):
    """Which remedy notice the decision carries."""

    FIRST_RECONSIDERATION = "first"  # R1: reconsideration before any suit, for what is withheld
    EITHER = "either"  # R2: reconsideration or suit
    LOCAL = "local"  # R3: the ordinary notice unless the legal unit decides otherwise
    NONE = "none"


class Group(Labelled):
    """The six groups of results, as the report and the desk list them."""

    OPEN = "open", "予以公开"
    PARTIAL = "partial", "部分公开"
    REFUSED = "refused", "不予公开"
    UNABLE = "unable", "无法提供"
    NOT_PROCESSED = "not_processed", "不予处理"
    OTHER = "other", "其他处理"


_WITHHELD = regulation(36, item=3)
_FEES = (regulation(42), Cite(Instrument.FEE_MEASURES))
_ARCHIVES = Cite(Instrument.ARCHIVES_LAW, 15, 2)


class Outcome(StrEnum):
    """How a request ends, and its clock with it. Every edition of the report counts each in exactly one row."""

    label: str
    group: Group
    documents: tuple[str, ...]  # codes of the letters
    notice: Notice
    cites: tuple[Cite, ...]  # what the decision rests on

    def __new__(
        cls, value: str, label: str, group: Group, documents: str, notice: Notice, *cites: Cite
    ) -> "Outcome":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.group, member.notice, member.cites = label, group, notice, cites
        member.documents = tuple(documents.split())
        return member

    OPEN_PUBLISHED = "open_published", "已主动公开", Group.OPEN, "S1", Notice.EITHER, regulation(36, item=1)
    OPEN_GIVEN = (
        "open_given",
        "予以公开",
        Group.OPEN,
        "S2",
        Notice.EITHER,
        regulation(36, item=2),
        regulation(40),
    )
    PARTIAL = "partial", "部分公开", Group.PARTIAL, "S3", Notice.FIRST_RECONSIDERATION, regulation(37)
    REF_SECRET = (
        "ref_secret",
        "属于国家秘密",
        Group.REFUSED,
        "S4a",
        Notice.FIRST_RECONSIDERATION,
        regulation(14),
        _WITHHELD,
    )
    REF_LAW = (
        "ref_law",
        "其他法律行政法规禁止公开",
        Group.REFUSED,
        "S4b",
        Notice.FIRST_RECONSIDERATION,
        regulation(14),
        _WITHHELD,
    )
    REF_SAFETY = (
        "ref_safety",
        "危及“三安全一稳定”",
        Group.REFUSED,
        "S4c",
        Notice.FIRST_RECONSIDERATION,
        regulation(14),
        _WITHHELD,
    )
    REF_THIRD = (
        "ref_third",
        "保护第三方合法权益",
        Group.REFUSED,
        "S4d",
        Notice.FIRST_RECONSIDERATION,
        regulation(15),
        regulation(32),
        _WITHHELD,
    )
    REF_INTERNAL = (
        "ref_internal",
        "属于三类内部事务信息",
        Group.REFUSED,
        "S4e",
        Notice.FIRST_RECONSIDERATION,
        regulation(16, 1),
        _WITHHELD,
    )
    REF_PROCESS = (
        "ref_process",
        "属于四类过程性信息",
        Group.REFUSED,
        "S4f",
        Notice.FIRST_RECONSIDERATION,
        regulation(16, 2),
        _WITHHELD,
    )
    REF_CASEFILE = (
        "ref_casefile",
        "属于行政执法案卷",
        Group.REFUSED,
        "S4g",
        Notice.FIRST_RECONSIDERATION,
        regulation(16, 2),
        _WITHHELD,
    )
    REF_QUERY = "ref_query", "属于行政查询事项", Group.REFUSED, "S5", Notice.LOCAL, regulation(36, item=7)
    NA_NONE = "na_none", "信息不存在", Group.UNABLE, "S6", Notice.EITHER, regulation(36, item=4)
    NA_OTHERORG = (
        "na_otherorg",
        "非本机关负责公开",
        Group.UNABLE,
        "S7",
        Notice.EITHER,
        regulation(36, item=5),
        regulation(10),
    )
    NA_MAKE = "na_make", "没有现成信息需要另行制作", Group.UNABLE, "S8", Notice.LOCAL, regulation(38)
    NA_UNCLEAR = "na_unclear", "补正后申请内容仍不明确", Group.UNABLE, "S9", Notice.EITHER, regulation(30)
    NP_PETITION = (
        "np_petition",
        "信访举报投诉类申请",
        Group.NOT_PROCESSED,
        "S10",
        Notice.LOCAL,
        regulation(39, 1),
    )
    NP_REPEAT = "np_repeat", "重复申请", Group.NOT_PROCESSED, "S11", Notice.LOCAL, regulation(36, item=6)
    NP_PUBLICATION = (
        "np_publication",
        "要求提供公开出版物",
        Group.NOT_PROCESSED,
        "S12",
        Notice.LOCAL,
        regulation(39, 2),
    )
    NP_EXCESS = (
        "np_excess",
        "无正当理由大量反复申请",
        Group.NOT_PROCESSED,
        "S13",
        Notice.EITHER,
        regulation(35),
    )
    NP_CONFIRM = (
        "np_confirm",
        "要求行政机关确认或重新出具已获取信息",
        Group.NOT_PROCESSED,
        "S14",
        Notice.EITHER,
        regulation(2),
        regulation(38),
    )
    OT_NOSUPP = "ot_nosupp", "申请人无正当理由逾期不补正", Group.OTHER, "S15", Notice.EITHER, regulation(30)
    OT_NOFEE = "ot_nofee", "申请人逾期未按收费通知要求缴纳费用", Group.OTHER, "S16", Notice.EITHER, *_FEES
    OT_OTHER = "ot_other", "其他", Group.OTHER, "S18 S19", Notice.EITHER, regulation(2), _ARCHIVES

    @property
    def consults(self) -> Party | None:
        """Who must have been consulted before this may be decided."""
        return Party.THIRD_PARTY if self is Outcome.REF_THIRD else None

    @property
    def since(self) -> date:
        """From when the outcome is possible: nobody can fail to pay before there are fees."""
        return FEES_FROM if self is Outcome.OT_NOFEE else REGULATION_FROM


class OtherGround(StrEnum):
    """Why a request ends as OT_OTHER, each with its own letter and remedy notice."""

    label: str
    documents: tuple[str, ...]
    notice: Notice
    cites: tuple[Cite, ...]

    def __new__(cls, value: str, label: str, documents: str, notice: Notice, *cites: Cite) -> "OtherGround":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.notice, member.cites = label, notice, cites
        member.documents = tuple(documents.split())
        return member

    WITHDRAWN = "withdrawn", "申请人撤回申请", "S18", Notice.NONE
    ARCHIVED = "archived", "已移交国家档案馆，按照档案利用规定办理", "S19", Notice.EITHER, _ARCHIVES
    NOT_INFORMATION = "not_information", "所申请的整体不属于政府信息", "", Notice.EITHER, regulation(2)
    APPLICANT_GONE = "applicant_gone", "申请人死亡或者终止，无人承受", "", Notice.NONE


class Standing(Labelled):
    """What the report counts beside outcomes: where a request stands at the two ends of the year."""

    NEW = "new", "本年新收"
    CARRIED_IN = "carried_in", "上年结转"
    CARRIED_OUT = "carried_out", "结转下年度继续办理"
