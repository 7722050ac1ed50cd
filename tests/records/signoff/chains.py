"""How a chain stands."""

from gongkai.base.clock import today
from gongkai.records import signoff


def turns(chain):
    return [step.state for step in chain.steps.order_by("position")]


def waiting(user, organ):
    return [step.signoff for step in signoff.waiting_for(user, organ, today())]
