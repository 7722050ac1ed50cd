"""`gongkai convert`: a report into another form, by its file name."""

from pathlib import Path

import click

from gongkai.annual.check import check
from gongkai.annual.compose import compose
from gongkai.annual.contract import dumps
from gongkai.annual.report import Report
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import load, write_whole
from gongkai.cli.plain.options import any_path, file_argument, pretty
from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.write_html import write_html


def _json(report: Report) -> str:
    # With the trace: what a check says of printed cells must not get lost on the way.
    return dumps(report, check(report), trace=True) + "\n"


def _html(report: Report) -> str:
    return write_html(compose(report))


WRITERS = {"json": _json, "html": _html}


@command("convert", example="gongkai convert 报告.txt -o 报告.html\ngongkai convert 报告.txt --to json")
@file_argument
@click.option("-o", "--output", type=any_path, metavar="文件", help="写到这个文件；格式由扩展名决定。")
@click.option("--to", type=click.Choice(sorted(WRITERS)), help="输出格式；不给 -o 时写到标准输出。")
@click.option(
    "--json", "as_json", is_flag=True, help="用 JSON 报告写了什么（要有 -o）；没有 -o 时等于 --to json。"
)
def convert_command(file: Path, output: Path | None, to: str | None, as_json: bool) -> int:
    """把报告写成另一种格式：JSON（交换格式）或 HTML（可直接打开的网页）。
    写出的数与读入的完全相同。"""
    kind = to or (output.suffix.lstrip(".").lower() if output else "json" if as_json else "")
    if kind not in WRITERS:
        raise Failure(
            Status.USAGE,
            f"不知道要写成什么格式；请用 -o 给出以 {' 或 '.join('.' + name for name in sorted(WRITERS))} "
            "结尾的文件名，或用 --to 指明",
        )
    report = load(file)
    text = WRITERS[kind](report)
    if output is None:
        click.echo(text, nl=False)
        return 0
    write_whole(output, text)
    done = {"file": str(file), "output": str(output), "format": kind, "cells": len(report.cells)}
    click.echo(pretty(done) if as_json else f"已写 {output}（{len(report.cells)} 格）")
    return 0
