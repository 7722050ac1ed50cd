"""Requests for disclosure, by noun."""

from gongkai.cases.models.event import RequestEvent
from gongkai.cases.models.proposal import Proposal, ProposalState
from gongkai.cases.models.request import NUMBER_LENGTH, Request

__all__ = ["NUMBER_LENGTH", "Proposal", "ProposalState", "Request", "RequestEvent"]
