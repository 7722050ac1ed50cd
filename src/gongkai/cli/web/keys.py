"""`gongkai keys`."""

import click

from gongkai.cli import preflight, prepare
from gongkai.cli.plain.command import command
from gongkai.cli.web.setting_up import run_command, set_up, settings_in_force


@command("keys", example="gongkai keys list\ngongkai keys rotate fields\ngongkai keys export 密钥.json")
@click.argument("what", type=click.Choice(["list", "rotate", "export", "import"]), metavar="做什么")
@click.argument("name", default="", metavar="[文件|fields|log]")
@click.option("--replace", is_flag=True, help="import 时整套换掉这里的密钥；原来的一套移到旁边。")
def keys(what: str, name: str, replace: bool) -> None:
    """密钥在数据文件夹的 keys/ring 里，不在数据库里，也不在备份里。
    list 列出密钥（不显示内容）；rotate 换一把新的 fields 或 log 密钥，旧的留着，已加密的由后台任务改用新的；
    export 导出成一个文件，只有本人能读，请与备份分开存放；import 把导出的密钥装回。"""
    preflight.writable(settings_in_force().data)
    set_up()
    prepare.tables()
    run_command("keys", what, name, replace=replace)
