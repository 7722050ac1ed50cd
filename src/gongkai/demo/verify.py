"""Whether the records give the figures that the bureaus published, and the samples are stored as they read.

What must be found is data (`statement.toml`): another result, better or worse, is a fault of the demonstration.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gongkai.annual.form import Address
from gongkai.annual.forms import edition_for, form_of
from gongkai.annual.places import where
from gongkai.annual.report import Value
from gongkai.base import scope
from gongkai.demo.bureaus import Bureau, bureaus
from gongkai.organs.models import Organ
from gongkai.reports import queries
from gongkai.reports.compile import compile_report
from gongkai.reports.models import AnnualReport

STATEMENT = Path(__file__).parent / "statement.toml"
TABLES = {"三四": ("table3", "table4"), "二": ("table2",)}
UNEXPLAINED = "与公布的数不同，没有说明"


@dataclass(frozen=True, slots=True)
class Differs:
    """A cell that the records give otherwise than it was published."""

    address: Address
    cell: str
    compiled: Value
    published: Value
    why: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One bureau's table: cells printed with a number, how many the records give alike, and the others."""

    slug: str
    name: str
    tables: str
    printed: int
    equal: int
    differ: Sequence[Differs]
    fault: str  # how this is not what the statement says; empty where it is

    def words(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "slug": self.slug,
            "table": self.tables,
            "printed": self.printed,
            "equal": self.equal,
            "differ": [
                {
                    "cell": each.cell,
                    "compiled": each.compiled,
                    "published": each.published,
                    "why": each.why,
                }
                for each in self.differ
            ],
        }


@dataclass(frozen=True, slots=True)
class Verified:
    """Everything that was compared; `stored`: a sentence for each report that is not as its sample reads."""

    compared: Sequence[Compared]
    stored: Sequence[str]

    @property
    def ok(self) -> bool:
        return not self.stored and not any(each.fault for each in self.compared)

    def words(self) -> dict[str, Any]:
        return {
            "organs": [each.words() for each in self.compared],
            "planted": {"total": 0, "found": 0, "false_alarms": 0},
            "ok": self.ok,
        }


def verify() -> Verified:
    """Compare the compiled reports of the five bureaus with what they published."""
    statement = tomllib.loads(STATEMENT.read_text(encoding="utf-8"))["compared"]
    stated = {(each["slug"], each["tables"]): each for each in statement}
    compared = [
        _compare(bureau, tables, stated[bureau.slug, tables]) for bureau in bureaus() for tables in TABLES
    ]
    return Verified(compared, stored())


def stored() -> list[str]:
    """A sentence for each report that is missing, not published, or not as its sample says."""
    with scope.public():
        return [sentence for bureau in bureaus() if (sentence := _fault(bureau))]


def _compare(bureau: Bureau, tables: str, stated: Mapping[str, Any]) -> Compared:
    published = bureau.report()
    compiled = _compiled(bureau)
    form = form_of(edition_for(bureau.year))
    why = {cell: each["why"] for each in stated.get("differ", ()) for cell in each["cells"]}
    printed = {
        address: value
        for address, value in published.cells.items()
        if address.table in TABLES[tables] and value is not None
    }
    differ = [
        Differs(
            address,
            where(form, address),
            compiled.get(address),
            value,
            why.get("/".join(address), UNEXPLAINED),
        )
        for address, value in printed.items()
        if compiled.get(address) != value
    ]
    equal = len(printed) - len(differ)
    as_stated = (len(printed), equal) == (stated["printed"], stated["equal"])
    alike = as_stated and {"/".join(each.address) for each in differ} == set(why)
    fault = "" if alike else f"应为印出{stated['printed']}格、相同{stated['equal']}格，且只有说明过的格不同"
    return Compared(bureau.slug, bureau.name, tables, len(printed), equal, differ, fault)


def _compiled(bureau: Bureau) -> Mapping[Address, Value]:
    organ = Organ.objects.filter(slug=bureau.slug).first()
    return {} if organ is None else compile_report(organ, bureau.year).report.cells


def _fault(bureau: Bureau) -> str | None:
    try:
        row = queries.one(bureau.slug, bureau.year)
    except AnnualReport.DoesNotExist:
        return f"{bureau.name}{bureau.year}年度的报告没有装入"
    if row.facts() != replace(bureau.report(), organ=bureau.name):
        return f"{row}与样本 {bureau.sample.name} 不一致"
    return None
