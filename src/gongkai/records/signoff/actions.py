"""Starting a chain, deciding a step, taking a paper back. One function, one transaction, one event."""

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import now, today
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ, Section
from gongkai.organs.roles import Role
from gongkai.records import log
from gongkai.records.bound import bound
from gongkai.records.models import Route, SignOff, SignOffStep, Standing, Turn
from gongkai.records.signoff import handlers, policies


@transaction.atomic
def start(
    subject: models.Model,
    *,
    kind: str,
    organ: Organ,
    by: Actor,
    title: str,
    default: Sequence[Role],
    section: Section | None = None,
    for_whom: User | None = None,
) -> SignOff:
    """Send a paper on its way: by the organ's route for the kind, else by `default`, in order.

    `title` holds nothing personal. With a section, steps of section roles are for that section's people.
    `for_whom`: in whose stead `by` drafted it.
    Raises PermissionDenied; Refused where the paper is on its way already.
    """
    if refusal := policies.to_start(by, organ):
        raise PermissionDenied(refusal)
    with scope.organ(organ):
        Organ.objects.select_for_update().get(pk=organ.pk)  # two who send the same paper at once
        route = Route.objects.filter(kind=kind).first()
        roles = _checked(route.roles if route else default)
        subject_type, subject_id = subject._meta.label_lower, str(subject.pk)
        about = {"kind": kind, "subject_type": subject_type, "subject_id": subject_id}
        if SignOff.objects.filter(**about, state=Standing.OPEN).exists():
            raise Refused(_("这份文件正在签批中，不能重复送签；要改动，请先撤回。"))
        signoff = SignOff(
            organ=organ,
            title=title,
            section=section,
            drafted_by=by if isinstance(by, User) else None,
            drafted_for=for_whom,
            **about,
        )
        signoff.full_clean()
        signoff.save(force_insert=True)
        steps = SignOffStep.objects.bulk_create(
            SignOffStep(
                organ=organ,
                signoff=signoff,
                position=position,
                role=role,
                state=Turn.LATER if position else Turn.WAITING,
            )
            for position, role in enumerate(roles)
        )
        data = {
            "kind": kind,
            "of": f"{subject_type}:{subject_id}",
            "roles": [role.value for role in roles],
            **bound(signoff, *steps),
        }
        log.append("signoff.start", signoff, organ=organ, by=by, on=today(), data=data, for_whom=for_whom)
    return signoff


def agree(
    signoff: SignOff,
    *,
    by: Actor,
    opinion: str = "",
    step: UUID | None = None,
    on: datetime.date | None = None,
) -> SignOff:
    """Sign the step that waits. `step`: the one the signer was shown; another may wait by now.

    `on`: the day it took effect where it was signed before today, on paper; the time of recording stays true.
    Raises PermissionDenied; Refused where somebody else was quicker, and for a day to come.
    """
    if on is not None and on > today():
        raise Refused(_("签批日期不能晚于今天。"))
    return _decide(signoff, Turn.AGREED, by=by, opinion=opinion, shown=step, on=on)


def send_back(signoff: SignOff, *, by: Actor, opinion: str, step: UUID | None = None) -> SignOff:
    """Return the paper to who drafted it, with the reason. Raises PermissionDenied, Refused."""
    if not opinion.strip():
        raise Refused(_("退回要写明理由，拟稿人才知道改什么。"))
    return _decide(signoff, Turn.RETURNED, by=by, opinion=opinion, shown=step)


@transaction.atomic
def recall(signoff: SignOff, *, by: Actor) -> SignOff:
    """Who drafted the paper takes it back while it is on its way, or for whom it was drafted.

    Raises PermissionDenied, Refused.
    """
    with scope.organ(signoff.organ):
        signoff = _locked(signoff)
        if refusal := policies.to_recall(by, signoff):
            raise PermissionDenied(refusal)
        _open(signoff)
        _end(signoff, Standing.RECALLED, at=now())
        data = bound(signoff, *signoff.steps.all())
        log.append("signoff.recall", signoff, organ=signoff.organ, by=by, on=today(), data=data)
    return signoff


