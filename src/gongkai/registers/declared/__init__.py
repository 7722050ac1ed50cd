"""The registers, each a declaration read by one engine."""

from gongkai.registers.declared.catalogue import ITEMS
from gongkai.registers.declared.decisions import COERCION, LICENCES, PENALTIES, SERVICES
from gongkai.registers.declared.documents import NORMATIVE, RULES
from gongkai.registers.declared.money import CHARGES, PROCUREMENT
from gongkai.registers.declared.shapes import Register

REGISTERS: dict[str, Register] = {
    register.key: register
    for register in (
        ITEMS,
        RULES,
        NORMATIVE,
        LICENCES,
        SERVICES,
        PENALTIES,
        COERCION,
        CHARGES,
        PROCUREMENT,
    )
}

__all__ = ["REGISTERS"]
