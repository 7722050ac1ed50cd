"""Outcomes of a request (law.md § 9): what the reply decides, by which article, on which kind of document."""

from enum import StrEnum

from gongkai.law.cite import Cite, Instrument, regulation


class Notice(StrEnum):
    """Which remedy notice the decision carries (law.md §§ 5.4, 9)."""

    FIRST_RECONSIDERATION = "first"  # R1: reconsideration before any suit, for what is withheld
    EITHER = "either"  # R2: reconsideration or suit
    LOCAL = "local"  # R3: the ordinary notice unless the legal unit decides otherwise
    NONE = "none"


class Outcome(StrEnum):
    """How a request ends. Every edition of the report counts each outcome in exactly one row."""

    label: str
    cites: tuple[Cite, ...]
    document: str
    notice: Notice

    def __new__(
        cls, value: str, label: str, cites: tuple[Cite, ...], document: str, notice: Notice
    ) -> "Outcome":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.cites, member.document, member.notice = label, cites, document, notice
        return member

    OPEN_PUBLISHED = "open_published", "已主动公开", (regulation(36, item=1),), "S1", Notice.EITHER
    OPEN_GIVEN = "open_given", "予以公开", (regulation(36, item=2), regulation(40)), "S2", Notice.EITHER
    PARTIAL = "partial", "部分公开", (regulation(37),), "S3", Notice.FIRST_RECONSIDERATION
    REF_SECRET = "ref_secret", "属于国家秘密", (regulation(14),), "S4a", Notice.FIRST_RECONSIDERATION
    REF_LAW = "ref_law", "其他法律行政法规禁止公开", (regulation(14),), "S4b", Notice.FIRST_RECONSIDERATION
    REF_SAFETY = "ref_safety", "危及“三安全一稳定”", (regulation(14),), "S4c", Notice.FIRST_RECONSIDERATION
    REF_THIRD = (
        "ref_third",
        "保护第三方合法权益",
        (regulation(15), regulation(32)),
        "S4d",
        Notice.FIRST_RECONSIDERATION,
    )
    REF_INTERNAL = (
        "ref_internal",
        "属于三类内部事务信息",
        (regulation(16, 1),),
        "S4e",
        Notice.FIRST_RECONSIDERATION,
    )
    REF_PROCESS = (
        "ref_process",
        "属于四类过程性信息",
        (regulation(16, 2),),
        "S4f",
        Notice.FIRST_RECONSIDERATION,
    )
    REF_CASEFILE = (
        "ref_casefile",
        "属于行政执法案卷",
        (regulation(16, 2),),
        "S4g",
        Notice.FIRST_RECONSIDERATION,
    )
    REF_QUERY = "ref_query", "属于行政查询事项", (regulation(36, item=7),), "S5", Notice.LOCAL
    NA_NONE = "na_none", "信息不存在", (regulation(36, item=4),), "S6", Notice.EITHER
    NA_OTHERORG = (
        "na_otherorg",
        "非本机关负责公开",
        (regulation(36, item=5), regulation(10)),
        "S7",
        Notice.EITHER,
    )
    NA_MAKE = "na_make", "没有现成信息需要另行制作", (regulation(38),), "S8", Notice.LOCAL
    NA_UNCLEAR = "na_unclear", "补正后申请内容仍不明确", (regulation(30),), "S9", Notice.EITHER
    NP_PETITION = "np_petition", "信访举报投诉类申请", (regulation(39, 1),), "S10", Notice.LOCAL
    NP_REPEAT = "np_repeat", "重复申请", (regulation(36, item=6),), "S11", Notice.LOCAL
    NP_PUBLICATION = "np_publication", "要求提供公开出版物", (regulation(39, 2),), "S12", Notice.LOCAL
    NP_EXCESS = "np_excess", "无正当理由大量反复申请", (regulation(35),), "S13", Notice.EITHER
    NP_CONFIRM = (
        "np_confirm",
        "要求行政机关确认或重新出具已获取信息",
        (regulation(2), regulation(38)),
        "S14",
        Notice.EITHER,
    )
    OT_NOSUPP = "ot_nosupp", "申请人无正当理由逾期不补正", (regulation(30),), "S15", Notice.EITHER
    OT_NOFEE = (
        "ot_nofee",
        "申请人逾期未按收费通知要求缴纳费用",
        (regulation(42), Cite(Instrument.FEE_MEASURES)),
        "S16",
        Notice.EITHER,
    )
    OT_OTHER = (
        "ot_other",
        "其他",
        (regulation(2), Cite(Instrument.ARCHIVES_LAW, 15, 2)),
        "S18, S19",
        Notice.EITHER,
    )


class Standing(StrEnum):
    """What the report counts beside outcomes: where a request stands at the two ends of the year."""

    label: str

    def __new__(cls, value: str, label: str) -> "Standing":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    NEW = "new", "本年新收"
    CARRIED_IN = "carried_in", "上年结转"
    CARRIED_OUT = "carried_out", "结转下年度继续办理"
