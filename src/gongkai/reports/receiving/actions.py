"""What officers do with a file that was read: correct, judge, have it read again."""

from django.db import models, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.annual.form import Address
from gongkai.base import jobs, scope
from gongkai.base.refusal import Refused
from gongkai.records.bound import bound
from gongkai.reports.models import (
    Answer,
    Batch,
    CellCorrection,
    FileReading,
    FindingVerdict,
    Judgement,
    ReceivedFile,
    Says,
)
from gongkai.reports.receiving import batch_lines, queries
from gongkai.reports.receiving.corrected import doubts, holding, in_force, open_doubts, printed
from gongkai.reports.receiving.doing import ask, locked, log_row, person, tell
from gongkai.reports.receiving.jobs import read_batch
from gongkai.reports.receiving.values import typed

LONGEST = 300


@transaction.atomic
def correct(
    file: ReceivedFile,
    address: Address,
    says: Says,
    *,
    by: Actor,
    reason: str,
    value: str = "",
    seen: str | None = None,
) -> CellCorrection:
    """Say by hand what stands in a cell. Earlier corrections of it stay.

    `seen`: the `queries.mark_of` the cell when the officer looked at it. Raises PermissionDenied, Refused; where
    somebody else was quicker, nothing is written.
    """
    ask(by, "correct", file.organ)
    with scope.organ(file.organ):
        file, reading = _read(file)
        report = reading.facts()
        if report.form is None or address not in report.form.addresses:
            raise Refused(_("这份报告的格式里没有这一格，没有更正。"))
        if seen is not None and seen != queries.mark_of(file, reading, address):
            raise Refused(_quicker(file, address))
        if says == Says.VALUE:
            value = typed(value, report.form.kind(address))
        elif value.strip():
            raise Refused(_("选了“%(says)s”，就不要再填数字；请二者选一。") % {"says": says.label})
        said = queries.corrections_of(file, address)
        held = holding(said, doubts(report), reading.created_at).get(address)
        if held is not None and (held.says, held.value) == (says, value.strip()):
            raise Refused(_("这一格已经更正成这样了，没有再记一次；请看下面的“这一格的更正”。"))
        row = _correction(file, reading, address, says, by, reason)
        row.value = value if says == Says.VALUE else ""
        row.printed = printed(report, address)[:200]
        row.save(force_insert=True)
        log_row("correct", row, by, {"says": row.says})
    return row


@transaction.atomic
def accept_rest(file: ReceivedFile, *, by: Actor, reason: str) -> int:
    """Accept every cell still in doubt as one that cannot be read. How many. Raises PermissionDenied, Refused."""
    ask(by, "correct", file.organ)
    with scope.organ(file.organ):
        file, reading = _read(file)
        report = reading.facts()
        given = in_force(CellCorrection.objects.filter(received=file).order_by("number"))
        rest = open_doubts(doubts(report), given)
        if not rest:
            raise Refused(_("没有还没处理的存疑格。"))
        rows: list[CellCorrection] = []
        for address in rest:
            row = _correction(file, reading, address, Says.UNREADABLE, by, reason, after=len(rows))
            row.printed = printed(report, address)[:200]
            rows.append(row)
        CellCorrection.objects.bulk_create(rows)
        tell("correct", file, by, {"says": Says.UNREADABLE.value, "cells": len(rows), **bound(*rows)})
    return len(rows)


@transaction.atomic
def undo(row: CellCorrection, *, by: Actor, reason: str) -> CellCorrection:
    """Take a correction back; what held before it holds again. Raises PermissionDenied, Refused."""
    ask(by, "correct", row.organ)
    with scope.organ(row.organ):
        file, reading = _read(row.received)
        if row.says == Says.UNDO or CellCorrection.objects.filter(undoes=row).exists():
            raise Refused(_("这次更正已经撤销过了。"))
        made = _correction(file, reading, row.address, Says.UNDO, by, reason)
        made.edition, made.printed, made.undoes = row.edition, row.printed, row
        made.save(force_insert=True)
        log_row("undo-correction", made, by, {})
    return made


