"""What a bureau's year was made of: numbers alone, apart from the code (`plans/*.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from gongkai.law.labelled import member
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant

PLANS = Path(__file__).parent / "plans"


@dataclass(frozen=True, slots=True)
class Items:
    """Items of the catalogue: on it at the end of the year before, and joined within the year."""

    before: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Documents:
    """Normative documents: made before the year and still shown, and made within the year."""

    before: int = 0
    made: int = 0


@dataclass(frozen=True, slots=True)
class Procurement:
    """Procurement projects of the year; the total is in 万元."""

    projects: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Asked:
    """Requests of one kind of applicant that ended alike."""

    outcome: Outcome
    applicant: Applicant
    number: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A bureau's year. `items` by their kind, `decisions` by their register, `attested` by measure."""

    year: int
    items: Mapping[str, Items] = field(default_factory=dict)
    normative: Documents = Documents()
    decisions: Mapping[str, int] = field(default_factory=dict)
    procurement: Procurement | None = None
    attested: Mapping[str, int] = field(default_factory=dict)
    requests: tuple[Asked, ...] = ()


def plan_of(slug: str) -> Plan:
    """The plan of a bureau of the demonstration."""
    text = (PLANS / f"{slug}.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text, parse_float=Decimal)
    bought = told.get("procurement")
    return Plan(
        year=told["year"],
        items={kind: Items(**each) for kind, each in told.get("items", {}).items()},
        normative=Documents(**told.get("documents", {}).get("normative", {})),
        decisions=told.get("decisions", {}),
        procurement=Procurement(bought["projects"], Decimal(bought["total"])) if bought else None,
        attested=told.get("attested", {}),
        requests=tuple(
            Asked(member(Outcome, each["outcome"]), applicant, each[applicant.value])
            for each in told.get("requests", ())
            for applicant in Applicant
            if applicant.value in each
        ),
    )
