"""Which posts one person may not hold together (等级保护：三类管理员分设).

System, security and audit administration are three persons in the whole installation: who gives rights must not
also open accounts, and neither may be the one who looks at the log. Nor does an administrator of an organ do its
business: who can change the ground rules of a desk does not work at it. Standing in counts as holding.
"""

from datetime import date

from django.utils.translation import gettext as _

from gongkai.accounts.models import User
from gongkai.organs.models import Organ, Post, Substitution, touching
from gongkai.organs.roles import ADMINISTRATORS, Role


def conflict(user: User, role: Role, organ: Organ, since: date, until: date | None) -> str | None:
    """The sentence that says which post stands against a new one; None where nothing does."""
    for held, at in _held(user, since, until):
        clash = held != role and (
            (role in ADMINISTRATORS and held in ADMINISTRATORS)
            or (at == organ and (role in ADMINISTRATORS) != (held in ADMINISTRATORS))
        )
        if clash:
            return _(
                "%(person)s在这段时间已担任（或者代理）%(at)s的%(held)s，不能同时担任%(role)s："
                "三类管理员分设，管理员也不兼本机关的业务岗位。请改派他人，或者先终止原岗位。"
            ) % {"person": user.get_full_name(), "at": at.name, "held": held.label, "role": role.label}
    return None


def _held(user: User, since: date, until: date | None) -> list[tuple[Role, Organ]]:
    own = Post._base_manager.filter(touching(since, until), user=user).select_related("organ")
    lent = Substitution._base_manager.filter(
        touching(since, until), touching(since, until, "post__"), substitute=user
    ).select_related("post__organ")
    posts = [*own, *(each.post for each in lent)]
    return [(Role(post.role), post.organ) for post in posts]
