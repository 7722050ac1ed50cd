"""Compiling a year over 100,000 requests, against the same SELECTs run bare, in one run and in turn."""

import random
import statistics
from datetime import date, timedelta
from time import perf_counter

from installation import installation, tell
from measure import figure

REQUESTS, LINES = 100_000, 20_000
TIMES = 1.5  # of the bare SELECTs, at most
RUNS = 15
YEAR = 2022


def main() -> None:
    with installation():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from gongkai.accounts.actor import System
        from gongkai.base import scope
        from gongkai.cases.models import Request
        from gongkai.law.outcomes import Outcome
        from gongkai.law.people import Applicant
        from gongkai.organs.actions import register
        from gongkai.organs.models import Kind
        from gongkai.registers.models import Entry
        from gongkai.reports.compile import behind, compile_report

        organ = register(
            by=System("bench"), name="甲县教育局", short_name="甲县教育局", slug="jia", place="甲县",
            kind=Kind.COUNTY_DEPARTMENT,
        )  # fmt: skip
        chance = random.Random(711)
        first = date(YEAR - 1, 1, 1)

        def request(number: int) -> Request:
            received = first + timedelta(chance.randrange(730))
            outcome = chance.choice(["", *(each.value for each in Outcome)])
            return Request(
                organ=organ,
                number=f"{number}",
                year=received.year,
                channel="in_person",
                arrived=received,
                receipt_on=received,
                applicant_kind=chance.choice([each.value for each in Applicant]),
                state="answered" if outcome else "handling",
                outcome=outcome,
                ended_on=received + timedelta(chance.randrange(60)) if outcome else None,
            )

        with scope.organ(organ):
            Request.objects.bulk_create((request(number) for number in range(REQUESTS)), batch_size=2_000)
            Entry.objects.bulk_create(
                (
                    Entry(organ=organ, register="licences", number=f"{n}", matter="许可",
                          on=first + timedelta(chance.randrange(730)))
                    for n in range(LINES)
                ),
                batch_size=2_000,
            )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as captured:
            compiled = compile_report(organ, YEAR)
        selects = [query["sql"] for query in captured.captured_queries]

        def bare() -> None:
            with connection.cursor() as cursor:
                for select in selects:
                    cursor.execute(select)
                    cursor.fetchall()

        compiled_taken, bare_taken = [], []
        for _ in range(RUNS):
            for function, into in ((lambda: compile_report(organ, YEAR), compiled_taken), (bare, bare_taken)):
                begun = perf_counter()
                function()
                into.append(perf_counter() - begun)
        address = next(each for each in compiled.cells if each.row == "closed" and each.column == "total")
        begun = perf_counter()
        count = behind(organ, YEAR, compiled.edition, address).requests.count()
        opened = perf_counter() - begun
        assert count == compiled.cells[address].value
        tell(
            [
                figure(
                    f"the {len(selects)} SELECTs of a compiled year, bare, {REQUESTS:,} requests", bare_taken
                ),
                figure(
                    f"compile a year, {REQUESTS:,} requests (limit: {TIMES} × bare)",
                    compiled_taken,
                    TIMES * statistics.median(bare_taken),
                ),
                figure(f"count what is behind its largest cell ({count:,} requests)", [opened]),
            ]
        )


if __name__ == "__main__":
    main()
