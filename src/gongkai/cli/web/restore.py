"""`gongkai restore`."""

from pathlib import Path
from time import monotonic

import click
from django.db import DatabaseError

from gongkai.base.refusal import Refused
from gongkai.cli import preflight
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force
from gongkai.records import backup as backups
from gongkai.records import heads, verification
from gongkai.records.backup import CannotRead, NeedsReplace, Restored
from gongkai.records.log import Head


@command("restore", example="gongkai restore 备份-20261120.tar\ngongkai restore --replace 备份-20261120.tar")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@click.option("--replace", is_flag=True, help="这里已有的数据整个换成备份里的。")
def restore(file: Path, replace: bool) -> int:
    """从备份恢复数据库和附件。先停止网站；要用的密钥先用 gongkai keys import 装回。
    先核对整个备份，再在旁边建好新的数据库，最后一步才换上；中途出错，原有的数据不变。
    SQLite 的备份可以恢复到 PostgreSQL，反过来也可以。旧版本的备份恢复后升级到这个版本。"""
    preflight.writable(settings_in_force().data)
    set_up()
    begun = monotonic()
    try:
        with backups.Archive(file.absolute()) as archive:
            click.echo(
                f"核对并恢复 {archive.manifest.made_at} 的备份（{archive.manifest.size / 1e6:.1f} MB）……"
            )
            restored = backups.restore(archive, replace=replace)
    except CannotRead as problem:
        raise Failure(Status.CANNOT_OPEN, str(problem)) from problem
    except NeedsReplace as problem:
        raise Failure(Status.USAGE, str(problem)) from problem
    except Refused as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
    except DatabaseError as problem:
        raise Failure(
            Status.ENVIRONMENT, f"数据库做不了（{str(problem).strip()}），原有的数据没有变；请检查数据库"
        ) from problem
    _tell(restored, monotonic() - begun)
    return int(_verify(restored))


def _tell(restored: Restored, seconds: float) -> None:
    manifest = restored.manifest
    rows = sum(manifest.rows.values())
    click.echo(f"恢复好了：{len(manifest.rows)} 张表 {rows} 行，附件 {manifest.files} 个（{seconds:.1f} 秒）")
    for table, count in manifest.rows.items():
        if count:
            click.echo(f"  {table}  {count}")
    if restored.migrated:
        click.echo(f"备份来自旧版本（{manifest.program}），数据库已升级 {restored.migrated} 步")
    if restored.kept:
        click.echo(f"原有的数据库是坏的，留在 {restored.kept}；不再需要时请自行删除")


def _verify(restored: Restored) -> Status:
    """The log is what it was when the backup was made; what was written down later is named."""
    manifest = restored.manifest
    found = verification.verify(Head(head["chain"], head["seq"], head["mac"]) for head in manifest.chains)
    for fault in found.faults:
        click.echo(f"日志 {fault.chain} 第 {fault.seq} 条：{fault.says}", err=True)
    if not found.ok:
        click.echo("操作日志核对没有通过；请换一个备份，或用 gongkai audit verify 细查", err=True)
        return Status.FINDINGS
    click.echo(f"操作日志核对通过：{len(found.chains)} 条链，{found.events} 条日志")
    for chain, seq in _later({head["chain"]: head["seq"] for head in manifest.chains}).items():
        click.echo(f"日志 {chain} 在备份之后还记到过第 {seq} 条，那些操作不在这个备份里")
    return Status.DONE


def _later(restored: dict[str, int]) -> dict[str, int]:
    """Chain → the last number written down outside the database, where it is beyond the backup's."""
    last = {head.chain: head.seq for head in heads.written()}
    return {chain: seq for chain, seq in last.items() if seq > restored.get(chain, 0)}
