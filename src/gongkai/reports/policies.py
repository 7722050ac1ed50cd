"""Who may do what with annual reports and what is compiled for them."""

from typing import Literal

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role

Action = Literal["store", "publish", "freeze"]
ROLES: dict[Action, tuple[Role, ...]] = {
    "store": (Role.OFFICE, Role.OFFICE_HEAD),
    "publish": (Role.OFFICE_HEAD,),
    "freeze": (Role.OFFICE, Role.OFFICE_HEAD),
}


def refusal(actor: Actor, action: Action, organ: Organ) -> str | None:
    """The sentence that says why not; None where the actor may."""
    doing = {"store": _("录入年度报告"), "publish": _("公布年度报告"), "freeze": _("定格报表")}[action]
    return authority.refusal(actor, organ, *ROLES[action], doing=doing)
