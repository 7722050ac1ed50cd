"""`gongkai check`: does a report balance, within itself and with last year's."""

from pathlib import Path

import click

from gongkai.annual.batch import FileRead
from gongkai.annual.check import check
from gongkai.annual.contract import dump
from gongkai.annual.report import Finding, Report, Severity
from gongkai.cli.plain import show
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import STATUS, expanded, load, load_each
from gongkai.cli.plain.options import any_path, as_json, files_argument, jobs_option, line, pretty
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.plain.summary import Summary


@command(
    "check",
    example="gongkai check 报告.docx\ngongkai check 2021.pdf --previous 2020.docx\ngongkai check 各局/ --json",
)
@files_argument
@click.option("--previous", type=any_path, metavar="上年", help="上一年的报告，核对结转等跨年关系。")
@jobs_option
@as_json
def check_command(files: tuple[Path, ...], previous: Path | None, jobs: int, as_json: bool) -> int:
    """核对年度报告：表内勾稽关系、表与文字、跨年结转。文件可以是 gongkai read 能读的任何一种。
    每条问题写明位置、两边的数和所依据的关系；有错误时退出码为 1。"""
    chosen = expanded(files)
    if previous is not None and len(chosen) > 1:
        raise Failure(Status.USAGE, "--previous 一次只核对一个文件；请逐个文件运行")
    before = load(previous) if previous is not None else None
    summary = Summary()
    status = Status.DONE
    for found in load_each(chosen, jobs=jobs):
        summary.count(found)
        alone = len(files) == 1 and files[0] == Path(found.name)
        if previous is not None and not alone:
            raise Failure(Status.USAGE, "--previous 一次只核对一份报告；请先解压，再逐份核对")
        if found.report is None:
            if as_json and not alone:
                click.echo(line({"file": found.name, "exit": int(STATUS[found.answer]), "error": found.says}))
            continue
        findings = check(found.report, previous=before)
        verdict = (
            Status.FINDINGS if any(item.severity is Severity.ERROR for item in findings) else Status.DONE
        )
        status = max(status, verdict)
        if as_json:
            _print_json(found, found.report, findings, verdict, alone=alone)
        else:
            click.echo(f"{show.one_line(found.name)}  {show.heading(found.report)}")
            click.echo(show.findings(findings))
    summary.tell()
    return max(status, summary.status)


def _print_json(
    found: FileRead, report: Report, findings: tuple[Finding, ...], verdict: Status, *, alone: bool
) -> None:
    whole = dump(report, findings)
    data = {"file": found.name, "exit": int(verdict)}
    data |= {key: whole[key] for key in ("organ", "year", "format", "complete", "findings", "unread")}
    click.echo(pretty(data) if alone else line(data))
