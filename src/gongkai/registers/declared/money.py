"""Charges collected (行政事业性收费) and government procurement (政府集中采购). Amounts are in 元."""

from gongkai.law.cite import regulation
from gongkai.law.labelled import Labelled
from gongkai.registers.declared.parts import ITEM, PUBLISHED_ON, SECTION
from gongkai.registers.declared.shapes import Field, FieldKind, Register


class Organised(Labelled):
    """采购组织形式; only the first two are 集中采购."""

    CENTRAL = "central", "政府集中采购"
    DEPARTMENT = "department", "部门集中采购"
    SCATTERED = "scattered", "分散采购"


class Method(Labelled):
    """采购方式."""

    OPEN = "open", "公开招标"
    INVITED = "invited", "邀请招标"
    NEGOTIATION = "negotiation", "竞争性谈判"
    CONSULTATION = "consultation", "竞争性磋商"
    INQUIRY = "inquiry", "询价"
    SINGLE = "single", "单一来源"
    FRAMEWORK = "framework", "框架协议"
    OTHER = "other", "其他"


CENTRALISED = (Organised.CENTRAL, Organised.DEPARTMENT)

CHARGES = Register(
    "charges",
    "行政事业性收费",
    "收取的行政事业性收费，一笔或一期一条；收费项目登记在权责事项里",
    regulation(20, item=8),
    (
        Field("number", "票据号或凭证号", FieldKind.CODE, longest=128),
        Field("matter", "收费项目", required=True),
        Field(
            "on", "收取日期", FieldKind.DATE, required=True, help="决定计入哪一年；按月汇总的填当月最后一天"
        ),
        Field("amount", "收取金额", FieldKind.AMOUNT, required=True),
        ITEM,
        SECTION,
    ),
)

PROCUREMENT = Register(
    "procurement",
    "政府采购",
    "本年采购的项目，一个项目一条；年报只计集中采购",
    regulation(20, item=9),
    (
        Field("number", "项目编号", FieldKind.CODE, required=True, longest=128),
        Field("matter", "项目名称", required=True),
        Field("kind", "组织形式", FieldKind.CHOICE, required=True, choices=Organised),
        Field("method", "采购方式", FieldKind.CHOICE, choices=Method),
        Field("on", "合同签订日期", FieldKind.DATE, required=True, help="决定计入哪一年"),
        Field("amount", "合同金额", FieldKind.AMOUNT, required=True),
        Field("budget", "预算金额", FieldKind.AMOUNT),
        Field("supplier", "供应商", help="只填法人、非法人组织的名称"),
        Field("agency", "代理机构"),
        PUBLISHED_ON,
        SECTION,
    ),
)
