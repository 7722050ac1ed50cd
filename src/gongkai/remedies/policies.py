"""Who may do what with remedies."""

from gongkai.accounts.actor import Actor
from gongkai.law.remedies import Verdict
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.remedies.models import Remedy

KEEPERS = (Role.OFFICE, Role.LEGAL, Role.OFFICE_HEAD)


def refusal(actor: Actor, organ: Organ, *, doing: str) -> str | None:
    """The sentence that says why not; None where the actor keeps the organ's remedies."""
    return authority.refusal(actor, organ, *KEEPERS, doing=doing)


def may_order(remedy: Remedy) -> bool:
    """Whether how it ended can order a new reply: what was upheld leaves the reply as it stands."""
    return remedy.verdict in (Verdict.CORRECTED, Verdict.OTHER)
