"""`gongkai backup`."""

from pathlib import Path
from time import monotonic

import click
from django.db import DatabaseError

from gongkai.base.refusal import Refused
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force
from gongkai.records import backup as backups


@command("backup", example="gongkai backup 备份-20261120.tar")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
def backup(file: Path) -> None:
    """把数据库和附件备份成一个文件。网站可以照常运行，备份的是这一刻的数据。
    密钥不在备份里：请用 gongkai keys export 另行保存，与备份分开存放；没有密钥，备份里加密的个人信息读不出来。"""
    settings_in_force()
    set_up()
    begun = monotonic()
    try:
        manifest = backups.take(file.absolute())
    except Refused as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
    except DatabaseError as problem:
        raise Failure(Status.ENVIRONMENT, f"数据库读不了（{problem}），没有备份；请检查数据库") from problem
    seconds = max(monotonic() - begun, 0.001)
    size = manifest.size / 1e6
    click.echo(f"备份写好了：{file}（{size:.1f} MB，{seconds:.1f} 秒，每秒 {size / seconds:.0f} MB）")
    click.echo(f"{len(manifest.rows)} 张表 {sum(manifest.rows.values())} 行，附件 {manifest.files} 个")
    if manifest.keys:
        click.echo(
            f"密钥不在备份里，恢复时要用 {'、'.join(manifest.keys)}；请用 gongkai keys export 另行保存"
        )
