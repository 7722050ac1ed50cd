"""Backup and restore: half of it rows, half of it files. GONGKAI_BENCH_MB says how much; needs five times the room."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from installation import installation, tell
from measure import figure

SIZE = int(os.environ.get("GONGKAI_BENCH_MB", "1000")) * 10**6
RATE = 50e6  # bytes a second, at least
FILE = 500_000
RUNS = 2


def multiply(model, row, size: int, changes: dict[str, str]) -> None:
    """Copies of a row until they take `size` bytes; `changes` is SQL by column, `i` the number of the copy."""
    from django.db import connection

    columns = [field.column for field in model._meta.local_concrete_fields if field.column not in changes]
    if model._meta.pk.column not in changes:
        columns.remove(model._meta.pk.column)
    table, quote = model._meta.db_table, connection.ops.quote_name
    taken = sum(len(str(getattr(row, field.attname))) + 1 for field in model._meta.local_concrete_fields)
    into = ", ".join(map(quote, [*columns, *changes]))
    made = ", ".join([*(f"t.{quote(column)}" for column in columns), *changes.values()])
    key = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size // taken})"  # noqa: S608
            f" INSERT INTO {table} ({into}) SELECT {made} FROM n, {table} t WHERE t.{key} = %s",
            [model._meta.pk.get_db_prep_value(row.pk, connection)],
        )


def fill(size: int) -> None:
    """Requests of a thousand sealed characters and log events of the usual length, and files."""
    from django.core.files.storage import storages
    from django.db import connection

    from gongkai.accounts.actor import System
    from gongkai.base import scope
    from gongkai.base.clock import today
    from gongkai.cases.models import Request
    from gongkai.organs.models import Kind, Organ
    from gongkai.records import log
    from gongkai.records.models import Event

    organ = Organ.objects.create(
        name="甲县教育局", short_name="甲县教育局", slug="jia", place="甲县", kind=Kind.COUNTY_DEPARTMENT
    )
    event = log.append("cases.take_step", organ, organ=organ, by=System("bench"), data={"step": "accept"})
    row = Request(
        organ=organ, number="1", year=2020, channel="online", arrived=today(), applicant_kind="natural",
        state="arrived",
    )  # fmt: skip
    row.conceal(applicant="张三", contact="浙江省某市某区某路一号", content="申请公开某年度部门预算。" * 20)
    with scope.organ(organ):
        row.save()
    key = "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    multiply(Request, row, size // 2, {"id": key, "number": "'N-' || i", "queue_place": "i"})
    multiply(Event, event, size // 2, {"seq": "t.seq + i"})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    folder = Path(storages["default"].location)
    folder.mkdir(parents=True)
    for number in range(size // FILE):
        (folder / f"{number:064}").write_bytes(os.urandom(FILE))


def timed(work: Callable[[int], object]) -> list[float]:
    taken = []
    for run in range(RUNS):
        begun = time.perf_counter()
        work(run)
        taken.append(time.perf_counter() - begun)
    return taken


def main() -> None:
    with installation() as folder:
        from gongkai.records import backup

        fill(SIZE // 2)
        taken = timed(lambda run: backup.take(folder / f"{run}.tar"))
        for run in range(1, RUNS):
            (folder / f"{run}.tar").unlink()
        with backup.Archive(folder / "0.tar") as archive:
            size = archive.manifest.size
            rows = sum(archive.manifest.rows.values())
            back = timed(lambda run: backup.restore(archive, replace=True))
        what = f"{size / 1e6:,.0f} MB ({rows:,} rows and {archive.manifest.files:,} files)"
        tell(
            [
                figure(f"backup of {what}", taken, size / RATE),
                figure(f"restore of {what}", back, size / RATE),
            ]
        )


if __name__ == "__main__":
    main()
