"""`gongkai backup`."""

import click

from gongkai.cli.plain.command import command
from gongkai.cli.web.setting_up import run_command, set_up, settings_in_force


@command("backup", example="gongkai backup 备份-20261120.tar")
@click.argument("file", type=click.Path(), metavar="文件")
def backup(file: str) -> None:
    """把数据库和附件备份成一个文件。网站可以照常运行，备份的是这一刻的数据。
    密钥不在备份里：请用 gongkai keys export 另行保存，与备份分开存放；没有密钥，备份里加密的个人信息读不出来。"""
    settings_in_force()
    set_up()
    run_command("backup", file)
