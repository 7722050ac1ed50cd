"""`gongkai serve`."""

import socket

import click
from django.conf import settings
from django.db import connections

from gongkai.base import in_use
from gongkai.cli import preflight, prepare, supervise
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force
from gongkai.site.variables import Environment


@command("serve", example="gongkai serve\nPORT=8080 gongkai serve\nHOST=0.0.0.0 gongkai serve")
def serve() -> None:
    """启动网站和后台任务，直到按 Ctrl-C。
    第一次启动时建立数据库；dev 设置下自建的空数据库里会装入演示数据。
    端口、地址、数据文件夹等由环境变量或 manage.py 旁的 .env 设定，见 docs/reference/settings.md。"""
    found = settings_in_force()
    with preflight.listen(found.host, found.port) as listening:
        preflight.writable(found.data)
        set_up()
        try:
            with in_use.together():
                _serve(found, listening)
        except in_use.InUse as problem:
            raise Failure(Status.ENVIRONMENT, str(problem)) from problem
    click.echo("已停止")


def _serve(found: Environment, listening: socket.socket) -> None:
    if connections["default"].vendor == "sqlite":
        preflight.full_text_search()
    prepare.tables()
    prepare.clock()
    prepare.keys()
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
