"""What an event of the log is about, in the words of the desk's lists, for a page of events at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import resolve

from gongkai.accounts.models import User
from gongkai.base.address import NoAddress, address
from gongkai.cases import evidence
from gongkai.cases.models import Proposal, Request
from gongkai.desk.doors import Visit
from gongkai.organs.models import GroupMember, Organ, Post, Section, Substitution, Unit
from gongkai.records.models import Event, SignOff
from gongkai.registers.models import AttestedCount, Entry
from gongkai.remedies.models import Remedy
from gongkai.reports.models import Snapshot

Key = tuple[str, str]  # kind and key, as an event names its subject


@dataclass(frozen=True, slots=True)
class Subject:
    """`kind` its official name; `name` what the lists call it, else its key; `href` where the visitor may see it."""

    kind: str
    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """How a kind is called. `with_`: the rows its name and address need. `without`: columns too large to fetch."""

    called: Callable[[Any], str]
    with_: tuple[str, ...] = ("organ",)
    without: tuple[str, ...] = ()


# A file is called by who handed it in, a person by a name: what is not here keeps its key.
_WAYS: dict[type[Model], _Way] = {
    Organ: _Way(lambda row: row.name, ()),
    Section: _Way(lambda row: row.name),
    Unit: _Way(lambda row: row.name),
    GroupMember: _Way(str),
    Post: _Way(str),
    Substitution: _Way(lambda row: str(row.post), ("organ", "post")),
    User: _Way(lambda row: row.get_username(), ()),
    SignOff: _Way(lambda row: row.title),
    Entry: _Way(lambda row: " ".join(filter(None, (row.declaration.label, row.number)))),
    AttestedCount: _Way(str),
    Request: _Way(lambda row: row.number, without=("applicant", "contact", "content")),
    Proposal: _Way(
        lambda row: f"{row.request.number} {evidence.step(row.step).label}", ("organ", "request__organ")
    ),
    Remedy: _Way(str),
    Snapshot: _Way(str, without=("cells", "units", "behind")),
}


def subjects(events: Iterable[Event], visit: Visit) -> Mapping[Key, Subject]:
    """The subject of each event that has one: one query a kind. Needs the organ's scope."""
    by_kind: dict[str, set[str]] = {}
    for event in events:
        if event.subject_type:
            by_kind.setdefault(event.subject_type, set()).add(event.subject_id)
    return {
        (kind, key): subject
        for kind, keys in by_kind.items()
        for key, subject in _of_kind(kind, keys, visit).items()
    }


def _of_kind(kind: str, keys: set[str], visit: Visit) -> dict[str, Subject]:
    try:
        model = apps.get_model(kind)
    except LookupError:  # a kind of another time
        return {key: Subject(kind, key) for key in keys}
    label = str(model._meta.verbose_name)
    found = {key: Subject(label, key) for key in keys}
    if (way := _WAYS.get(model)) is not None:
        rows = model.objects.filter(pk__in=keys).select_related(*way.with_).defer(*way.without)
        found |= {str(row.pk): Subject(label, way.called(row), _href(row, visit)) for row in rows}
    return found


def _href(row: Model, visit: Visit) -> str:
    """Where the visitor may read of it; empty where the page is closed to the visitor, or there is none."""
    try:
        path = address(row, "desk")
    except NoAddress:
        return ""
    page = resolve(path)
    roles = getattr(page.func, "roles", ())
    inside = page.kwargs.get("slug") == visit.organ.slug
    return path if inside and (not roles or visit.holds(*roles)) else ""
