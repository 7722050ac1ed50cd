"""Writes of requests, by what is done."""

from gongkai.cases.actions.assigning import assign, given_to
from gongkai.cases.actions.bringing_in import Brought, bring_in, bring_in_many
from gongkai.cases.actions.opening import open_request
from gongkai.cases.actions.reading import Words, read_words
from gongkai.cases.actions.stepping import submit_again, take_step

__all__ = [
    "Brought",
    "Words",
    "assign",
    "bring_in",
    "bring_in_many",
    "given_to",
    "open_request",
    "read_words",
    "submit_again",
    "take_step",
]
