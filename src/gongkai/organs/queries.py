"""Reads of organs. The directory is public: no scope is needed for it; what belongs to an organ follows the scope."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gongkai.accounts.models import User
from gongkai.organs.models import (
    Duty,
    Group,
    GroupMember,
    Organ,
    OrganPeriod,
    Post,
    Substitution,
    Succession,
    in_force,
    touching,
)

_FROM_THE_FIRST = F("since").asc(nulls_first=True)
_FROM_THE_LAST = F("since").desc(nulls_last=True)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A record and the days it holds, both included; None is an open end."""

    record: OrganPeriod
    since: date | None
    until: date | None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Staff:
    """How many officers for disclosure there are on a day."""

    full_time: int
    part_time: int


def listed() -> QuerySet[Organ]:
    """All organs, by place and name."""
    return Organ.objects.select_related("parent")


def by_slug(slug: str) -> Organ:
    """One organ, by its web name of today or a former one. Raises Organ.DoesNotExist."""
    named = listed().filter(slug=slug).first()
    if named is not None:
        return named
    former = OrganPeriod._base_manager.filter(slug=slug).values("organ")
    return listed().get(pk__in=former)


def as_of(organ: Organ, day: date) -> OrganPeriod | None:
    """The record in force on a day; None before the organ began and after it ended. Works in any scope."""
    if organ.until is not None and day > organ.until:
        return None
    return _begun(organ, day).first()


def name_in(organ: Organ, year: int) -> str:
    """The name at the end of a year, or the last or first one where there was none then. Works in any scope."""
    record = _begun(organ, date(year, 12, 31)).first()
    return record.name if record is not None else organ.name


def name_at_end_of(year: str) -> Coalesce:
    """The same for `annotate()` on rows of an organ; `year` is the field with the year."""
    begun = OrganPeriod._base_manager.filter(
        Q(since=None) | Q(since__year__lte=OuterRef(year)), organ=OuterRef("organ")
    )
    return Coalesce(Subquery(begun.order_by(_FROM_THE_LAST).values("name")[:1]), F("organ__name"))


def names(organ: Organ) -> set[str]:
    """All names it bears, bore, or will bear. Works in any scope."""
    return {organ.name, *OrganPeriod._base_manager.filter(organ=organ).values_list("name", flat=True)}


def history(organ: Organ) -> list[Stretch]:
    """All records in order, future ones included. Works in any scope."""
    records = list(
        OrganPeriod._base_manager.filter(organ=organ).select_related("parent").order_by(_FROM_THE_FIRST)
    )
    ends = [record.since - timedelta(days=1) for record in records[1:] if record.since] + [organ.until]
    return [Stretch(record, record.since, until) for record, until in zip(records, ends, strict=True)]


def latest(organ: Organ) -> OrganPeriod:
    """The record that holds longest: the last one entered, perhaps not yet in force."""
    return OrganPeriod._base_manager.filter(organ=organ).order_by(_FROM_THE_LAST)[0]


def _begun(organ: Organ, day: date) -> QuerySet[OrganPeriod]:
    rows = OrganPeriod._base_manager.filter(organ=organ)
    return rows.filter(Q(since=None) | Q(since__lte=day)).order_by(_FROM_THE_LAST)


def successors(organ: Organ, by: date | None = None) -> list[Succession]:
    """Who took over from an organ that ended, or did so by a day. Works in any scope."""
    rows = Succession._base_manager.filter(organ=organ).select_related("successor").order_by("on", "pk")
    return list(rows if by is None else rows.filter(on__lte=by))


def staff(organ: Organ, on: date) -> Staff:
    """Officers for disclosure on a day, full-time and part-time. In the organ's scope."""
    rows = GroupMember.objects.filter(in_force(on), organ=organ, group=Group.OFFICERS)
    duties = list(rows.values_list("duty", flat=True))
    return Staff(duties.count(Duty.FULL_TIME), duties.count(Duty.PART_TIME))


def posts(organ: Organ, on: date) -> QuerySet[Post]:
    """The posts that hold on a day or begin later. In the organ's scope."""
    return _posts(organ).filter(touching(on, None))


def past_posts(organ: Organ, on: date) -> QuerySet[Post]:
    """The posts that ended before a day or never took effect, the last one first. In the organ's scope."""
    return _posts(organ).exclude(touching(on, None)).order_by("-until", "-pk")


def _posts(organ: Organ) -> QuerySet[Post]:
    rows: QuerySet[Post] = Post.objects.filter(organ=organ).select_related("user", "section", "organ")
    return rows.order_by("role", "since", "pk")


def substitutions(organ: Organ, on: date) -> QuerySet[Substitution]:
    """Who stands in on a day or will later, for posts that hold then. In the organ's scope."""
    rows: QuerySet[Substitution] = Substitution.objects.filter(
        touching(on, None), touching(on, None, "post__"), organ=organ
    )
    return rows.select_related("post__user", "post__organ", "substitute", "organ").order_by("since", "pk")


def colleagues(organ: Organ, on: date) -> QuerySet[User]:
    """Open accounts kept by the organ or with a post there on a day. In the organ's scope."""
    here = Q(pk__in=posts(organ, on).values("user")) | Q(membership__organ=organ)
    return User.objects.filter(here, is_active=True).order_by("name", "username")


def accounts(organ: Organ) -> QuerySet[User]:
    """The accounts an organ keeps, closed ones last."""
    return User.objects.filter(membership__organ=organ).order_by("-is_active", "name", "username")
