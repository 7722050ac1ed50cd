"""Substitutes: a leader on leave is no missed day."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs import authority, journal, policies
from gongkai.organs.models import Organ, Post, Reason, Substitution, touching
from gongkai.organs.roles import Role
from gongkai.organs.separation import conflict


@transaction.atomic
def stand_in(
    post: Post,
    substitute: User,
    *,
    since: date,
    until: date,
    by: Actor,
    reason: Reason = Reason.LEAVE,
) -> Substitution:
    """Name who does a post from `since` to `until`, both included. Raises PermissionDenied, ValidationError, Refused.

    The holder keeps the post and may act as before; the substitute lends it to nobody.
    """
    if sentence := policies.stand_in(by, post, substitute):
        raise PermissionDenied(sentence)
    with scope.organ(post.organ):
        Organ.objects.select_for_update(no_key=True).get(pk=post.organ_id)
        post = Post.objects.select_related("organ", "user").get(pk=post.pk)
        person = User.objects.select_for_update(no_key=True).get(pk=substitute.pk)
        if sentence := _obstacle(post, person, since, until, by):
            raise Refused(sentence)
        row = Substitution(
            organ=post.organ, post=post, substitute=person, since=since, until=until, reason=reason
        )
        row.full_clean()
        row.save(force_insert=True)
        authority.forget()
        _tell("organs.stand_in", row, by, since)
    return row


@transaction.atomic
def end_stand_in(substitution: Substitution, *, until: date, by: Actor) -> Substitution:
    """The holder is back earlier. Yesterday: it ends at once; before it began: it is taken back.

    Raises PermissionDenied, Refused.
    """
    if sentence := policies.end_stand_in(by, substitution):
        raise PermissionDenied(sentence)
    with scope.organ(substitution.organ):
        rows = Substitution.objects.select_for_update(of=("self",)).select_related("post", "organ")
        row: Substitution = rows.get(pk=substitution.pk)
        if row.withdrawn_on is not None or row.until <= until:
            raise Refused(_("这次代理那时已经结束。"))
        if not isinstance(by, System) and until < today() - timedelta(days=1):
            raise Refused(_("最后一日最早填昨天（今天起不再代理）：已经办过的事不追溯。"))
        if until < row.since:
            row.withdrawn_on = today()
        else:
            row.until = until
        row.save(update_fields=["until", "withdrawn_on", "updated_at"])
        authority.forget()
        _tell("organs.end_stand_in", row, by, until)
    return row


def _obstacle(post: Post, person: User, since: date, until: date, by: Actor) -> str | None:
    if person.pk == post.user_id:
        return _("代理人不能是岗位本人；请选另一个人。")
    if not person.is_active:
        return _("这个账号已经停用，不能代理。")
    if not isinstance(by, System) and since < today():
        return _("代理的起始日不能早于今天：代理不追溯。")
    if not (post.holds(since) and post.holds(until)):
        return _("代理期间须在岗位的任期以内；请改日期。")
    twice = Substitution.objects.filter(touching(since, until), post=post, substitute=person)
    if twice.exists():
        return _("这段时间已经由同一人代理。")
    return conflict(person, Role(post.role), post.organ, since, until)


def _tell(action: str, row: Substitution, by: Actor, on: date) -> None:
    acts = authority.mandate(by, row.organ, Role.SECURITY_ADMIN)
    journal.write(
        action,
        row,
        organ=row.organ,
        by=by,
        on=on,
        data={
            "post": row.post_id,
            "role": row.post.role,
            "substitute": str(row.substitute_id),
            "until": row.until.isoformat(),
        },
        for_whom=acts.principal if acts else None,
        rows=(row, row.substitute),
    )
