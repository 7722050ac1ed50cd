"""Requests for disclosure, by noun."""

from gongkai.cases.models.event import RequestEvent
from gongkai.cases.models.proposal import Proposal, ProposalState
from gongkai.cases.models.request import Request

__all__ = ["Proposal", "ProposalState", "Request", "RequestEvent"]
