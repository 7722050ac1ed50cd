"""Processes that write at once: `python tests/faults/writing.py PROCESSES WRITES`, on an installation of its own.

Each opens requests of one organ through the action that the desk uses. Run by the tests of this folder.
"""

import datetime
import os
import sys

import django
from django.core.management import call_command
from django.db import connections


def prepare():
    call_command("migrate", verbosity=0)
    register(
        by=System("test"), name="甲县教育局", short_name="甲县教育局", slug="jia", place="甲县",
        kind=Kind.COUNTY_DEPARTMENT,
    )  # fmt: skip


def write(times):
    organ = Organ.objects.get(slug="jia")
    for _ in range(times):
        open_request(
            organ=organ,
            by=System("test"),
            channel=Channel.IN_PERSON,
            arrived=datetime.date(2026, 3, 2),
            applicant_kind=Applicant.NATURAL,
            applicant="某人",
        )


def main():
    processes, times = map(int, sys.argv[1:])
    prepare()
    connections.close_all()
    children = []
    for _ in range(processes):
        child = os.fork()
        if child == 0:
            try:
                write(times)
            except BaseException as problem:
                print(type(problem).__name__, problem, file=sys.stderr, flush=True)
                os._exit(1)
            os._exit(0)
        children.append(child)
    print("writing", flush=True)
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    print(f"failed {failed}", flush=True)


django.setup()

from gongkai.accounts.actor import System  # noqa: E402
from gongkai.cases.actions import open_request  # noqa: E402
from gongkai.law.people import Applicant  # noqa: E402
from gongkai.law.receipt import Channel  # noqa: E402
from gongkai.organs.actions import register  # noqa: E402
from gongkai.organs.models import Kind, Organ  # noqa: E402

if __name__ == "__main__":
    main()
