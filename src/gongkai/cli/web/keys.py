"""`gongkai keys`."""

from pathlib import Path

import click

from gongkai.base import jobs, keyring, keyring_file
from gongkai.base.refusal import Refused
from gongkai.base.sealed import rotation
from gongkai.cli import preflight, prepare
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force

PURPOSES = {"fields": "加密个人信息", "index": "查找加密的内容", "log": "操作日志的校验码"}


@command(
    "keys",
    example="gongkai keys list\ngongkai keys rotate fields\ngongkai keys export 密钥.json",
)
@click.argument("what", type=click.Choice(["list", "rotate", "export", "import"]), metavar="做什么")
@click.argument("name", required=False, metavar="[文件|fields|log]")
@click.option("--replace", is_flag=True, help="import 时整套换掉这里的密钥；原来的一套移到旁边。")
def keys(what: str, name: str | None, replace: bool) -> None:
    """密钥在数据文件夹的 keys/ring 里，不在数据库里，也不在备份里。
    list 列出密钥（不显示内容）；rotate 换一把新的 fields 或 log 密钥，旧的留着，已加密的由后台任务改用新的；
    export 导出成一个文件，只有本人能读，请与备份分开存放；import 把导出的密钥装回。"""
    if (name is None) != (what == "list"):
        raise click.UsageError("list 后面不写别的" if name else f"{what} 后面还缺一个值")
    preflight.writable(settings_in_force().data)
    set_up()
    prepare.tables()
    try:
        {"list": _list, "rotate": _rotate, "export": _export, "import": _import}[what](name or "", replace)
    except Refused as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
    except OSError as problem:
        raise Failure(
            Status.ENVIRONMENT,
            f"密钥写不进去（{problem.strerror}）；请检查 {keyring.folder()} 和目标文件夹的权限",
        ) from problem


def _list(name: str, replace: bool) -> None:
    listed = keyring.listed()
    named = set(keyring.named())
    in_use = {purpose: kid for purpose, kid in listed}  # noqa: C416  the last of each purpose is in force
    for key in listed:
        notes = [PURPOSES[key.purpose]]
        notes += ["现用"] if in_use[key.purpose] == key.kid else []
        notes += ["库里有用它的内容"] if key in named else []
        click.echo(f"{key}  {'，'.join(notes)}")
    for key in keyring.missing(sorted(named)):
        click.echo(f"{key}  缺少，而库里有用它的内容")
    if not listed:
        click.echo(f"{keyring.folder()} 里还没有密钥；第一次用到时生成")
    elif remain := rotation.remaining():
        click.echo(f"还有 {remain} 项没有改用现在的 fields 密钥，后台任务会接着做")


def _rotate(name: str, replace: bool) -> None:
    if name not in keyring.ROTATED:
        raise Failure(
            Status.USAGE, f"能更换的是 {'、'.join(keyring.ROTATED)}；index 不能换，换了就查不到以前的内容"
        )
    key = keyring.rotate(name)
    click.echo(f"从现在起用 {name}-{key.kid}；请重新 gongkai keys export，与备份分开存放")
    if name == "fields":
        jobs.enqueue(jobs.reseal)
        click.echo(
            f"已加密的 {rotation.remaining()} 项由后台任务改用新密钥，gongkai keys list 可看还剩多少；旧密钥请不要删"
        )


def _export(name: str, replace: bool) -> None:
    path = Path(name).absolute()
    names = keyring_file.export(path)
    click.echo(f"导出了 {len(names)} 把密钥：{path}")
    click.echo("有了它就能读出加密的个人信息：请与备份分开，存放在只有负责人拿得到的地方")


def _import(name: str, replace: bool) -> None:
    new, old = keyring_file.take_in(Path(name).absolute(), replace=replace)
    click.echo(
        f"装回了 {len(new)} 把密钥：{'、'.join(map(str, new))}" if new else "这些密钥本来都在，没有改动"
    )
    if old:
        click.echo(f"原来的一套移到了 {old}")
