"""Posts: given, ended, handed over. Work is found by post and role, so it follows the post to its next holder."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs import authority, journal, policies
from gongkai.organs.models import Membership, Organ, Post, Section, in_force, touching
from gongkai.organs.roles import ADMINISTRATORS, Role
from gongkai.organs.separation import conflict

_A_DAY = timedelta(days=1)


@transaction.atomic
def appoint(
    user: User,
    organ: Organ,
    role: Role,
    *,
    by: Actor,
    since: date | None = None,
    until: date | None = None,
    section: Section | None = None,
) -> Post:
    """Give a person a role at an organ, from today where no day is named, for a time or until it is ended.

    Raises PermissionDenied, ValidationError, Refused.
    """
    since = since or today()
    if sentence := policies.posts(by, organ, user):
        raise PermissionDenied(sentence)
    with scope.organ(organ):
        _lock(organ)
        post = _give(Post(user=user, organ=organ, role=role, since=since, until=until, section=section), by)
        _tell("organs.appoint", post, by, since)
    return post


@transaction.atomic
def end_post(post: Post, *, until: date, by: Actor) -> Post:
    """The last day of a post. Yesterday: it ends at once. A day before it began: it is taken back.

    Raises PermissionDenied; Refused for a day further back, or where no administrator would be left.
    """
    if sentence := policies.posts(by, post.organ):
        raise PermissionDenied(sentence)
    with scope.organ(post.organ):
        _lock(post.organ)
        post = _ended(post, until, by)
        if sentence := _nobody_left(post, until):
            raise Refused(sentence)
        _tell("organs.end_post", post, by, until)
    return post


@transaction.atomic
def hand_over(post: Post, to: User, *, on: date, by: Actor) -> Post:
    """The post goes to another: the holder until the day before, the next from `on`. Returns the new post.

    Raises PermissionDenied, Refused.
    """
    if sentence := policies.posts(by, post.organ, to):
        raise PermissionDenied(sentence)
    with scope.organ(post.organ):
        _lock(post.organ)
        if to.pk == post.user_id:
            raise Refused(_("接任的就是现任本人；请选另一个人。"))
        last = post.until
        old = _ended(post, on - _A_DAY, by)
        new = _give(
            Post(user=to, organ=old.organ, role=old.role, section=old.section, since=on, until=last), by
        )
        _tell("organs.hand_over", old, by, on, {"to": str(to.pk), "post": new.pk}, new)
    return new


@transaction.atomic
def found(
    organ: Organ, *, system: User, security: User, audit: User, by: Actor, since: date | None = None
) -> list[Post]:
    """Give an organ its three administrators, where it has no security administrator who could appoint.

    Raises PermissionDenied, Refused. So an installation begins, and so one is saved that lost its only one.
    """
    if sentence := policies.found(by):
        raise PermissionDenied(sentence)
    since = since or today()
    people = {Role.SYSTEM_ADMIN: system, Role.SECURITY_ADMIN: security, Role.AUDIT_ADMIN: audit}
    with scope.organ(organ):
        _lock(organ)
        if _holders(organ, Role.SECURITY_ADMIN, since).exists():
            raise Refused(_("%(organ)s已有安全管理员，岗位由其任命。") % {"organ": organ.name})
        posts = []
        for role, user in people.items():
            if _holders(organ, role, since).filter(user=user).exists():
                continue
            Membership._base_manager.get_or_create(user=user, defaults={"organ": organ})
            post = _give(Post(user=user, organ=organ, role=role, since=since), by)
            _tell("organs.found", post, by, since)
            posts.append(post)
    return posts


def _lock(organ: Organ) -> None:
    """One at a time changes an organ's posts, so that rules over several rows hold."""
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)


def _give(post: Post, by: Actor) -> Post:
    user = User.objects.select_for_update(no_key=True).get(pk=post.user_id)
    role = Role(post.role)
    if not user.is_active:
        raise Refused(_("这个账号已经停用，不能任职。"))
    if not isinstance(by, System) and post.since < today():
        raise Refused(_("起任日不能早于今天：岗位不追溯。"))
    if post.section is not None and (
        post.section.organ_id != post.organ_id or not post.section.holds(post.since)
    ):
        raise Refused(_("所选科室到起任日不是该机关的科室；请重选。"))
    same = Post.objects.filter(touching(post.since, post.until), user=user, role=role, section=post.section)
    if same.exists():
        raise Refused(_("%(person)s在这段时间已担任这个岗位。") % {"person": user.get_full_name()})
    if sentence := conflict(user, role, post.organ, post.since, post.until):
        raise Refused(sentence)
    post.full_clean()
    post.save(force_insert=True)
    authority.forget()
    return post


def _ended(post: Post, until: date, by: Actor) -> Post:
    post = Post.objects.select_for_update(of=("self",)).select_related("organ", "section").get(pk=post.pk)
    if post.withdrawn_on is not None or (post.until is not None and post.until <= until):
        raise Refused(_("这个岗位那时已经终止。"))
    if not isinstance(by, System) and until < today() - _A_DAY:
        raise Refused(_("最后一日最早填昨天（今天起不再担任）：已经办过的事不追溯。"))
    if until < post.since:
        post.withdrawn_on = today()
    else:
        post.until = until
    post.save(update_fields=["until", "withdrawn_on", "updated_at"])
    authority.forget()
    return post


def _nobody_left(post: Post, until: date) -> str | None:
    """An organ's last administrator goes by handing over only.

    Without a security administrator nobody could give posts any more, without the others nobody open an account
    or look at the log: the organ would depend on who runs the server.
    """
    role = Role(post.role)
    if role not in ADMINISTRATORS:
        return None
    others = _holders(post.organ, role, until + _A_DAY).filter(until=None).exclude(pk=post.pk)
    if others.exists():
        return None
    return _("这是%(organ)s最后一名%(role)s，终止后就没有人了；请改为移交给接任的人。") % {
        "organ": post.organ.name,
        "role": role.label,
    }


def _holders(organ: Organ, role: Role, on: date) -> QuerySet[Post]:
    return Post._base_manager.filter(in_force(on), organ=organ, role=role, user__is_active=True)


def _tell(
    action: str, post: Post, by: Actor, on: date, data: dict[str, object] | None = None, *more: Post
) -> None:
    acts = authority.mandate(by, post.organ, Role.SECURITY_ADMIN)
    facts = {"user": str(post.user_id), "role": post.role, "section": post.section_id}
    journal.write(
        action,
        post,
        organ=post.organ,
        by=by,
        on=on,
        data=facts | (data or {}),
        for_whom=acts.principal if acts else None,
        rows=_written(post, *more),
    )


def _written(*posts: Post) -> list[Model]:
    """Posts with the accounts that hold them: an account may be older than the log, its first post is not."""
    people = {post.user_id for post in posts}
    return [
        *posts,
        *User.objects.filter(pk__in=people),
        *Membership._base_manager.filter(user__in=people),
    ]
