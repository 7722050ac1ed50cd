"""What a snapshot stores, and how the records differ from it today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from gongkai.annual.compare import Change, differences
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.base import scope
from gongkai.cases.models import Request
from gongkai.organs.models import Organ
from gongkai.records.models import Chain, Event
from gongkai.registers import queries as registers
from gongkai.registers.measures import MEASURES
from gongkai.registers.models import AttestedCount, Entry
from gongkai.remedies.models import Remedy
from gongkai.reports import counting
from gongkai.reports.compile import PROACTIVE, Behind, behind, compile_report, measure_of
from gongkai.reports.models import Snapshot

# Kind of record, as `Behind` and a snapshot name it → its model.
KINDS: Mapping[str, type[models.Model]] = {
    "requests": Request,
    "remedies": Remedy,
    "entries": Entry,
    "counts": AttestedCount,
}
Keys = dict[str, set[str]]  # kind → keys of rows
# Many rows entered at once have one event, of the organ.
BATCHES = ("registers.enter_many", "cases.bring_in")


@dataclass(frozen=True, slots=True)
class Touch:
    """Something done since to a record behind a cell. `subject`: the record as it is now; a batch's the organ."""

    event: Event
    subject: models.Model


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that the records give otherwise today, and why: what came, what left, what was done to either."""

    address: Address
    change: Change
    came: int
    left: int
    touched: tuple[Touch, ...]


def keys_behind(organ: Organ, year: int, edition: Edition) -> dict[str, Any]:
    """Everything that counts now, for `Snapshot.behind`: by class for requests and remedies, else by measure."""
    with scope.organ(organ):
        found: dict[str, Any] = {
            "requests": counting.by_class(counting.requests_of(year), counting.REQUEST_CLASS),
            "remedies": counting.by_class(counting.remedies_of(year), counting.REMEDY_CLASS),
            "entries": {},
            "counts": {},
        }
        for address in form_of(edition).addresses:
            if address.table == PROACTIVE:
                measure = measure_of(address)
                rows = registers.behind(MEASURES[measure], organ, year)
                found["entries"][measure] = _keys(rows.entries)
                found["counts"][measure] = _keys(rows.counts)
    return found


def changes(snapshot: Snapshot) -> list[Changed]:
    """Every cell that differs today from the frozen one, with the events since on what was or is behind it."""
    edition = Edition(snapshot.edition)
    today = compile_report(snapshot.organ, snapshot.year, edition)
    with scope.organ(snapshot.organ):
        since = _since(snapshot)
        return [
            _changed(change, snapshot, edition, change.address, since)
            for change in differences(snapshot.facts(), today.report)
            if change.address is not None
        ]


def _changed(
    change: Change, snapshot: Snapshot, edition: Edition, address: Address, since: "list[Event]"
) -> Changed:
    before = _frozen(snapshot, edition, address)
    now = _now(behind(snapshot.organ, snapshot.year, edition, address))
    came = sum(len(keys - before[kind]) for kind, keys in now.items())
    left = sum(len(keys - now[kind]) for kind, keys in before.items())
    of_kind = {KINDS[kind]._meta.label_lower: now[kind] | before[kind] for kind in KINDS}
    events = [
        event
        for event in since
        if event.subject_id in of_kind.get(event.subject_type, ()) or (came and _brings(event, address))
    ]
    return Changed(address, change, came, left, tuple(_with_subjects(events, snapshot.organ)))


def _brings(event: Event, address: Address) -> bool:
    """Whether a batch may have brought rows of the cell's kind."""
    if address.table == PROACTIVE:
        return bool(event.data.get("register") == MEASURES[measure_of(address)].register)
    return address.table == "table3" and event.action == "cases.bring_in"


def _since(snapshot: Snapshot) -> "list[Event]":
    labels = [model._meta.label_lower for model in KINDS.values()]
    rows = Event.objects.filter(
        models.Q(subject_type__in=labels) | models.Q(action__in=BATCHES),
        chain=Chain.key_of(snapshot.organ),
        seq__gt=snapshot.log_seq,
    )
    return list(rows.select_related("actor", "for_whom").order_by("seq"))


def _frozen(snapshot: Snapshot, edition: Edition, address: Address) -> Keys:
    """What was behind a cell when the snapshot was taken."""
    found: Keys = defaultdict(set)
    if address.table == PROACTIVE:
        for kind in ("entries", "counts"):
            found[kind] = set(snapshot.behind[kind].get(measure_of(address), ()))
        return found
    kind = "remedies" if address.table == "table4" else "requests"
    form = form_of(edition)
    for name, keys in snapshot.behind[kind].items():
        if counting.class_counts(form, snapshot.year, name, address):
            found[kind] |= set(keys)
    return found


def _now(rows: Behind) -> Keys:
    found: Keys = defaultdict(set)
    for kind in KINDS:
        found[kind] = set(_keys(getattr(rows, kind)))
    return found


def _keys(rows: "models.QuerySet[Any] | None") -> list[str]:
    return [] if rows is None else sorted(str(pk) for pk in rows.order_by().values_list("pk", flat=True))


def _with_subjects(events: Iterable[Event], organ: Organ) -> Iterable[Touch]:
    """Each event with its record, a batch with the organ; records are fetched once a kind."""
    events = list(events)
    rows: dict[tuple[str, str], models.Model] = {(organ._meta.label_lower, str(organ.pk)): organ}
    for model in KINDS.values():
        label = model._meta.label_lower
        wanted = {event.subject_id for event in events if event.subject_type == label}
        found = model._default_manager.filter(pk__in=wanted) if wanted else ()
        rows |= {(label, str(row.pk)): row for row in found}
    for event in events:
        subject = rows.get((event.subject_type, event.subject_id))
        if subject is not None:
            yield Touch(event, subject)
