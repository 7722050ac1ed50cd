"""Who may hand in files to be read, and say what is to be kept of them."""

from typing import Literal

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role

Action = Literal["hand-in", "read-again", "correct", "judge", "keep-received"]
OFFICE = (Role.OFFICE, Role.OFFICE_HEAD)


def refusal(actor: Actor, action: Action, organ: Organ) -> str | None:
    """The sentence that says why not; None where the actor may."""
    doing = {
        "hand-in": _("读取年报文件"),
        "read-again": _("重新读取"),
        "correct": _("更正读出的数"),
        "judge": _("判断校核结果"),
        "keep-received": _("保存收到的年报"),
    }[action]
    return authority.refusal(actor, organ, *OFFICE, doing=doing)
