"""Fields that several registers have alike."""

from gongkai.law.labelled import Labelled
from gongkai.registers.declared.shapes import Field, FieldKind


class PartyKind(Labelled):
    """行政相对人类别, as the credit platforms' exchange names it."""

    ORGANISATION = "organisation", "法人及非法人组织"
    BUSINESS = "business", "个体工商户"
    NATURAL = "natural", "自然人"


class Ending(Labelled):
    """How a document stops being in force. Only the first is counted as 废止."""

    ABOLISHED = "abolished", "废止（含宣布失效）"
    LAPSED = "lapsed", "有效期届满"


PUBLISHED_ON = Field(
    "published_on", "公开日期", FieldKind.DATE, help="向社会公开的日期；没有公开的留空，仍然计数"
)
ITEM = Field("item", "对应的权责事项", FieldKind.ITEM, help="本机关权责事项台账里的事项编码")
SECTION = Field("section", "承办科室", FieldKind.SECTION, public=False)
UNTIL = Field("until", "停止施行日期", FieldKind.DATE, help="从这一天起不再有效；有效期至某日的，写其次日")
ENDING = Field("kind", "停止施行的方式", FieldKind.CHOICE, choices=Ending, help="填了停止施行日期的必填")


def party(prefix: str) -> tuple[Field, ...]:
    """The counterparty: an organisation's name and code; of a natural person or 个体工商户 the kind alone."""
    name_help = "只填法人、非法人组织的名称；自然人、个体工商户不填，台账不保存个人信息"
    return (
        Field("party_kind", "行政相对人类别", FieldKind.CHOICE, choices=PartyKind, code=f"{prefix}_XDR_LB"),
        Field("party", "行政相对人名称", code=f"{prefix}_XDR_MC", help=name_help),
        Field("party_code", "统一社会信用代码", FieldKind.CODE, code=f"{prefix}_XDR_SHXYM", longest=18),
    )
