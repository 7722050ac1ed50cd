"""Who may do what with requests."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.cases import evidence, hands
from gongkai.cases.models import Request, RequestEvent
from gongkai.law.steps import Step
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.organs.roles import LAW, Role

# Who sees every request of the organ; a section's officers see those given to it or to them.
WHOLE_ORGAN = (Role.OFFICE, Role.OFFICE_HEAD, Role.SECRECY, Role.LEGAL, Role.LEADER)
OF_A_SECTION = (Role.CLERK, Role.SECTION_HEAD)
HANDLERS = (*WHOLE_ORGAN, *OF_A_SECTION)
ASSIGNERS = (Role.OFFICE, Role.OFFICE_HEAD)


def roles_for(step: Step) -> tuple[Role, ...]:
    """Who of the organ takes a step: the law's roles, read as the organ's."""
    if step.name in evidence.HELD_BY:
        return evidence.HELD_BY[step.name]
    return tuple(role for law_role in step.by for role in LAW[law_role])


def needs_consent(step: Step) -> bool:
    """Whether another officer must consent before the step is taken.

    A decision is consented to afterwards, by the step `approve`; who takes `extend` or `delay` is the head whose
    consent the law asks for.
    """
    return step.approval is not None and step.approval not in step.by and not step.name.startswith("decide_")


def step_refusal(actor: Actor, request: Request, step: Step) -> str | None:
    """The sentence that says why this officer does not take this step on this request; None where they may."""
    roles = roles_for(step)
    if sentence := authority.refusal(actor, request.organ, *roles, doing=step.label):
        return sentence
    if not within_reach(actor, request, *roles):
        return _("这件申请没有交给您或者您的科室承办；请公开机构先指定承办科室或者经办人。")
    return None


def own_hand(
    actor: Actor, principal: User | None, step: Step, events: Sequence[RequestEvent], request: Request
) -> str | None:
    """Nobody consents to a step in a case of their own, nor in the name of whose case it is.

    `approve` is not asked here: a reply is approved on its sign-off alone, which asks the same of its drafters.
    """
    if isinstance(actor, System) or step.approval not in step.by or step.name == "approve":
        return None
    acting = {actor.pk} | ({principal.pk} if principal is not None else set())
    if acting & hands.handlers(request, events):
        return _("您不能批准自己经办的事项，也不能代经办人批准；请由其他有权的人办理。")
    return None


def reading_refusal(actor: Actor, request: Request) -> str | None:
    """Whether the sealed words of a request may be opened: only by those who handle it."""
    doing = _("查看申请人和申请内容")
    if sentence := authority.refusal(actor, request.organ, *HANDLERS, doing=doing):
        return sentence
    if not within_reach(actor, request, *HANDLERS):
        return _("这件申请没有交给您或者您的科室承办，不能查看申请人和申请内容。")
    return None


def organ_refusal(actor: Actor, organ: Organ, *roles: Role, doing: str) -> str | None:
    """For what concerns no single request: registering, bringing in, assigning."""
    return authority.refusal(actor, organ, *roles, doing=doing)


def within_reach(actor: Actor, request: Request, *roles: Role) -> bool:
    """Whether one of these roles reaches this request: the office's always, a section's where it is given."""
    if isinstance(actor, System):
        return True
    for held in _held(actor, request.organ):
        if held.role not in roles:
            continue
        if held.role not in OF_A_SECTION:
            return True
        person = held.principal or actor
        if request.handler_id in (actor.pk, person.pk) and request.handler_id is not None:
            return True
        if held.post.section_id is not None and held.post.section_id == request.section_id:
            return True
    return False


def reach(user: User, organ: Organ) -> Q:
    """The requests a person's posts reach, stood in for or their own: the organ's, or those given to them."""
    held = _held(user, organ)
    if any(each.role in WHOLE_ORGAN for each in held):
        return Q()
    of_a_section = [each for each in held if each.role in OF_A_SECTION]
    people = {each.principal or user for each in of_a_section}
    sections = {each.post.section_id for each in of_a_section if each.post.section_id is not None}
    return Q(section__in=sections) | Q(handler__in=people)


def _held(user: User, organ: Organ) -> list[authority.Holding]:
    return [each for each in authority.holdings(user) if each.post.organ_id == organ.pk]
