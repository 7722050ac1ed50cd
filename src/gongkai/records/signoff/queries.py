"""Reads of sign-offs."""

import datetime

from django.db import models
from django.db.models import QuerySet

from gongkai.accounts.models import User
from gongkai.organs.models import Organ
from gongkai.records.models import SignOff, SignOffStep


def waiting_for(user: User, organ: Organ, on: datetime.date) -> "QuerySet[SignOffStep]":
    """The steps that this user may decide today, oldest first; what they drafted or signed before is not there."""
    raise NotImplementedError


def open_chain(subject: models.Model, kind: str) -> SignOff | None:
    """The chain the paper is on now, if any."""
    raise NotImplementedError


def history(subject: models.Model) -> "QuerySet[SignOff]":
    """All chains of a paper, newest first, with their steps."""
    raise NotImplementedError
