"""Organs, what they are made of, and who works there."""

from gongkai.organs.models.dated import Dated, in_force, touching
from gongkai.organs.models.organ import Organ, OrganPeriod, Succession
from gongkai.organs.models.people import Membership, Post, Reason, Substitution
from gongkai.organs.models.record import Kind, Record
from gongkai.organs.models.structure import Duty, Group, GroupMember, Section, Unit, UnitKind

__all__ = [
    "Dated",
    "Duty",
    "Group",
    "GroupMember",
    "Kind",
    "Membership",
    "Organ",
    "OrganPeriod",
    "Post",
    "Reason",
    "Record",
    "Section",
    "Substitution",
    "Succession",
    "Unit",
    "UnitKind",
    "in_force",
    "touching",
]
