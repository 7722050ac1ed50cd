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
from gongkai.cli.plain.files import load_each
from gongkai.cli.plain.options import as_json, files_argument, line, pretty, tell_failure
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
    alone = len(files) == 1
    status, done, doubtful = Status.DONE, 0, 0
    for outcome in load_each(files):
        if outcome.report is None:
            status = max(status, tell_failure(outcome, as_json=as_json and not alone))
            continue
        done += 1
        doubtful += bool(outcome.report.unread)
        if as_json:
            data = dump(outcome.report, check(outcome.report), trace=trace)
            click.echo(pretty(data) if alone else line({"file": str(outcome.path), "exit": 0} | data))
        else:
            click.echo(("\n\n" if done > 1 else "") + _page(outcome.path, outcome.report, trace))
    if not as_json and not alone:
        click.echo(
            f"\n共 {len(files)} 个文件：读出 {done}（{doubtful} 个有存疑），未读 {len(files) - done}。"
        )
    return status


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
