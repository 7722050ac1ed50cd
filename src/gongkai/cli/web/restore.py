"""`gongkai restore`."""

import click

from gongkai.cli import preflight
from gongkai.cli.plain.command import command
from gongkai.cli.web.setting_up import run_command, set_up, settings_in_force


@command("restore", example="gongkai restore 备份-20261120.tar\ngongkai restore --replace 备份-20261120.tar")
@click.argument("file", type=click.Path(), metavar="文件")
@click.option("--replace", is_flag=True, help="这里已有的数据整个换成备份里的。")
def restore(file: str, replace: bool) -> None:
    """从备份恢复数据库和附件。先停止网站；要用的密钥先用 gongkai keys import 装回。
    先核对整个备份，再在旁边建好新的数据库，最后一步才换上；中途出错，原有的数据不变。
    SQLite 的备份可以恢复到 PostgreSQL，反过来也可以。旧版本的备份恢复后升级到这个版本。
    恢复后自动核对操作日志，没有通过时退出码为 1。"""
    preflight.writable(settings_in_force().data)
    set_up()
    run_command("restore", file, replace=replace)
