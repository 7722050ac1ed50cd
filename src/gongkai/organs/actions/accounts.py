"""Accounts as an organ keeps them. What an account is stands in `accounts`; here is who may and whose it is."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from gongkai.accounts import actions as accounts
from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs import authority, journal, policies
from gongkai.organs.models import Membership, Organ, Post, in_force
from gongkai.organs.roles import ADMINISTRATORS, Role


@transaction.atomic
def open_account(organ: Organ, *, username: str, name: str, by: Actor) -> tuple[User, str]:
    """A new account of the organ, and its first password to hand over. It may do nothing before it has a post.

    Raises PermissionDenied, Refused.
    """
    if sentence := policies.open_account(by, organ):
        raise PermissionDenied(sentence)
    with scope.organ(organ):
        user, password = accounts.open_account(username=username, name=name, by=by)
        membership = Membership(organ=organ, user=user)
        membership.save(force_insert=True)
        _tell("organs.open_account", user, organ, by, membership)
    return user, password


@transaction.atomic
def close_account(user: User, *, organ: Organ, by: Actor) -> None:
    """Nobody signs in with it any more, and its posts give no mandate. Raises PermissionDenied, Refused."""
    if sentence := policies.close_account(by, organ, user):
        raise PermissionDenied(sentence)
    with scope.organ(organ):
        Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
        # The system may: who runs the server closes a lost account to name another (`found`).
        alone = None if isinstance(by, System) else _alone_as(user, today())
        if alone is not None:
            raise Refused(
                _("%(person)s是%(organ)s唯一的%(role)s；请先把岗位移交给接任的人，再停用账号。")
                % {
                    "person": user.get_full_name(),
                    "organ": alone.organ.name,
                    "role": alone.get_role_display(),
                }
            )
        accounts.close_account(user, by=by)
        authority.forget()
        _tell("organs.close_account", user, organ, by)


@transaction.atomic
def reset_password(user: User, *, organ: Organ, by: Actor) -> str:
    """A new first password to hand over. Raises PermissionDenied, Refused."""
    if sentence := policies.reset_password(by, organ, user):
        raise PermissionDenied(sentence)
    password = accounts.reset_password(user, by=by)
    _tell("organs.reset_password", user, organ, by)
    return password


@transaction.atomic
def reset_second_factor(user: User, *, organ: Organ, by: Actor) -> None:
    """For one who lost the telephone and the recovery codes. Raises PermissionDenied, Refused."""
    if sentence := policies.reset_second_factor(by, organ, user):
        raise PermissionDenied(sentence)
    accounts.reset_second_factor(user, by=by)
    _tell("organs.reset_second_factor", user, organ, by)


def _alone_as(user: User, on: date) -> Post | None:
    """A post of an administrator that nobody else holds."""
    mine = Post._base_manager.filter(in_force(on), user=user, role__in=ADMINISTRATORS).select_related("organ")
    for post in mine:
        others = Post._base_manager.filter(
            in_force(on), organ=post.organ, role=post.role, until=None, user__is_active=True
        )
        if not others.exclude(user=user).exists():
            return post
    return None


def _tell(action: str, user: User, organ: Organ, by: Actor, *more: Model) -> None:
    acts = authority.mandate(by, organ, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
    for_whom = acts.principal if acts else None
    journal.write(action, user, organ=organ, by=by, on=today(), for_whom=for_whom, rows=(user, *more))
