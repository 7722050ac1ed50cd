"""Lines of registers and attested counts."""

from gongkai.registers.models.counts import AttestedCount
from gongkai.registers.models.entry import Correction, Entry

__all__ = ["AttestedCount", "Correction", "Entry"]
