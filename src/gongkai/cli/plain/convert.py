"""`gongkai convert`: a report into another form, by its file name."""

import sys
from pathlib import Path

import click

from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import load
from gongkai.cli.plain.options import any_path, file_argument, pretty
from gongkai.cli.plain.output import can_take, write_whole
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.plain.written import FORMATS, fonts_option, format_of, written


@command(
    "convert",
    example="gongkai convert 报告.pdf -o 报告.docx\ngongkai convert 报告.doc -o 报告.xlsx\n"
    "gongkai convert 报告.txt --to json",
)
@file_argument
@click.option("-o", "--output", type=any_path, metavar="文件", help="写到这个文件；格式由扩展名决定。")
@click.option("--to", type=click.Choice(FORMATS), help="输出格式；不给 -o 时写到标准输出。")
@fonts_option
@click.option(
    "--json", "as_json", is_flag=True, help="用 JSON 报告写了什么（要有 -o）；没有 -o 时等于 --to json。"
)
def convert_command(
    file: Path, output: Path | None, to: str | None, fonts: Path | None, as_json: bool
) -> int:
    """把报告写成另一种格式：JSON（交换格式）、网页、Word、PDF、Excel 或 CSV。
    写出的数与读入的完全相同。"""
    kind = to or ("json" if as_json and output is None else format_of(output))
    if output is None and kind not in ("json", "html", "csv") and sys.stdout.isatty():
        raise Failure(Status.USAGE, f"{kind} 不能显示在屏幕上；请用 -o 给出文件名，例如 -o 报告.{kind}")
    can_take(output, (file,))
    report = load(file)
    content = written(report, kind, fonts)
    if output is None:
        sys.stdout.buffer.write(content)
        return 0
    write_whole(output, content)
    done = {"file": str(file), "output": str(output), "format": kind, "cells": len(report.cells)}
    click.echo(pretty(done) if as_json else f"已写 {output}（{len(report.cells)} 格）")
    return 0
