"""Who may do what with annual reports."""

from typing import Literal

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.organs.models import Organ

Action = Literal["store", "publish"]


def refusal(actor: Actor, action: Action, organ: Organ) -> str | None:
    """The sentence that says why not; None where the actor may. So far there are no posts at an organ."""
    if isinstance(actor, System) or (actor.is_active and actor.is_superuser):
        return None
    what = {"store": _("录入年度报告"), "publish": _("公布年度报告")}[action]
    return _("您没有在%(organ)s%(what)s的权限；请与本机关的系统管理员联系。") % {"organ": organ, "what": what}
