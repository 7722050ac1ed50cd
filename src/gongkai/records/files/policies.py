"""Who may hand in files and who may read them."""

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.organs.roles import BUSINESS, Role

OFFICERS = tuple(role for role in BUSINESS if role is not Role.SUPERVISOR)


def to_keep(actor: Actor, organ: Organ) -> str | None:
    """The sentence that says why not; None where the actor may."""
    return authority.refusal(actor, organ, *OFFICERS, doing=_("上传文件"))


def to_read(actor: Actor, organ: Organ) -> str | None:
    """The supervisor of the parent reads too; administrators of the machine do not."""
    return authority.refusal(actor, organ, *BUSINESS, doing=_("查阅文件"))
