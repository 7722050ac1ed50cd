"""`gongkai demo`."""

import io

import click
from django.core.management import CommandError, call_command
from django.db import connections

from gongkai.cli import preflight, prepare
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.own_database import own_database
from gongkai.cli.web.setting_up import set_up, settings_in_force


@command("demo", example="gongkai demo\ngongkai demo --verify\ngongkai demo --verify --json")
@click.option(
    "--seed", type=int, metavar="整数", help="日期和文字怎样分布；数不随它变。不写时每次装入的都一样。"
)
@click.option(
    "--verify", is_flag=True, help="在临时数据库里重放五个局的一年，与公布的数逐格比较；不动您的数据。"
)
@click.option("--json", "as_json", is_flag=True, help="与 --verify 同用：以 JSON 输出。")
def demo(seed: int | None, verify: bool, as_json: bool) -> int:
    """装入演示数据：五个教育局已公布的年度报告，和给出这些数的一年记录。已有的不会改动。
    表里的数是各局公布的；申请、台账等记录的文字是编的，都标明演示数据。"""
    if as_json and not verify:
        raise click.UsageError("--json 要与 --verify 同用")
    if verify:
        return _verify(seed, as_json=as_json)
    found = settings_in_force()
    preflight.writable(found.data)
    set_up()
    prepare.tables()
    try:
        call_command("demo", seed=seed)
    except CommandError as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
    return Status.DONE


def _verify(seed: int | None, *, as_json: bool) -> int:
    """Replay and compare in a database that is there for this alone; the site may run meanwhile."""
    with own_database(settings_in_force()):
        set_up()
        try:
            call_command("migrate", interactive=False, verbosity=0)
            call_command("demo", seed=seed, accounts=False, stdout=io.StringIO())
            call_command("demo", verify=True, as_json=as_json)
        except CommandError as problem:
            status = Status.FINDINGS if problem.returncode == 1 else Status.ENVIRONMENT
            raise Failure(status, str(problem)) from problem
        finally:
            connections.close_all()
    return Status.DONE
