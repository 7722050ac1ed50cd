"""Reads of sign-offs."""

import datetime
from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from gongkai.accounts.models import User
from gongkai.organs import authority
from gongkai.organs.models import Organ, Post, Substitution, in_force
from gongkai.records.models import Event, Route, SignOff, SignOffStep, Standing, Turn
from gongkai.records.signoff import policies
from gongkai.records.signoff.actions import digest


def waiting_for(user: User, organ: Organ, on: datetime.date) -> QuerySet[SignOffStep]:
    """The steps that this user may decide today, oldest first; what they drafted or signed before is not there.

    What waits for the user's roles is little; whether the user may is asked of the policy, as when they sign.
    """
    steps: QuerySet[SignOffStep] = SignOffStep.objects.filter(organ=organ).select_related(
        "signoff", "signoff__drafted_by", "signoff__drafted_for", "organ"
    )
    roles = authority.roles_of(user, organ, on) & frozenset(policies.SIGNERS)
    asked = steps.filter(state=Turn.WAITING, role__in=roles).prefetch_related("signoff__steps")
    with authority.remembered():
        mine = [step.pk for step in asked if not isinstance(policies.to_decide(user, step, on), str)]
    return steps.filter(pk__in=mine).order_by("signoff__created_at", "pk")


def sent_by(user: User, organ: Organ) -> QuerySet[SignOff]:
    """The chains this user sent on their way, or another in their stead, not signed through yet, newest first."""
    mine = Q(drafted_by=user) | Q(drafted_for=user)
    chains: QuerySet[SignOff] = SignOff.objects.filter(mine, organ=organ)
    return chains.exclude(state=Standing.AGREED)


def candidates(step: SignOffStep, on: datetime.date) -> list[User]:
    """Who may decide the step today, by name. Nobody: the organ has to give somebody the post."""
    posts = Post._base_manager.filter(in_force(on), organ=step.organ_id, role=step.role)
    lent = Substitution._base_manager.filter(in_force(on), post__in=posts)
    people = User.objects.filter(
        Q(pk__in=posts.values("user")) | Q(pk__in=lent.values("substitute")), is_active=True
    )
    return [
        person
        for person in people.order_by("name", "username")
        if not isinstance(policies.to_decide(person, step, on), str)
    ]


def subject(signoff: SignOff) -> models.Model | None:
    """What the paper is about, read within the scope; None where it is no longer there."""
    rows = apps.get_model(signoff.subject_type)._default_manager
    found: models.Model | None = rows.filter(pk=signoff.subject_id).first()
    return found


def open_chain(subject: models.Model, kind: str) -> SignOff | None:
    """The chain the paper is on now, if any."""
    return history(subject).filter(kind=kind, state=Standing.OPEN).first()


def history(subject: models.Model) -> QuerySet[SignOff]:
    """All chains of a paper, newest first, with their steps."""
    chains: QuerySet[SignOff] = SignOff.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    )
    return (
        chains.select_related("drafted_by", "drafted_for")
        .prefetch_related("steps__decided_by", "steps__for_whom")
        .order_by("-created_at", "pk")
    )


def routes(organ: Organ) -> dict[str, Route]:
    """The routes the organ has set, by kind."""
    return {route.kind: route for route in Route.objects.filter(organ=organ)}


def verify() -> Iterator[str]:
    """One sentence for each signature whose row is not what the log says of it. Needs scope.everywhere."""
    decisions = Event.objects.filter(action__in=("signoff.agree", "signoff.return"))
    told = {UUID(event.data["step"]): event for event in decisions.iterator()}
    for step in SignOffStep.objects.filter(decided_by__isnull=False).iterator():
        event = told.pop(step.pk, None)
        if event is None:
            yield f"签批步骤 {step.pk} 已有结果，日志里却没有这次签批"
        elif not _as_told(step, event):
            yield f"签批步骤 {step.pk} 与日志（{event.chain} 第 {event.seq} 条）不一致：签批人、结果或意见被改过"
    for pk, event in told.items():
        yield f"日志（{event.chain} 第 {event.seq} 条）记有签批步骤 {pk}，库里却没有签批结果"


def _as_told(step: SignOffStep, event: Event) -> bool:
    turn = Turn.AGREED if event.action == "signoff.agree" else Turn.RETURNED
    return (step.state, step.decided_by_id, step.for_whom_id, step.role, digest(step)) == (
        turn, event.actor_id, event.for_whom_id, event.data["role"], event.data["opinion"],
    )  # fmt: skip
