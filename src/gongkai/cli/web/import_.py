"""`gongkai import`."""

import click
from django.core.management import CommandError, call_command

from gongkai.cli import preflight, prepare
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force


@command(
    "import",
    example=(
        "gongkai import --template licences 行政许可.xlsx\n"
        "gongkai import --organ jia --dry-run 行政许可.xlsx\n"
        "gongkai import --organ jia 行政许可.xlsx\n"
        "gongkai import --organ jia --report 2019年年报.txt"
    ),
)
@click.argument("file", type=click.Path(), metavar="文件")
@click.option("--template", metavar="名称", help="写一份空白模板到这个文件，不导入。")
@click.option("--organ", metavar="网址名", help="导入到哪个机关。")
@click.option("--dry-run", is_flag=True, help="只试算：逐行报告会怎样，什么都不写。")
@click.option("--report", is_flag=True, help="文件是上一年的年度报告，不是模板。")
def import_command(file: str, template: str | None, organ: str | None, dry_run: bool, report: bool) -> None:
    """补录使用本系统以前的数据：按 .xlsx 模板导入各台账和公开申请，或导入上一年的年度报告。
    模板名称：items rules normative licences services penalties coercion charges procurement requests
    原来的日期和编号不变，记录标明“历史补录”。有一行有误就整份不写；同一份文件再导入一次不会重复。
    没有办结的公开申请就是结转继续办理的。以服务器管理员的身份办理，日志记为系统任务“import”。
    试算或导入发现有误的行时退出码为 1。"""
    preflight.writable(settings_in_force().data)
    set_up()
    if template is None:
        prepare.tables()
    try:
        call_command("bring_in", file, template=template, organ=organ, dry_run=dry_run, report=report)
    except CommandError as problem:
        status = next(each for each in Status if each == problem.returncode)
        raise Failure(status, str(problem)) from problem
