"""Organs, accounts and sign-offs held against the log. Organs and accounts stand below it and cannot ask it."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.organs import mirror
from gongkai.organs.models import (
    GroupMember,
    Membership,
    Organ,
    OrganPeriod,
    Post,
    Section,
    Substitution,
    Succession,
    Unit,
)
from gongkai.records.bound import Told, compare, log_began
from gongkai.records.models import Route, SignOff, SignOffStep
from gongkai.records.rows import Remark, events_of, verifies

OF_ORGANS = (Section, Unit, GroupMember, Succession, Membership, Post, Substitution)
OF_SIGNOFF = (Route, SignOff, SignOffStep)


@verifies
def organs_and_accounts() -> Iterator[str]:
    """Organs, their records of every time, what they are made of, who works there, and who signs in."""
    told, began = Told("organs.", "accounts.superuser"), log_began()
    yield from _organs(told, began)
    for model in OF_ORGANS:
        yield from compare(model, told)
    yield from _accounts(told, began)


@verifies
def signoffs() -> Iterator[str]:
    """Papers on their way through the signatures, and the routes they take."""
    told = Told("signoff.")
    for model in OF_SIGNOFF:
        yield from compare(model, told)


def _organs(told: Told, began: datetime.datetime) -> Iterator[str]:
    registered = {int(event.subject_id) for event in events_of("organs.register").only("subject_id")}
    old = {organ.pk for organ in Organ.objects.filter(created_at__lt=began) if organ.pk not in registered}
    yield from compare(Organ, told, older=lambda organ: organ.pk in old)
    # Such an organ got its first record by a migration.
    yield from compare(
        OrganPeriod, told, older=lambda period: period.since is None and period.organ_id in old
    )
    yield from _mirrored()


def _mirrored() -> Iterator[str]:
    """An organ shows the record in force; an earlier one where the daily work has not been done yet."""
    periods = defaultdict(list)
    for period in mirror.in_order():
        periods[period.organ_id].append(period)
    for organ in Organ.objects.order_by("pk").iterator():
        shown = mirror.shown(periods[organ.pk], today())
        if all(mirror.differing(organ, period) for period in shown):
            yield f"行政机关 {organ.pk} 的登记事项不是经程序登记的：被改过"
        elif mirror.differing(organ, shown[-1]):
            yield Remark(f"行政机关 {organ.pk} 显示的仍是从前的登记事项：每日任务没有运行，或者被改过")


def _accounts(told: Told, began: datetime.datetime) -> Iterator[str]:
    """What an account may do is said by posts; beyond that one may be a superuser, and be closed."""
    known = told.of(User)
    closed = {event.subject_id for event in events_of("organs.close_account").only("subject_id")}
    for user in User.objects.order_by("pk").iterator():
        pk = str(user.pk)
        if pk in known and user.is_active == (pk in closed):
            state = "启用" if user.is_active else "停用"
            yield f"账号 {pk} 在库里是{state}的，与日志不一致：被改过"
    yield from compare(
        User,
        told,
        older=lambda user: user.date_joined < began,
        needs_none=lambda user: not (user.is_superuser or user.is_staff),
    )
