"""Kinds of applicant, as table 三 of the annual report counts them."""

from enum import StrEnum


class Applicant(StrEnum):
    """Who asks: a natural person, or one of five kinds of legal person or other organisation."""

    label: str
    organisation: bool

    def __new__(cls, value: str, label: str, organisation: bool = True) -> "Applicant":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.organisation = organisation
        return member

    NATURAL = "natural", "自然人", False
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    WELFARE = "welfare", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER = "other", "其他"
