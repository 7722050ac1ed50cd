"""The catalogue of powers and services (权责事项), with the days each item joined and left it."""

from gongkai.law.cite import regulation
from gongkai.law.labelled import Labelled
from gongkai.registers.declared.parts import SECTION
from gongkai.registers.declared.shapes import Field, FieldKind, Register


class ItemKind(Labelled):
    """The classes of the list of powers, public services, and charges."""

    LICENCE = "licence", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    LEVY = "levy", "行政征收"
    PAYMENT = "payment", "行政给付"
    INSPECTION = "inspection", "行政检查"
    CONFIRMATION = "confirmation", "行政确认"
    REWARD = "reward", "行政奖励"
    ADJUDICATION = "adjudication", "行政裁决"
    OTHER = "other", "其他行政权力"
    SERVICE = "service", "公共服务"
    CHARGE = "charge", "行政事业性收费"


# What table 二 of 2019 counts as 其他对外管理服务事项.
SERVICE_KINDS = (
    ItemKind.LEVY,
    ItemKind.PAYMENT,
    ItemKind.INSPECTION,
    ItemKind.CONFIRMATION,
    ItemKind.REWARD,
    ItemKind.ADJUDICATION,
    ItemKind.OTHER,
    ItemKind.SERVICE,
)

ITEMS = Register(
    "items",
    "权责事项",
    "本机关的行政权力、公共服务和收费事项；年报按上一年12月31日在清单上的事项计数",
    regulation(20, item=5),
    (
        Field("number", "事项编码", FieldKind.CODE, required=True, longest=60),
        Field("matter", "事项名称", required=True),
        Field("kind", "事项类别", FieldKind.CHOICE, required=True, choices=ItemKind),
        Field("on", "列入清单日期", FieldKind.DATE, required=True, help="从这一天起在清单上"),
        Field("until", "调出清单日期", FieldKind.DATE, help="从这一天起不在清单上"),
        Field("basis", "设定依据", longest=1000),
        SECTION,
    ),
)
