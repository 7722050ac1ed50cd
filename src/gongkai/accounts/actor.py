"""Who acts: a person signed in, or the system itself for a stated reason."""

from dataclasses import dataclass

from gongkai.accounts.models import User


@dataclass(frozen=True, slots=True)
class System:
    """A job that no person started. No view makes one."""

    reason: str


Actor = User | System
