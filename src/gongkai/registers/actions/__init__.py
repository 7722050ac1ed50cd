"""Writes of registers and attested counts: one function, one transaction, one event in the log."""

from gongkai.registers.actions.counts import attest, submit, withdraw
from gongkai.registers.actions.entries import amend, enter, enter_many, void

__all__ = ["amend", "attest", "enter", "enter_many", "submit", "void", "withdraw"]
