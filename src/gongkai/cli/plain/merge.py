"""`gongkai merge`: add reports up, each cell as printed."""

from pathlib import Path

import click

from gongkai.annual.check import check
from gongkai.annual.merge import MergeRefused, Source, merge
from gongkai.cli.plain import show
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import load_each, write_whole
from gongkai.cli.plain.options import any_path, as_json, files_argument, pretty
from gongkai.cli.plain.status import Failure, Status


@command("merge", example="gongkai merge 各局/*.txt\ngongkai merge 甲.json 乙.txt -o 全县.json")
@files_argument
@click.option("-o", "--output", type=any_path, metavar="文件.json", help="把汇总写到这个 JSON 文件。")
@as_json
def merge_command(files: tuple[Path, ...], output: Path | None, as_json: bool) -> int:
    """把多份报告逐格相加：总计也按印着的数相加，从不重算；加完再核对。
    不把元与万元相加，不把两种格式的报告相加；缺的、读不准的逐一列出。"""
    if output is not None and output.suffix.lower() != ".json":
        raise Failure(Status.USAGE, f"汇总只能写成 JSON，请把 {output.name} 改成以 .json 结尾的文件名")
    outcomes = list(load_each(files))
    bad = [outcome.failure for outcome in outcomes if outcome.failure is not None]
    if bad:
        for failure in bad:
            click.echo(failure.sentence, err=True)
        raise Failure(
            max(failure.status for failure in bad), f"{len(bad)} 个文件不能用，没有汇总；请改正或去掉后重来"
        )
    try:
        merged = merge([Source(str(item.path), item.report) for item in outcomes if item.report is not None])
    except MergeRefused as problem:
        raise Failure(Status.USAGE, str(problem)) from problem
    found = check(merged.report)
    data = merged.dump(found)
    if output is not None:
        write_whole(output, pretty(data) + "\n")
    if as_json:
        click.echo(pretty(data))
        return 0
    click.echo(f"汇总 {len(merged.sources)} 份报告\n\n{show.cells(merged.report)}\n")
    for sentence in merged.notes:
        click.echo(f"说明  {sentence}")
    for sentence in merged.missing_sentences():
        click.echo(f"缺少  {sentence}")
    if merged.report.unread:
        click.echo(show.unread(merged.report))
    click.echo(show.findings(found))
    if output is not None:
        click.echo(f"已写 {output}")
    return 0
