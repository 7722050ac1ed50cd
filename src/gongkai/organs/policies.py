"""Who may change the directory of organs."""

from typing import Literal

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System


def refusal(actor: Actor, action: Literal["register"]) -> str | None:
    """The sentence that says why not; None where the actor may."""
    if isinstance(actor, System) or (actor.is_active and actor.is_superuser):
        return None
    return _("登记行政机关由系统管理员办理；请与管理员联系。")