@transaction.atomic
def set_route(organ: Organ, kind: str, roles: Sequence[str], *, by: Actor) -> Route:
    """Set whose signatures a kind of paper needs from now on. Raises PermissionDenied, Refused."""
    if refusal := policies.to_set_route(by, organ):
        raise PermissionDenied(refusal)
    declared = handlers.kind(kind)
    if declared is not None and not declared.has_route:
        raise Refused(_("这种文件由谁签批由事项本身规定（如条例第三十三条的延长答复），不能另设流程。"))
    wanted = [role.value for role in _checked(roles)]
    with scope.organ(organ):
        route: Route = Route.objects.update_or_create(organ=organ, kind=kind, defaults={"roles": wanted})[0]
        data = {"kind": kind, "roles": wanted, **bound(route)}
        log.append("signoff.route", route, organ=organ, by=by, on=today(), data=data)
    return route


def digest(step: SignOffStep) -> str:
    """What the log keeps of an opinion: enough to see that it was not changed."""
    return hashlib.sha256(f"{step.pk}\n{step.opinion}".encode()).hexdigest()


@transaction.atomic
def _decide(
    signoff: SignOff,
    turn: Turn,
    *,
    by: Actor,
    opinion: str,
    shown: UUID | None,
    on: datetime.date | None = None,
) -> SignOff:
    on = on or today()
    with scope.organ(signoff.organ):
        signoff = _locked(signoff)
        _open(signoff)
        step = signoff.steps.get(state=Turn.WAITING)
        if shown not in (None, step.pk):
            raise Refused(_("这一步刚刚由别人签批了，您的意见没有记入；请看签批进度。"))
        right = policies.to_decide(by, step, today())
        if not isinstance(right, str) and on != today():
            right = policies.to_decide(by, step, on)  # who signed on paper held the post that day too
        if isinstance(right, str):
            raise PermissionDenied(right)
        at = now()
        step.state, step.for_whom, step.decided_at = turn, right.principal, at
        step.decided_by = by if isinstance(by, User) else None
        step.opinion = opinion.strip()
        step.save(update_fields=["state", "decided_by", "decided_at", "for_whom", "opinion", "updated_at"])
        if turn is Turn.RETURNED:
            _end(signoff, Standing.RETURNED, at=at)
        elif not signoff.steps.filter(position=step.position + 1).update(state=Turn.WAITING):
            _end(signoff, Standing.AGREED, at=at)
        _tell(signoff, step, by=by, on=on)
    return signoff


def _tell(signoff: SignOff, step: SignOffStep, *, by: Actor, on: datetime.date) -> None:
    data: dict[str, Any] = {"step": str(step.pk), "role": step.role, "opinion": digest(step)}
    if step.state == Turn.RETURNED:
        action, tell = "signoff.return", handlers.tell_returned
    else:
        action, tell = "signoff.agree", handlers.tell_concluded
    # The paper first: the log's chain is the last lock everybody takes, or two could wait for each other.
    if signoff.state != Standing.OPEN:
        tell(signoff, by, on)
    data |= bound(signoff, *signoff.steps.all())
    log.append(action, signoff, organ=signoff.organ, by=by, on=on, data=data, for_whom=step.for_whom)


def _end(signoff: SignOff, state: Standing, *, at: datetime.datetime) -> None:
    signoff.steps.filter(state__in=(Turn.WAITING, Turn.LATER)).update(state=Turn.CLOSED)
    signoff.state, signoff.ended_at = state, at
    signoff.save(update_fields=["state", "ended_at", "updated_at"])


def _locked(signoff: SignOff) -> SignOff:
    """The chain as it is now; who comes second waits here."""
    locked: SignOff = (
        SignOff.objects.select_for_update(of=("self",)).select_related("organ").get(pk=signoff.pk)
    )
    return locked


def _open(signoff: SignOff) -> None:
    if signoff.state != Standing.OPEN:
        raise Refused(
            _("这份文件%(state)s，不能再办理；请看签批进度。") % {"state": signoff.get_state_display()}
        )


def _checked(roles: Sequence[str]) -> list[Role]:
    """The roles of a route. Raises Refused for one that nobody could sign by."""
    if not roles:
        raise Refused(_("签批流程至少要有一步；请选一个职务。"))
    wanted = [Role(role) for role in roles]
    if any(role not in policies.SIGNERS for role in wanted):
        raise Refused(_("签批只能由科室、政府信息公开工作机构、保密审查、法制审核和机关负责人办理。"))
    if len(set(wanted)) != len(wanted):
        raise Refused(_("同一职务在一个流程里只能签一步；请去掉重复的步骤。"))
    return wanted
