"""Who may do what with registers and attested counts."""

from typing import Literal

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.organs import authority
from gongkai.organs.models import Organ, Section
from gongkai.organs.roles import Role

Action = Literal["enter", "amend", "void", "attest", "withdraw", "import"]

WRITERS = (Role.OFFICE, Role.CLERK)
_MAY: dict[Action, tuple[Role, ...]] = {
    "enter": WRITERS,
    "amend": WRITERS,
    "void": (Role.OFFICE_HEAD,),
    "attest": WRITERS,
    "withdraw": WRITERS,
    "import": (Role.OFFICE, Role.OFFICE_HEAD),
}


def refusal(actor: Actor, organ: Organ, action: Action, section: Section | None = None) -> str | None:
    """The sentence that says why not; None where the actor may. A clerk writes for the own section only."""
    doing = {
        "enter": _("登记台账"),
        "amend": _("更正台账"),
        "void": _("作废台账记录"),
        "attest": _("填报数据证明"),
        "withdraw": _("撤销数据证明"),
        "import": _("补录历史数据"),
    }[action]
    if refused := authority.refusal(actor, organ, *_MAY[action], doing=doing):
        return refused
    sections = sections_of(actor, organ)
    if Role.CLERK not in _MAY[action] or sections is None or (section is not None and section.pk in sections):
        return None
    return _("%(doing)s：科室经办人只办理本科室的；请选自己的科室，或者交政府信息公开工作机构办理。") % {
        "doing": doing
    }


def may(actor: Actor, organ: Organ, action: Action) -> bool:
    """Whether the actor does this at all, for whichever section."""
    return authority.mandate(actor, organ, *_MAY[action]) is not None


def principal(actor: Actor, organ: Organ, action: Action) -> User | None:
    """Whom the actor stands in for, as the log records it."""
    held = authority.mandate(actor, organ, *_MAY[action])
    return held.principal if held is not None else None


def sections_of(actor: Actor, organ: Organ) -> frozenset[int] | None:
    """The sections a clerk is bound to; None for who writes for all of them."""
    held = [each for each in authority.holdings(actor) if each.post.organ_id == organ.pk]
    clerks = {each.post.section_id for each in held if each.role is Role.CLERK}
    if not clerks or None in clerks or any(each.role is Role.OFFICE for each in held):
        return None
    return frozenset(section for section in clerks if section is not None)
