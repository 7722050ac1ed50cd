"""`gongkai merge`: add reports up, each cell as printed."""

from pathlib import Path

import click

from gongkai.annual.check import check
from gongkai.annual.merge import Merged, merge
from gongkai.annual.merge_document import sum_document
from gongkai.annual.merge_sources import MergeRefused, named
from gongkai.annual.report import Finding, Report
from gongkai.annual.writers import DOCUMENT_WRITERS
from gongkai.cli.plain import show
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import STATUS, expanded, load_each
from gongkai.cli.plain.options import any_path, as_json, files_argument, jobs_option, pretty
from gongkai.cli.plain.output import can_take, write_whole
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.plain.written import fonts_for, fonts_option, format_of, or_failure


@command(
    "merge",
    example="gongkai merge 各局/*.docx\ngongkai merge 各局/ -o 全县.docx --organ 示例县\n"
    "gongkai merge 全县.zip -o 全县.json",
)
@files_argument
@click.option("-o", "--output", type=any_path, metavar="文件", help="把汇总写到这个文件；格式由扩展名决定。")
@click.option("--organ", metavar="名称", help="汇总的名称，印在标题里，例如 示例县。")
@fonts_option
@jobs_option
@as_json
def merge_command(
    files: tuple[Path, ...],
    output: Path | None,
    organ: str | None,
    fonts: Path | None,
    jobs: int,
    as_json: bool,
) -> int:
    """把多份报告逐格相加：总计也按印着的数相加，从不重算；加完再核对。
    不把元与万元相加，不把两种格式的报告相加；缺的、读不准的逐一列出。"""
    kind = format_of(output) if output is not None else "json"
    chosen = expanded(files)
    can_take(output, chosen)
    letters = fonts_for(kind, fonts)  # who lacks fonts is told before the reading
    merged = _merged(chosen, jobs)
    known = merged.known(organ)
    found = check(known)
    if output is not None:
        if kind == "json":
            content = (pretty(merged.dump(found, organ)) + "\n").encode()
        else:
            with or_failure():
                content = DOCUMENT_WRITERS[kind](sum_document(merged, organ), letters)
        write_whole(output, content)
    if as_json:
        click.echo(pretty(merged.dump(found, organ)))
        return 0
    _show(merged, known, found)
    if output is not None:
        click.echo(f"已写 {output}")
    return 0


def _merged(files: list[Path], jobs: int) -> Merged:
    given: list[tuple[str, Report]] = []
    bad: list[Status] = []
    for found in load_each(files, jobs=jobs):
        if found.report is None:
            click.echo(show.one_line(found.says), err=True)
            bad.append(STATUS[found.answer])
        else:
            given.append((found.name, found.report))
    if bad:
        raise Failure(max(bad), f"{len(bad)} 个文件不能用，没有汇总；请改正或去掉后重来")
    try:
        return merge(named(given))
    except MergeRefused as problem:
        raise Failure(Status.USAGE, str(problem)) from problem


def _show(merged: Merged, known: Report, found: tuple[Finding, ...]) -> None:
    click.echo(f"汇总 {len(merged.sources)} 份报告\n\n{show.cells(known)}\n")
    for sentence in merged.notes:
        click.echo(f"说明  {sentence}")
    for sentence in merged.missing_sentences():
        click.echo(f"缺少  {sentence}")
    if known.unread:
        click.echo(show.unread(known))
    click.echo(show.findings(found))
