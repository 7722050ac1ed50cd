"""`gongkai manage`."""

import click
from django.core.management import execute_from_command_line, get_commands

from gongkai.cli import preflight
from gongkai.cli.plain.command import Command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force


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
    preflight.writable(settings_in_force().data)
    set_up()
    if arguments and arguments[0] not in {*get_commands(), "help", "--help", "-h", "--version"}:
        raise Failure(
            Status.USAGE, f"没有“{arguments[0]}”这个管理命令；请运行 gongkai manage help 看有哪些命令"
        )
    execute_from_command_line(["gongkai manage", *arguments])
