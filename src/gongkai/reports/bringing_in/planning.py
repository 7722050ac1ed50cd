"""Judging a file before anything is written: every row is new, there already, or wrong with a reason."""

from collections.abc import Mapping
from typing import IO, Any

from django.db.models import F

from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.organs.models import Organ, Section, in_force
from gongkai.records.printed import identity
from gongkai.registers.models import Entry
from gongkai.registers.models.entry import STANDS
from gongkai.reports.bringing_in import plan_lines, plan_requests, workbook
from gongkai.reports.bringing_in.cells import Doubtful, Known, value_of
from gongkai.reports.bringing_in.sheets import REQUESTS, Sheet
from gongkai.reports.bringing_in.verdicts import Line, Plan, Verdict
from gongkai.reports.bringing_in.workbook import Row


def plan(file: IO[bytes], organ: Organ) -> Plan:
    """What bringing a file in would do. Raises Refused where the file as a whole cannot be read."""
    table = workbook.read(file)
    with scope.organ(organ):
        known = _known(organ)
        wrong, rows = [], []
        for row in table.rows:
            values, troubles = _values(row, table.sheet, known)
            if troubles:
                wrong.append(Line(row.number, Verdict.WRONG, "".join(troubles)))
            else:
                rows.append((row.number, values))
        judge = plan_requests.judge if table.sheet.key == REQUESTS else plan_lines.judge
        judged = judge(table.sheet, rows, organ)
    lines = sorted([*wrong, *judged.lines], key=lambda line: line.number)
    return Plan(table.sheet, lines, judged.ready, judged.origins)


def _known(organ: Organ) -> Known:
    """The items and sections that a file may name; of sections of one name today's, else the latest."""
    items = {identity(entry.number): entry for entry in Entry.objects.filter(STANDS, register="items")}
    kept = Section.objects.filter(withdrawn_on=None).order_by(F("since").asc(nulls_first=True), "pk")
    sections: dict[str, Section] = {each.name: each for each in kept}
    sections |= {each.name: each for each in Section.objects.filter(in_force(today()))}
    return Known(items, sections)


def _values(row: Row, sheet: Sheet, known: Known) -> tuple[Mapping[str, Any], list[str]]:
    """The typed values of a row, and what is wrong with its cells."""
    if row.trouble:
        return {}, [row.trouble]
    values: dict[str, Any] = {}
    troubles = []
    for key, cell in row.cells.items():
        try:
            values[key] = value_of(cell, sheet.by_key[key], known)
        except Doubtful as problem:
            troubles.append(str(problem))
    return values, troubles