@transaction.atomic
def judge(file: ReceivedFile, key: str, judgement: Judgement, *, by: Actor, note: str = "") -> FindingVerdict:
    """Say whether a finding holds. Raises PermissionDenied; Refused where there is no such finding now."""
    ask(by, "judge", file.organ)
    if len(note.strip()) > LONGEST:
        raise Refused(_("说明最多%(most)d个字。") % {"most": LONGEST})
    with scope.organ(file.organ):
        file, reading = _read(file)
        found = [each.finding for each in queries.view(file, reading).findings if each.key == key]
        if not found:
            raise Refused(_("这条校核结果已经没有了，可能刚刚有人更正了数字；请刷新后再看。"))
        row = FindingVerdict(
            organ=file.organ,
            received=file,
            number=_next(FindingVerdict, file),
            key=key,
            code=found[0].code,
            finding=found[0].says[:500],
            judgement=judgement,
            note=note.strip(),
            by=person(by),
            is_demo=file.is_demo,
        )
        row.save(force_insert=True)
        log_row("judge", row, by, {"code": row.code, "judgement": row.judgement})
    return row


@transaction.atomic
def read_again(file: ReceivedFile, *, by: Actor) -> ReceivedFile:
    """Have a file read by today's reader; corrections and verdicts stay. Raises PermissionDenied, Refused."""
    ask(by, "read-again", file.organ)
    with scope.organ(file.organ):
        file = locked(file)
        if file.file_id is None:
            raise Refused(_("这个文件没有收下，不能读取；请改好以后重新上传。"))
        if queries.is_owed(file):
            raise Refused(_("这个文件正在等待读取，请稍候。"))
        file.wanted += 1
        file.taken, file.taken_at = 0, None
        file.save(update_fields=["wanted", "taken", "taken_at", "updated_at"])
        log_row("read-again", file, by, {})
        jobs.enqueue(read_batch, str(file.batch_id))
    return file


@transaction.atomic
def go_on(batch: Batch, *, by: Actor) -> None:
    """Put the reading of a batch in the queue once more, where nothing moves. Raises PermissionDenied, Refused."""
    ask(by, "hand-in", batch.organ)
    with scope.organ(batch.organ):
        if not batch_lines.is_silent(batch):
            raise Refused(_("这一批没有停下来的文件，不用继续。"))
        tell("go-on", batch, by, {})
        jobs.enqueue(read_batch, str(batch.pk))


def _read(file: ReceivedFile) -> tuple[ReceivedFile, FileReading]:
    """The file, locked, and the reading that holds. Raises Refused where none gave a report."""
    file = locked(file)
    reading = queries.last_reading(file)
    if reading is None or reading.answer != Answer.READ:
        raise Refused(_("这个文件没有读出年度报告，没有可以更正、判断或者保存的内容。"))
    return file, reading


def _correction(
    file: ReceivedFile,
    reading: FileReading,
    address: Address,
    says: Says,
    by: Actor,
    reason: str,
    after: int = 0,
) -> CellCorrection:
    if not reason.strip():
        raise Refused(_("请写明原因，比如“原件第3页印的是12”。"))
    if len(reason.strip()) > LONGEST:
        raise Refused(_("原因最多%(most)d个字。") % {"most": LONGEST})
    return CellCorrection(
        organ=file.organ,
        received=file,
        number=_next(CellCorrection, file) + after,
        edition=reading.edition,
        table=address.table,
        row=address.row,
        column=address.column,
        says=says,
        reason=reason.strip(),
        by=person(by),
        is_demo=file.is_demo,
    )


def _quicker(file: ReceivedFile, address: Address) -> str:
    last = queries.corrections_of(file, address).last()
    if last is None:
        return _("您打开这一页以后，文件重新读取过，没有保存您的更正；请看过现在的内容再定。")
    given = {
        "who": last.by.get_full_name() if last.by else _("系统"),
        "time": localtime(last.created_at).strftime("%H:%M:%S"),
        "what": last.value or last.get_says_display(),
    }
    return (
        _("您打开这一页以后，这一格又有更正：%(who)s在%(time)s记为“%(what)s”，没有保存您这一次的；")
        + _("您填的还在下面，请看过“这一格的更正”，仍要更正就再点一次。")
    ) % given


def _next(model: type[CellCorrection] | type[FindingVerdict], file: ReceivedFile) -> int:
    last = model.objects.filter(received=file).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1
