"""`gongkai read`: what the files print, never more."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from gongkai.annual.batch import FileRead
from gongkai.annual.check import check
from gongkai.annual.contract import dump
from gongkai.annual.form import Address
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Report
from gongkai.cli.plain import show
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import STATUS, expanded, load_each
from gongkai.cli.plain.options import any_path, as_json, files_argument, jobs_option, line, pretty
from gongkai.cli.plain.output import can_take, whole
from gongkai.cli.plain.read_workbook import ReadWorkbook
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.plain.stopping import INTERRUPTED, Stopping
from gongkai.cli.plain.summary import Progress, Summary


@command(
    "read",
    example="gongkai read 报告.docx\ngongkai read 报告.pdf --json --trace\n"
    "gongkai read 各局/ 乡镇.zip --xlsx 汇总.xlsx --jobs 2",
)
@files_argument
@as_json
@click.option("--xlsx", type=any_path, metavar="文件.xlsx", help="写成一个 Excel 工作簿：文件、数字、存疑。")
@jobs_option
@click.option("--trace", is_flag=True, help="连同每个数的出处（第几页、第几格、第几行、原样）一起给出。")
def read_command(files: tuple[Path, ...], as_json: bool, xlsx: Path | None, jobs: int, trace: bool) -> int:
    """读出年度报告里印着的数字：印什么就是什么，读不准的单独列出，从不猜测。
    可读 Word、PDF、网页、表格、文本和本系统的 JSON，按内容认，不看扩展名；文件夹读其中所有文件，压缩包逐个读。
    一个坏文件不影响其余；按 Ctrl-C 停下时，已读完的照常给出。"""
    if xlsx is not None and (as_json or trace):
        raise Failure(Status.USAGE, "--xlsx 不能与 --json、--trace 一起用；出处已在工作簿里")
    if xlsx is not None and xlsx.suffix.lower() != ".xlsx":
        raise Failure(Status.USAGE, f"工作簿要以 .xlsx 结尾，请把 {xlsx.name} 改名")
    chosen = expanded(files)
    can_take(xlsx, chosen)
    summary = Summary()
    with ExitStack() as stack:
        book = stack.enter_context(_workbook(xlsx)) if xlsx is not None else None
        stopping = stack.enter_context(Stopping())
        quiet = xlsx is not None or not sys.stdout.isatty()
        with Progress([str(path) for path in chosen], shown=quiet) as progress:
            for found in stopping.each(load_each(chosen, jobs=jobs)):
                summary.count(found)
                progress.come_to(found.name)
                # An archive is told as many files even where it holds one.
                alone = len(files) == 1 and files[0] == Path(found.name)
                if book is not None:
                    book.add(found)
                elif as_json:
                    _print_json(found, trace=trace, alone=alone)
                elif found.report is not None:
                    click.echo(("\n\n" if summary.total > 1 else "") + _page(found.name, found.report, trace))
            if not stopping.asked:
                progress.finish()
        if book is not None:
            book.close(interrupted=stopping.asked)
    if xlsx is not None:
        click.echo(f"已写 {xlsx}")
    summary.tell(interrupted=stopping.asked)
    return INTERRUPTED if stopping.asked else summary.status


@contextmanager
def _workbook(path: Path) -> Iterator[ReadWorkbook]:
    """Beside its place lie the rows of hundreds of files: what is a disk in memory elsewhere might not hold them."""
    with (
        whole(path) as beside,
        TemporaryDirectory(dir=path.parent, prefix=".gongkai-", ignore_cleanup_errors=True) as folder,
    ):
        yield ReadWorkbook(beside, Path(folder))


def _print_json(found: FileRead, *, trace: bool, alone: bool) -> None:
    status = STATUS[found.answer]
    if found.report is not None:
        data = dump(found.report, check(found.report), trace=trace)
        click.echo(pretty(data) if alone else line({"file": found.name, "exit": int(status)} | data))
    elif not alone:
        click.echo(line({"file": found.name, "exit": int(status), "error": found.says}))


def _page(name: str, report: Report, trace: bool) -> str:
    parts = [f"{show.one_line(name)}\n{show.heading(report)}", show.cells(report)]
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
