"""What the log holds of a request's rows beside ids, codes and days: digests, computed anew when they are verified."""

import datetime
from collections.abc import Mapping
from typing import Any

from gongkai.cases.models import Request, RequestEvent
from gongkai.records import rows

# Set when a request is opened and never changed.
RECORD = (
    "organ_id", "number", "year", "channel", "arrived", "applicant_kind", "received_before_system", "is_demo",
)  # fmt: skip
# Sealed once: rotation of keys writes `row_key` alone.
WORDS = ("applicant", "contact", "content", "applicant_index")
# What follows from the events (`taking.stored`).
FOLLOWS = (
    "last_seq", "state", "receipt_on", "decided", "outcome", "ended_on", "set_apart", "due_on",
    "due_provisional", "closes_on", "letter_until", "clock_state", "queue_place",
)  # fmt: skip


def event(row: RequestEvent) -> str:
    """All facts of an event's row."""
    return rows.digest(
        row.organ_id,
        row.request_id,
        row.seq,
        row.step,
        row.on,
        row.recorded_at.astimezone(datetime.UTC).isoformat(),
        row.by_id,
        row.for_whom_id,
        row.data,
    )


def record(request: Request) -> str:
    return rows.digest(*(getattr(request, name) for name in RECORD))


def words(request: Request) -> str:
    """The words as they are sealed; nothing is opened."""
    return rows.digest(*(getattr(request, name) for name in WORDS))


def follows(values: Mapping[str, Any]) -> str:
    """What follows from the events, by the names of the fields."""
    return rows.digest(*(values[name] for name in FOLLOWS))


def follows_of(request: Request) -> str:
    return follows({name: getattr(request, name) for name in FOLLOWS})


def of_step(request: Request, row: RequestEvent) -> dict[str, Any]:
    """What the log's event of a step holds of the rows; that of the first also what the request was opened with."""
    told: dict[str, Any] = {"row": event(row), "follows": follows_of(request)}
    if row.seq == 1:
        told |= {
            "record": record(request),
            "words": words(request),
            "section": request.section_id,
            "handler": request.handler_id and request.handler_id.hex,
        }
    return told


def brought(request: Request, row: RequestEvent) -> list[Any]:
    """The same of a request that was brought in with others, as short as it may be."""
    return [opened(event(row), record(request), words(request)), follows_of(request), request.section_id]


def opened(row: str, facts: str, sealed: str) -> str:
    """One digest for the three of a request that was brought in."""
    return rows.digest(row, facts, sealed)
