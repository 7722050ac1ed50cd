"""`gongkai read`: what the files print, never more."""

from pathlib import Path

import click

from gongkai.annual.check import check
from gongkai.annual.contract import dump
from gongkai.annual.form import Address
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Report
from gongkai.cli.plain import show
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import Outcome, load_each
from gongkai.cli.plain.options import as_json, files_argument, line, pretty
from gongkai.cli.plain.status import Status


@command(
    "read",
    example="gongkai read 报告.txt\ngongkai read 报告.txt --json --trace\ngongkai read 各局/*.txt --json",
)
@files_argument
@as_json
@click.option("--trace", is_flag=True, help="连同每个数的出处（第几行、原样）一起给出。")
def read_command(files: tuple[Path, ...], as_json: bool, trace: bool) -> int:
    """读出年度报告里印着的数字：印什么就是什么，读不准的单独列出，从不猜测。
    可读文本文件和本系统的 JSON；多个文件时一个坏文件不影响其余。"""
    outcomes = load_each(files)
    for position, outcome in enumerate(outcomes):
        if outcome.failure is not None:
            click.echo(outcome.failure.sentence, err=True)
        if as_json:
            _print_json(outcome, alone=len(outcomes) == 1, trace=trace)
        elif outcome.report is not None:
            click.echo(("\n\n" if position else "") + _page(outcome.path, outcome.report, trace))
    if not as_json and len(outcomes) > 1:
        done = sum(1 for outcome in outcomes if outcome.report is not None)
        doubtful = sum(1 for outcome in outcomes if outcome.report is not None and outcome.report.unread)
        click.echo(
            f"\n共 {len(outcomes)} 个文件：读出 {done}（{doubtful} 个有存疑），未读 {len(outcomes) - done}。"
        )
    return max(outcome.failure.status if outcome.failure else Status.DONE for outcome in outcomes)


def _print_json(outcome: Outcome, *, alone: bool, trace: bool) -> None:
    if outcome.report is None:
        if not alone and outcome.failure is not None:
            failed = {"file": str(outcome.path), "exit": int(outcome.failure.status)}
            click.echo(line(failed | {"error": outcome.failure.sentence}))
        return
    data = dump(outcome.report, check(outcome.report), trace=trace)
    click.echo(pretty(data) if alone else line({"file": str(outcome.path), "exit": 0} | data))


def _page(path: Path, report: Report, trace: bool) -> str:
    parts = [f"{path}\n{show.heading(report)}", show.cells(report)]
    if report.unread:
        parts.append(show.unread(report))
    found = check(report)
    if found:
        parts.append(show.findings(found))
    if trace:
        rows = [
            (
                TABLE_WORDS[item.address.table],
                *_names(report, item.address),
                repr(item.raw)[1:-1],
                item.at,
            )
            for item in report.trace
        ]
        parts.append(show.table(rows, ("表", "行", "列", "原样", "出处"), numbers_from=5))
    return "\n\n".join(parts)


def _names(report: Report, address: Address) -> tuple[str, str]:
    return report.form.names(address) if report.form is not None else (address.row, address.column)
