"""Prose against cells: N1–N8. Findings are warnings: which side is wrong, a person decides."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.annual.form import Address, Form, Line
from gongkai.annual.form_parts import CARRIED_IN, CARRIED_OUT, CLOSED, NEW
from gongkai.annual.prose_claims import Claim, claims
from gongkai.annual.report import Finding, Report, Severity, Value

TOTAL = "total"
_REMEDIES = {
    "reconsideration": (("reconsideration", TOTAL),),
    "reconsideration_upheld": (("reconsideration", "upheld"),),
    "suits": (("suit_direct", TOTAL), ("suit_after", TOTAL)),
}
_TABLE2 = {
    "licences": ("licences", "decisions"),
    "penalties": ("penalties", "decisions"),
    "coercion": ("coercion", "decisions"),
    "made": ("normative", "made"),
    "abolished": ("normative", "abolished"),
    "in_force": ("normative", "in_force"),
    "projects": ("procurement", "projects"),
    "charged": ("charges", "amount"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What the tables say: a value, and the cell to look at when it is one cell."""

    value: Value
    words: str
    table: str
    row: str | None = None
    column: str | None = None


def against_cells(report: Report) -> Iterator[Finding]:
    """Numbers of the prose that no reading makes equal to the tables.

    Where the same figure is claimed twice with different numbers, one of them may be a part: nothing is said.
    """
    if report.form is None:
        return
    known = figures(report, report.form)
    groups: dict[tuple[str, tuple[str, ...], bool], list[Claim]] = defaultdict(list)
    for chapter in report.chapters.values():
        for claim in claims(chapter.text, report.year):
            groups[claim.code, claim.figures, claim.percent].append(claim)
    for made in groups.values():
        if len({claim.value for claim in made}) == 1 and _contradicts(made[0], known):
            yield _finding(made[0], known)


def figures(report: Report, form: Form) -> Mapping[str, Figure]:
    """Every figure a sentence may name that the tables give; what is blank or not there is left out."""
    requests = form.section("table3").tables[0]
    rows: dict[str, tuple[str, ...]] = {
        "new": (NEW.key,),
        "carried_in": (CARRIED_IN.key,),
        "closed": (CLOSED.key,),
    }
    rows |= {"carried_out": (CARRIED_OUT.key,), "all": (NEW.key, CARRIED_IN.key)}
    for line in requests.rows:
        rows |= {_word(part): tuple(leaf.key for leaf in part.leaves()) for part in line.parts}
    wanted = {name: [Address("table3", row, TOTAL) for row in keys] for name, keys in rows.items()}
    wanted |= {name: [Address("table4", *place) for place in places] for name, places in _REMEDIES.items()}
    wanted |= {name: [Address("table2", *place)] for name, place in _TABLE2.items()}
    unread = {(item.table, item.row, item.column) for item in report.unread}
    found = {}
    for name, addresses in wanted.items():
        values = [report.cells.get(address) for address in addresses]
        sure = all(address in report.cells and address not in unread for address in addresses)
        if sure and any(value is not None for value in values):
            found[name] = _figure(form, addresses, sum(value for value in values if value is not None))
    return found


def _word(line: Line) -> str:
    """（三）不予公开 → 不予公开."""
    return line.word.partition("）")[2]


def _figure(form: Form, addresses: list[Address], value: Value) -> Figure:
    first = addresses[0]
    words = "、".join(form.names(address)[0] for address in addresses[:2]) + ("等" if addresses[2:] else "")
    if len(addresses) == 1:
        return Figure(value, words, *first)
    return Figure(value, f"{words}之和", first.table)


def _contradicts(claim: Claim, known: Mapping[str, Figure]) -> bool:
    if any(name not in known for name in claim.figures):
        return False
    if claim.under and not any(_holds(total, known) for total in claim.under):
        return False  # the breakdown is of something else than the year's total
    return not _holds(claim, known)


def _holds(claim: Claim, known: Mapping[str, Figure]) -> bool:
    values = [known[name].value for name in claim.figures if name in known]
    if not claim.percent:
        return claim.value in values
    wholes = [known[name].value for name in ("closed", "new", "all") if name in known]
    return any(_near(claim.value, part, whole) for part in values for whole in wholes)


def _near(percent: int | Decimal, part: Value, whole: Value) -> bool:
    """Equal to the decimals printed, one unit of the last of them allowed either way."""
    if part is None or not whole:
        return not part and not percent
    places = len(str(percent).partition(".")[2])
    return abs(Decimal(part) * 100 / Decimal(whole) - percent) <= Decimal(1).scaleb(-places)


def _finding(claim: Claim, known: Mapping[str, Figure]) -> Finding:
    figure = known[claim.figures[0]]
    if claim.percent and (closed := known.get("closed")) is not None:
        share = f"{figure.words}为{figure.value}，（七）总计为{closed.value}"
        return _warning(claim, figure, f"正文写“{claim.quote}”，而表中{share}，比例对不上")
    return _warning(claim, figure, f"正文写“{claim.quote}”，而表中{figure.words}为{figure.value}")


def _warning(claim: Claim, figure: Figure, says: str) -> Finding:
    return Finding(
        claim.code,
        Severity.WARNING,
        says,
        figure.table,
        figure.row,
        figure.column,
        claim.value,
        figure.value,
    )
