"""`gongkai demo`."""

import click
from django.core.management import CommandError, call_command

from gongkai.cli import preflight, prepare
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force


@command("demo", example="gongkai demo\ngongkai demo --verify")
@click.option("--verify", is_flag=True, help="只核对装入的数据与样本是否一致，不装入。")
def demo(verify: bool) -> None:
    """装入演示数据：五个教育局已公布的年度报告。已有的不会改动。"""
    found = settings_in_force()
    preflight.writable(found.data)
    set_up()
    prepare.tables()
    try:
        call_command("demo", verify=verify)
    except CommandError as problem:
        status = Status.FINDINGS if problem.returncode == 1 else Status.ENVIRONMENT
        raise Failure(status, str(problem)) from problem
