"""Who may start, decide, take back; who sets the routes."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.organs import authority
from gongkai.organs.authority import Holding
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records.models import SignOff, SignOffStep
from gongkai.records.signoff import handlers

# Who may be asked for a signature: not the three administrators, who stay out of the substance, nor a
# supervisor, who reads. A clerk drafts.
SIGNERS = (
    Role.SECTION_HEAD,
    Role.OFFICE,
    Role.OFFICE_HEAD,
    Role.SECRECY,
    Role.LEGAL,
    Role.LEADER,
)
OFFICERS = (Role.CLERK, *SIGNERS)
_OF_A_SECTION = (Role.CLERK, Role.SECTION_HEAD)


def to_start(actor: Actor, organ: Organ) -> str | None:
    """The sentence that says why a paper cannot be sent on its way; None where it can."""
    return authority.refusal(actor, organ, *OFFICERS, doing=_("送签"))


def to_set_route(actor: Actor, organ: Organ) -> str | None:
    """Whose signatures a paper needs is the organ's business, not a matter of the machine: the office's head."""
    return authority.refusal(actor, organ, Role.OFFICE_HEAD, doing=_("设定签批流程"))


def to_recall(actor: Actor, signoff: SignOff) -> str | None:
    """Whose draft it is takes it back; the system does where what was to be signed is overtaken."""
    mine = isinstance(actor, System) or actor.pk in (signoff.drafted_by_id, signoff.drafted_for_id)
    return None if mine else _("只有拟稿人可以撤回；请与拟稿人联系，或者把文件退回。")


def to_decide(actor: Actor, step: SignOffStep, on: datetime.date) -> Holding | str:
    """The post from which the actor may decide this step, an own one first; else the sentence that refuses."""
    owners = handlers.owners(step.signoff)
    if refusal := involved(actor, step.signoff, owners):
        return refusal
    role = Role(step.role)
    held = _held(actor, step, on)
    if not held:
        return authority.refusal(actor, step.organ, role, doing=_("签批这一步"), on=on) or _(
            "这一步由经办科室的%(role)s签批；您的岗位在别的科室。"
        ) % {"role": role.label}
    taken = _names(step.signoff) | owners
    for each in held:
        if each.principal is None or each.principal.pk not in taken:
            return each
    return _(
        "您是代%(name)s签批，而这份文件是%(name)s拟的、说的是%(name)s经办的事项，或者已经以%(name)s的名义签过，"
        "不能再以其名义签批；"
        "请由其他%(role)s签批。"
    ) % {"name": held[0].post.user.get_full_name(), "role": role.label}


def involved(actor: Actor, signoff: SignOff, owners: frozenset[Any]) -> str | None:
    """Nobody approves their own: why this person can decide no step of the chain at all."""
    if not isinstance(actor, User):
        return _("签批须由有岗位的人员本人办理。")
    if actor.pk == signoff.drafted_by_id:
        return _("这份文件是您拟的，不能由您签批；请由别的有权人员签批。")
    if actor.pk == signoff.drafted_for_id:
        return _("这份文件是以您的名义拟的，不能由您签批；请由别的有权人员签批。")
    if actor.pk in owners:
        return _("这份文件说的是您经办的事项，不能由您签批；请由别的有权人员签批。")
    if actor.pk in _names(signoff):
        return _("这份文件您已经签过一步，不能再签另一步；请由别的有权人员签批。")
    return None


def _held(actor: Actor, step: SignOffStep, on: datetime.date) -> list[Holding]:
    section = step.signoff.section_id if step.role in _OF_A_SECTION else None
    return [
        held
        for held in authority.holdings(actor, on)
        if held.role == step.role
        and held.post.organ_id == step.organ_id
        and (section is None or held.post.section_id == section)
    ]


def _names(signoff: SignOff) -> set[Any]:
    """In whose names the chain has been handled so far: who drafted, who signed, for whom they did."""
    found: set[Any] = {signoff.drafted_by_id, signoff.drafted_for_id}
    for step in signoff.steps.all():
        found |= {step.decided_by_id, step.for_whom_id}
    return found - {None}
