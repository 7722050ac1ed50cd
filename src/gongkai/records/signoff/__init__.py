"""The one sign-off chain, used by everything that is signed.

A chain is the ordered roles that must agree to a paper. Nobody decides on what they drafted, nor on two steps
of one chain, neither for themselves nor as a substitute.
"""

from gongkai.records.signoff.actions import agree, recall, send_back, set_route, start
from gongkai.records.signoff.handlers import concluded, declare, owned, returned
from gongkai.records.signoff.queries import candidates, history, open_chain, sent_by, verify, waiting_for

__all__ = [
    "agree",
    "candidates",
    "concluded",
    "declare",
    "history",
    "open_chain",
    "owned",
    "recall",
    "returned",
    "send_back",
    "sent_by",
    "set_route",
    "start",
    "verify",
    "waiting_for",
]
