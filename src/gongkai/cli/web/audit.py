"""`gongkai audit`."""

from pathlib import Path

import click

from gongkai.cli import preflight, prepare
from gongkai.cli.plain.command import command
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.web.setting_up import set_up, settings_in_force
from gongkai.records import heads, log, verification

SHOWN = 20  # faults printed one by one


@command(
    "audit",
    example="gongkai audit verify\ngongkai audit verify --head organ-1:120:3f0c…\ngongkai audit heads >> 末端.jsonl",
)
@click.argument("what", type=click.Choice(["verify", "heads"]), metavar="verify|heads")
@click.option(
    "--head", "heads", multiple=True, help="库外记下的末端，写“链:序号:校验码”，或写存放末端的文件。"
)
def audit(what: str, heads: tuple[str, ...]) -> int:
    """核对操作日志是否完整：verify 逐条重算校验码，核对文件，与库外所记的末端对照；heads 打印各链现在的末端。
    查出问题时退出码为 1。末端每天自动记在数据文件夹的 heads/heads.jsonl，另存到别的机器更稳妥。"""
    preflight.writable(settings_in_force().data)
    set_up()
    prepare.tables()
    return print_heads() if what == "heads" else verify(heads)


def print_heads() -> int:
    for each in log.heads():
        click.echo(heads.line(each), nl=False)
    return int(Status.DONE)


def verify(given: tuple[str, ...]) -> int:
    """Print what was found. Returns the exit status."""
    try:
        known = [*heads.written(), *(head for each in given for head in _heads(each))]
    except ValueError as problem:
        raise Failure(Status.USAGE, str(problem)) from problem
    found = verification.verify(known)
    spoilt: list[str] = []
    for fault in found.faults[:SHOWN]:
        click.echo(f"{fault.chain} 第 {fault.seq} 条：{fault.says}")
    if len(found.faults) > SHOWN:
        click.echo(f"……还有 {len(found.faults) - SHOWN} 处")
    for fault in found.remarks[:SHOWN]:
        click.echo(f"提示：{fault.chain} 第 {fault.seq} 条：{fault.says}")
    for sentence in spoilt[:SHOWN]:
        click.echo(sentence)
    click.echo(
        f"核对了 {len(found.chains)} 条链、{found.events} 条日志，库外末端 {len(known)} 个："
        + ("完整" if found.ok and not spoilt else f"查出 {len(found.faults) + len(spoilt)} 处问题")
    )
    return int(Status.DONE if found.ok and not spoilt else Status.FINDINGS)


def _heads(given: str) -> list[log.Head]:
    """A head as typed, or all heads of a file."""
    chain, _, rest = given.partition(":")
    seq, _, mac = rest.partition(":")
    if seq.isdecimal() and len(mac) == 64:
        return [log.Head(chain, int(seq), mac)]
    if Path(given).is_file():
        return heads.written(Path(given))
    raise ValueError(f"--head 的值“{given}”不是“链:序号:校验码”，也没有这个文件")
