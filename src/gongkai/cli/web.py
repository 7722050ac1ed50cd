"""The commands that need the web extra: `gongkai serve`, `gongkai manage`, `gongkai demo`."""

import os

import click
import django
from django.conf import settings
from django.core.management import CommandError, call_command, execute_from_command_line, get_commands
from django.db import connections

from gongkai.cli import preflight, prepare, supervise
from gongkai.cli.plain.command import Command, command
from gongkai.cli.plain.status import Failure, Status
from gongkai.site import environment
from gongkai.site.environment import Environment, SettingError


@command("serve", example="gongkai serve\nPORT=8080 gongkai serve\nHOST=0.0.0.0 gongkai serve")
def serve() -> None:
    """启动网站和后台任务，直到按 Ctrl-C。
    第一次启动时建立数据库；dev 设置下自建的空数据库里会装入演示数据。
    端口、地址、数据文件夹等由环境变量或 manage.py 旁的 .env 设定，见 docs/reference/settings.md。"""
    found = _environment()
    with preflight.listen(found.host, found.port) as listening:
        preflight.writable(found.data)
        _set_up()
        if connections["default"].vendor == "sqlite":
            preflight.full_text_search()
        prepare.tables()
        prepare.static_files()
        prepare.demonstration()
        connections.close_all()
        supervise.run(
            listening,
            workers=found.workers,
            threads=found.threads,
            host_header=_host_header(),
            announce=lambda: _announce(found),
        )
    click.echo("已停止")


@click.command(
    "manage",
    cls=Command,
    example="gongkai manage createsuperuser\ngongkai manage check --deploy",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="管理命令…")
def manage(arguments: tuple[str, ...]) -> None:
    """网站的管理命令，与 python manage.py 相同。不写命令时列出全部命令。"""
    if arguments in (("--help",), ("-h",)):
        click.echo(click.get_current_context().get_help())
        return
    preflight.writable(_environment().data)
    _set_up()
    if arguments and arguments[0] not in {*get_commands(), "help", "--help", "-h", "--version"}:
        raise Failure(
            Status.USAGE, f"没有“{arguments[0]}”这个管理命令；请运行 gongkai manage help 看有哪些命令"
        )
    execute_from_command_line(["gongkai manage", *arguments])


@command("demo", example="gongkai demo\ngongkai demo --verify")
@click.option("--verify", is_flag=True, help="只核对装入的数据与样本是否一致，不装入。")
def demo(verify: bool) -> None:
    """装入演示数据：五个教育局已公布的年度报告。已有的不会改动。"""
    found = _environment()
    preflight.writable(found.data)
    _set_up()
    prepare.tables()
    try:
        call_command("demo", verify=verify)
    except CommandError as problem:
        status = Status.FINDINGS if problem.returncode == 1 else Status.ENVIRONMENT
        raise Failure(status, str(problem)) from problem


def _environment() -> Environment:
    try:
        found = environment.read()
    except SettingError as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", found.settings_module)
    return found


def _set_up() -> None:
    try:
        django.setup()
    except SettingError as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem


def _host_header() -> str:
    """A name under which the site answers: the first allowed one, without wildcards."""
    first = next(iter(settings.ALLOWED_HOSTS), "localhost")
    return "localhost" if first == "*" else first.lstrip(".")


def _announce(found: Environment) -> None:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(found.host, found.host)  # noqa: S104
    host = f"[{host}]" if ":" in host else host
    click.echo(f"网站    http://{host}:{found.port}/")
    click.echo(f"工作台  http://{host}:{found.port}/desk/")
    if not found.loopback and not found.allowed_hosts:
        click.echo("别的机器要访问，请用 GONGKAI_ALLOWED_HOSTS 写明它们用的域名或地址")
    click.echo("按 Ctrl-C 停止")
