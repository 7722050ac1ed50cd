"""Decisions of the year: licences, other services, penalties, coercion. Codes: the credit platforms' exchange."""

from gongkai.law.cite import regulation
from gongkai.law.labelled import Labelled
from gongkai.registers.declared.parts import ITEM, PUBLISHED_ON, SECTION, party
from gongkai.registers.declared.shapes import Field, FieldKind, Register


class LicenceKind(Labelled):
    """许可类别."""

    ORDINARY = "ordinary", "普通"
    FRANCHISE = "franchise", "特许"
    RECOGNITION = "recognition", "认可"
    APPROVAL = "approval", "核准"
    REGISTRATION = "registration", "登记"
    OTHER = "other", "其他"


class Granted(Labelled):
    """What was decided on an application; both count."""

    YES = "yes", "准予许可"
    NO = "no", "不予许可"


class PenaltyKind(Labelled):
    """处罚类别, by the heaviest of the decision."""

    WARNING = "warning", "警告"
    NOTICE = "notice", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATION = "confiscation", "没收违法所得、没收非法财物"
    SUSPENSION = "suspension", "暂扣许可证件"
    DOWNGRADE = "downgrade", "降低资质等级"
    REVOCATION = "revocation", "吊销许可证件"
    RESTRICTION = "restriction", "限制从业或者限制开展生产经营活动"
    CLOSURE = "closure", "责令停产停业或者责令关闭"
    OTHER = "other", "其他"


class CoercionKind(Labelled):
    """行政强制: measures, and carrying out."""

    MEASURE = "measure", "行政强制措施"
    EXECUTION = "execution", "行政强制执行"


_DECIDED = "作出决定的日期，决定计入哪一年；不公开的、已失效的也计数"

LICENCES = Register(
    "licences",
    "行政许可",
    "本年作出的行政许可决定，准予和不予的都登记",
    regulation(20, item=5),
    (
        Field("number", "许可决定文书号", FieldKind.CODE, required=True, code="XK_WSH", longest=128),
        Field("title", "许可决定文书名称", code="XK_XKWS"),
        Field("matter", "许可内容", required=True, code="XK_NR", longest=500),
        Field("kind", "许可类别", FieldKind.CHOICE, choices=LicenceKind, code="XK_XKLB"),
        Field("granted", "决定", FieldKind.CHOICE, choices=Granted),
        Field("on", "许可决定日期", FieldKind.DATE, required=True, code="XK_JDRQ", help=_DECIDED),
        Field("valid_from", "有效期自", FieldKind.DATE, code="XK_YXQZ"),
        Field("valid_until", "有效期至", FieldKind.DATE, code="XK_YXQZI"),
        Field("certificate", "许可证书名称", code="XK_XKZS"),
        Field("certificate_number", "许可编号", FieldKind.CODE, code="XK_XKBH", longest=60),
        *party("XK"),
        PUBLISHED_ON,
        ITEM,
        SECTION,
    ),
)

SERVICES = Register(
    "services",
    "其他对外管理服务事项",
    "许可、处罚、强制以外的对外管理服务：确认、奖励、裁决、给付、检查、征收、公共服务等本年办理的件",
    regulation(20, item=5),
    (
        Field("number", "办件编号", FieldKind.CODE, longest=128),
        Field("matter", "办理内容", required=True, longest=500),
        Field("on", "办结日期", FieldKind.DATE, required=True, help="决定计入哪一年；不公开的也计数"),
        PUBLISHED_ON,
        ITEM,
        SECTION,
    ),
)

PENALTIES = Register(
    "penalties",
    "行政处罚",
    "本年作出的行政处罚决定",
    regulation(20, item=6),
    (
        Field("number", "处罚决定书文号", FieldKind.CODE, required=True, code="CF_WSH", longest=128),
        Field("matter", "违法行为类型", required=True, code="CF_WFXW", longest=500),
        Field("basis", "处罚依据", code="CF_YJ", longest=1000),
        Field("kind", "处罚类别", FieldKind.CHOICE, choices=PenaltyKind, code="CF_CFLB"),
        Field("content", "处罚内容", code="CF_NR", longest=1000),
        Field("amount", "罚款金额", FieldKind.AMOUNT, code="CF_NR_FK"),
        Field("on", "处罚决定日期", FieldKind.DATE, required=True, code="CF_JDRQ", help=_DECIDED),
        Field("shown_until", "公示截止期", FieldKind.DATE, code="CF_GSJZQ"),
        *party("CF"),
        PUBLISHED_ON,
        ITEM,
        SECTION,
    ),
)

COERCION = Register(
    "coercion",
    "行政强制",
    "本年作出的行政强制决定",
    regulation(20, item=6),
    (
        Field("number", "决定文书号", FieldKind.CODE, required=True, longest=128),
        Field("matter", "强制内容", required=True, longest=500),
        Field("kind", "强制类别", FieldKind.CHOICE, choices=CoercionKind),
        Field("on", "决定日期", FieldKind.DATE, required=True, help=_DECIDED),
        PUBLISHED_ON,
        ITEM,
        SECTION,
    ),
)
