"""`gongkai form`: the official form, empty, to fill in."""

from pathlib import Path

import click

from gongkai.annual.compose import blank_form, blank_report
from gongkai.annual.form import Edition
from gongkai.annual.writers import DOCUMENT_WRITERS, WRITERS
from gongkai.cli.plain.command import command
from gongkai.cli.plain.options import Whole, any_path
from gongkai.cli.plain.output import write_whole
from gongkai.cli.plain.written import fonts_for, fonts_option, format_of, or_failure


@command(
    "form",
    example="gongkai form 2021 -o 表样.docx\ngongkai form 2021 -o 年报.xlsx --organ 示例县教育局 --year 2025",
)
@click.argument("edition", type=click.Choice([each.value for each in Edition]), metavar="2021|2019")
@click.option(
    "-o",
    "--output",
    type=any_path,
    required=True,
    metavar="文件",
    help="写到这个文件；格式由扩展名决定：.docx、.xlsx、.pdf、.html、.csv、.json。",
)
@click.option("--organ", default="", metavar="名称", help="机关名称，印在标题里。")
@click.option("--year", type=Whole(2008, 2100), metavar="年", help="报告所属的年份，印在标题里。")
@fonts_option
def form_command(edition: str, output: Path, organ: str, year: int | None, fonts: Path | None) -> int:
    """写一份空白的年度报告表样：2021 是 2021 年起用的格式，2019 是 2019、2020 两年的试行格式。
    填好后本系统照样读得出来；没有填的格和章节读作空白。"""
    kind = format_of(output)
    found = fonts_for(kind, fonts)
    form = Edition(edition)
    with or_failure():
        if kind in DOCUMENT_WRITERS:
            content = DOCUMENT_WRITERS[kind](blank_form(form, organ, year), found)
        else:
            content = WRITERS[kind](blank_report(form, organ, year), found)
    write_whole(output, content)
    click.echo(f"已写 {output}")
    return 0
