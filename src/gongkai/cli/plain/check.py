"""`gongkai check`: does a report balance, within itself and with last year's."""

from pathlib import Path

import click

from gongkai.annual.check import check
from gongkai.annual.contract import dump
from gongkai.annual.report import Finding, Report, Severity
from gongkai.cli.plain import show
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import load, load_each
from gongkai.cli.plain.options import any_path, as_json, files_argument, line, pretty, tell_failure
from gongkai.cli.plain.status import Failure, Status


@command("check", example="gongkai check 报告.txt\ngongkai check 2021.json --previous 2020.json")
@files_argument
@click.option("--previous", type=any_path, metavar="上年", help="上一年的报告，核对结转等跨年关系。")
@as_json
def check_command(files: tuple[Path, ...], previous: Path | None, as_json: bool) -> int:
    """核对年度报告：表内勾稽关系、表与文字、跨年结转。
    每条问题写明位置、两边的数和所依据的关系；有错误时退出码为 1。"""
    if previous is not None and len(files) > 1:
        raise Failure(Status.USAGE, "--previous 一次只核对一个文件；请逐个文件运行")
    before = load(previous) if previous is not None else None
    alone = len(files) == 1
    status = Status.DONE
    for outcome in load_each(files):
        if outcome.report is None:
            status = max(status, tell_failure(outcome, as_json=as_json and not alone))
            continue
        found = check(outcome.report, previous=before)
        verdict = Status.FINDINGS if any(item.severity is Severity.ERROR for item in found) else Status.DONE
        status = max(status, verdict)
        if as_json:
            _print_json(outcome.path, outcome.report, found, verdict, alone=alone)
        else:
            click.echo(f"{outcome.path}  {show.heading(outcome.report)}")
            click.echo(show.findings(found))
    return status


def _print_json(
    path: Path, report: Report, found: tuple[Finding, ...], verdict: Status, *, alone: bool
) -> None:
    whole = dump(report, found)
    data = {"file": str(path), "exit": int(verdict)}
    data |= {key: whole[key] for key in ("organ", "year", "format", "complete", "findings", "unread")}
    click.echo(pretty(data) if alone else line(data))
