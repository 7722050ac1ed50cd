"""What the tests of backup and restore put into an installation, and how they look at all of it."""

from gongkai.accounts.actor import System
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.cases.models import Request
from gongkai.organs.models import Organ
from gongkai.records import log
from gongkai.records.backup import tables, taking

NAME = "张三\t丰\\N\n"  # with every sign that the rows' format must escape
FILE = "ab" * 32


def registered(organ: Organ, number: str) -> Request:
    row = Request(
        organ=organ, number=number, year=2020, channel="online", arrived=today(), applicant_kind="natural",
        state="arrived",
    )  # fmt: skip
    row.conceal(applicant=NAME, content="部门预算")
    with scope.organ(organ):
        row.save()
    log.append("cases.register", row, organ=organ, by=System("test"), data={"number": number})
    return row


def contents() -> dict[str, list[bytes]]:
    """Every row of every table that a backup keeps."""
    loader = taking.loader()
    with taking.vendor().snapshot():
        return {
            table.name: sorted(b"".join(taking.vendor().pieces(table)).splitlines())
            for table in tables.of_state(loader, set(loader.applied_migrations))
        }


def numbers() -> list[str]:
    return sorted(Request._base_manager.values_list("number", flat=True))
