"""Reference pages for those who run Gongkai: commands and settings, from their declarations."""

import click

from gongkai.cli.main import COMMANDS, gongkai
from gongkai.cli.plain import read_limits, written
from gongkai.cli.plain.status import Status
from gongkai.site import variables


def commands() -> str:
    """Every command's own --help, and the exit statuses."""
    context = click.Context(gongkai, info_name="gongkai")
    parts = ["# 命令 Commands", f"```text\n{gongkai.get_help(context).strip()}\n```"]
    for name in COMMANDS:
        command = gongkai.get_command(context, name)
        if command is None:
            raise LookupError(name)
        below = click.Context(command, info_name=name, parent=context)
        parts.append(f"## gongkai {name}\n\n```text\n{command.get_help(below).strip()}\n```")
    parts.append(_limits())
    rows = "\n".join(f"| {status.value} | {status.meaning} |" for status in Status)
    parts.append(
        f"## 退出码 Exit statuses\n\n| 退出码 | 意思 |\n|---:|---|\n{rows}\n\n多个文件时取最大的一个。"
    )
    return "\n\n".join(parts)


def _limits() -> str:
    """The variables of the commands that read and write files."""
    rows = [
        f"| `{setting.variable}` | {setting.says} | {setting.default} |" for setting in read_limits.SETTINGS
    ]
    rows.append(f"| `{written.FONTS}` | 写 PDF 所用字体的文件夹，等于 --fonts | 无 |")
    return (
        "## 读文件的上限 Limits\n\n"
        "每个文件在单独的进程里读；超过上限的文件整个不读，说明原因，其余文件照读。"
        "上限用环境变量改，都是整数；写错时退出码为 2。\n\n"
        "| 环境变量 | 意思 | 不写时 |\n|---|---|---:|\n" + "\n".join(rows)
    )


def settings() -> str:
    return variables.reference()
