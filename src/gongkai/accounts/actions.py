"""Opening, mending and closing accounts.

These check nothing beyond sanity: who may do it to whom is said by posts, and posts are known to `organs`, whose
actions ask the policy and call these. Nothing else calls them.
"""

import secrets
import string

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts import lockout, second_factor, signals
from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.base.clock import now
from gongkai.base.refusal import Refused

# Without the letters and digits that are mistaken for one another on paper.
_LETTERS = "".join(set(string.ascii_letters + string.digits) - set("0O1lI"))


@transaction.atomic
def open_account(*, username: str, name: str, by: Actor) -> tuple[User, str]:
    """A new account and its first password, to be handed over and changed at the first sign-in. Raises Refused."""
    user = User(username=User.normalize_username(username.strip()), name=name.strip())
    if not user.name:
        raise Refused(_("没有开账号：请写明使用人的姓名。"))
    if User.objects.filter(username__iexact=user.username).exists():
        raise Refused(_("没有开账号：已有这个用户名的账号（大小写不同也算同一个）；请另取一个用户名。"))
    user.set_unusable_password()
    try:
        user.full_clean(validate_unique=False)  # the name is unique by the constraint, said above
    except ValidationError as problem:
        raise Refused(_("没有开账号：{why}").format(why="".join(problem.messages))) from None
    password = _hand_out(user, by)
    return user, password


@transaction.atomic
def reset_password(user: User, *, by: Actor) -> str:
    """A new first password. Ends the account's sessions and a lock. Raises Refused where the account is closed."""
    user = _locked(user)
    if not user.is_active:
        raise Refused(_("账号已经停用，不能重设密码。"))
    return _hand_out(user, by)


@transaction.atomic
def close_account(user: User, *, by: Actor) -> None:
    """Nobody signs in with it any more, and its sessions end. What it did stays. Raises Refused if it is closed."""
    user = _locked(user)
    if not user.is_active:
        raise Refused(_("账号已经停用。"))
    user.is_active = False
    user.set_unusable_password()  # sessions are bound to the password: none comes back to life
    user.save(update_fields=["is_active", "password"])
    second_factor.remove(user, by=by)


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor) -> None:
    """For one who lost the telephone and the recovery codes. Raises Refused where there is no second factor."""
    if not second_factor.remove(_locked(user), by=by):
        raise Refused(_("这个账号没有启用第二重验证。"))


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _hand_out(user: User, by: Actor) -> str:
    password = _first_password(user)
    user.set_password(password)
    user.must_change_password = True
    user.password_changed_at = now()
    user.save()
    lockout.lift(user)
    signals.password_changed.send(User, user=user, by=by, handed_out=True)
    return password


def _first_password(user: User) -> str:
    """Groups of four, easy to read out, by the rules in force."""
    while True:
        password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        try:
            password_validation.validate_password(password, user)
        except ValidationError:
            continue
        return password
