"""`gongkai deadline`: the day a reply is due, and why."""

from datetime import date

import click

from gongkai.cli.plain.command import command
from gongkai.cli.plain.options import DAY, Whole, as_json, pretty
from gongkai.cli.plain.status import Failure, Status
from gongkai.law.clock import Deadline, reply_deadline
from gongkai.law.explain import Step
from gongkai.law.refusal import RefusalError


@command(
    "deadline",
    example="gongkai deadline 2022-09-30\ngongkai deadline 2022-09-30 --explain\n"
    "gongkai deadline 2026-01-05 --extension 20\ngongkai deadline 2026-04-30 --days 7",
)
@click.argument("receipt", type=DAY, metavar="收到申请之日")
@click.option("--days", type=Whole(1), metavar="工作日数", help="期限的工作日数；不写为 20。")
@click.option("--extension", type=Whole(0), default=0, metavar="工作日数", help="延长的工作日数，至多 20。")
@click.option("--explain", is_flag=True, help="列出每一段、每个节假日和调休、依据的条款。")
@as_json
def deadline_command(receipt: date, days: int | None, extension: int, explain: bool, as_json: bool) -> int:
    """从收到申请之日算答复期限的最后一天（收到当日不计，条例第三十三条）。
    按国务院办公厅放假安排，含调休上班日；安排尚未公布的年份标“暂定”。"""
    try:
        found = reply_deadline(receipt, days, extension=extension)
        steps = found.explain() if explain or as_json else ()
    except RefusalError as refused:
        raise Failure(Status.USAGE, str(refused)) from refused
    if as_json:
        click.echo(pretty(_words(receipt, found) | {"steps": [_step(step) for step in steps]}))
        return 0
    click.echo(f"{found.due}{'（暂定）' if found.provisional else ''}")
    for number, step in enumerate(steps, 1):
        cites = f"（{'、'.join(map(str, step.cites))}）" if step.cites else ""
        click.echo(f"{number}. {step.sentence}{cites}")
    return 0


def _words(receipt: date, found: Deadline) -> dict[str, object]:
    return {
        "receipt": receipt.isoformat(),
        "due": found.due.isoformat() if found.due else None,
        "provisional": found.provisional,
        "lenient": found.lenient.isoformat() if found.lenient else None,
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "kind": step.kind.value,
        "start": step.start.isoformat(),
        "until": step.until.isoformat() if step.until else None,
        "days": step.days,
        "cites": [str(cite) for cite in step.cites],
        "says": step.sentence,
    }
