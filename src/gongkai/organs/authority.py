"""Who may act at an organ on a day: the second lock, beside the scope, and asked by every policy.

Posts are read past the scope (`_base_manager`): whether one may enter an organ is known before its scope opens.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.organs.models import Organ, Post, Substitution, in_force
from gongkai.organs.roles import Role


@dataclass(frozen=True, slots=True)
class Mandate:
    """By what right one acts. `principal`: for whom one stands in. A System actor holds no post."""

    actor: Actor
    role: Role | None
    post: Post | None
    principal: User | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that is one's own or, with a principal, stood in for."""

    post: Post
    principal: User | None

    @property
    def role(self) -> Role:
        return Role(self.post.role)


_Memory = dict[tuple[UUID, date], tuple[Holding, ...]]
_memory: ContextVar[_Memory | None] = ContextVar("holdings", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """While this lasts (one request), a person's posts are asked of the database once a day."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def forget() -> None:
    """What was remembered is out of date: a post was given, ended or lent."""
    if (memory := _memory.get()) is not None:
        memory.clear()


def holdings(actor: Any, on: date | None = None) -> tuple[Holding, ...]:
    """The posts a person may act from on a day, own ones first. None for a closed account, for anyone else."""
    if not isinstance(actor, User) or not actor.is_active:
        return ()
    on = on or today()
    memory = _memory.get()
    if memory is None:
        return _read(actor, on)
    key = (actor.pk, on)
    if key not in memory:
        memory[key] = _read(actor, on)
    return memory[key]


def _read(user: User, on: date) -> tuple[Holding, ...]:
    lent = Substitution._base_manager.filter(in_force(on), substitute=user).values("post")
    posts = (
        Post._base_manager.filter(Q(user=user) | Q(pk__in=lent), in_force(on), user__is_active=True)
        .select_related("user", "organ", "section")
        .order_by("pk")
    )
    own = [Holding(post, None) for post in posts if post.user_id == user.pk]
    stood_in_for = [Holding(post, post.user) for post in posts if post.user_id != user.pk]
    return (*own, *stood_in_for)


def mandate(actor: Any, organ: Organ, *roles: Role, on: date | None = None) -> Mandate | None:
    """The right to act at an organ in one of the roles; None where there is none.

    An own post goes before one stood in for; among those the order of `roles` decides. A System actor always
    has it; a superuser has none from being one. A supervisor's post at the parent counts as SUPERVISOR here.
    """
    if isinstance(actor, System):
        return Mandate(actor, roles[0] if roles else None, None)
    at = _at(holdings(actor, on), organ)
    for own in (True, False):
        for role in roles:
            for held in at:
                if held.role is role and (held.principal is None) is own:
                    return Mandate(actor, role, held.post, held.principal)
    return None


def _at(held: Iterable[Holding], organ: Organ) -> list[Holding]:
    return [each for each in held if each.post.organ_id == organ.pk or _oversees(each, organ)]


def _oversees(held: Holding, organ: Organ) -> bool:
    return held.role is Role.SUPERVISOR and held.post.organ_id == organ.parent_id


def roles_of(user: Any, organ: Organ, on: date | None = None) -> frozenset[Role]:
    """The roles one has at an organ, own and stood in for; SUPERVISOR also from the parent."""
    return frozenset(held.role for held in _at(holdings(user, on), organ))


def may_enter(user: Any, organ: Organ, on: date | None = None) -> bool:
    """Whether the organ's desk opens to this person at all."""
    return bool(_at(holdings(user, on), organ))


def organs_of(user: Any, on: date | None = None) -> list[Organ]:
    """The organs whose desks a person may enter, by place and name."""
    held = holdings(user, on)
    organs = {each.post.organ_id: each.post.organ for each in held}
    overseen = [each.post.organ_id for each in held if each.role is Role.SUPERVISOR]
    if overseen:
        organs |= {child.pk: child for child in Organ.objects.filter(parent__in=overseen)}
    return sorted(organs.values(), key=lambda organ: (organ.place, organ.name))


def refusal(actor: Any, organ: Organ, *roles: Role, doing: str, on: date | None = None) -> str | None:
    """The sentence that says who does this instead; None where the actor may. `doing`: 「登记申请」."""
    if mandate(actor, organ, *roles, on=on):
        return None
    return _("%(doing)s由%(organ)s的%(roles)s办理，您没有这个岗位；需要岗位，请找本机关的安全管理员。") % {
        "doing": doing,
        "organ": organ.name,
        "roles": "、".join(str(role.label) for role in roles),
    }
