"""`gongkai audit`."""

import click
from django.core.management import CommandError, call_command

from gongkai.cli import preflight, prepare
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force


@command(
    "audit",
    example="gongkai audit verify\ngongkai audit verify --head organ-1:120:3f0c…\ngongkai audit heads >> 末端.jsonl",
)
@click.argument("what", type=click.Choice(["verify", "heads"]), metavar="verify|heads")
@click.option(
    "--head", "given", multiple=True, help="库外记下的末端，写“链:序号:校验码”，或写存放末端的文件。"
)
def audit(what: str, given: tuple[str, ...]) -> None:
    """核对操作日志是否完整：verify 逐条重算校验码，核对附件，与库外所记的末端对照；heads 打印各链现在的末端。
    查出问题时退出码为 1。末端每十分钟自动记在数据文件夹的 heads/heads.jsonl，另存到别的机器更稳妥。"""
    preflight.writable(settings_in_force().data)
    set_up()
    prepare.tables()
    try:
        call_command("audit", what, given=list(given))
    except CommandError as problem:
        status = Status.FINDINGS if problem.returncode == 1 else Status.USAGE
        raise Failure(status, str(problem)) from problem
