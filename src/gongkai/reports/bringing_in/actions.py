"""Bringing a judged file in: all of it or nothing."""

import hashlib
from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.accounts.actor import Actor
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.cases.actions.bringing_in import bring_in_many
from gongkai.organs.models import Organ
from gongkai.records import log
from gongkai.registers import policies
from gongkai.registers.actions import enter_many
from gongkai.reports.bringing_in.planning import plan
from gongkai.reports.bringing_in.sheets import REQUESTS
from gongkai.reports.bringing_in.verdicts import Plan, Verdict

_SHOWN = 5


@transaction.atomic
def bring_in(file: IO[bytes], *, organ: Organ, by: Actor) -> Plan:
    """Write every new row of a file, or, where one row is wrong, none.

    Rows that are there already add nothing. Raises PermissionDenied; Refused naming the first wrong rows.
    """
    if refusal := policies.refusal(by, organ, "import"):
        raise PermissionDenied(refusal)
    with scope.organ(organ):
        Organ.objects.select_for_update().get(pk=organ.pk)  # two who bring in the same file at once
        judged = plan(file, organ)
        if not judged.is_good:
            raise Refused(_wrong(judged))
        if judged.ready:
            _write(judged, organ, by)
            _tell(judged, file, organ, by)
    return judged


def _write(judged: Plan, organ: Organ, by: Actor) -> None:
    if judged.sheet.key == REQUESTS:
        bring_in_many(judged.ready, organ=organ, by=by)
    else:
        enter_many(
            judged.sheet.key, judged.ready, organ=organ, by=by, backfilled=True, origins=judged.origins
        )


def _tell(judged: Plan, file: IO[bytes], organ: Organ, by: Actor) -> None:
    file.seek(0)
    log.append(
        "imports.run",
        organ,
        organ=organ,
        by=by,
        data={
            "sheet": judged.sheet.key,
            "file": hashlib.file_digest(file, "sha256").hexdigest(),  # type: ignore[arg-type]
            **{verdict.value: judged.counts[verdict] for verdict in Verdict},
        },
        for_whom=policies.principal(by, organ, "import"),
    )


def _wrong(judged: Plan) -> str:
    wrong = [line for line in judged.lines if line.verdict is Verdict.WRONG]
    shown = "".join(f"第{line.number}行：{line.says}" for line in wrong[:_SHOWN])
    more = f"另有{len(wrong) - _SHOWN}行有误。" if len(wrong) > _SHOWN else ""
    return f"有{len(wrong)}行有误，一行也没有写入。{shown}{more}"
