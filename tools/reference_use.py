"""Reference pages for those who run Gongkai: commands and settings, from their declarations."""

import click

from gongkai.cli.main import COMMANDS, gongkai
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
    rows = "\n".join(f"| {status.value} | {status.meaning} |" for status in Status)
    parts.append(
        f"## 退出码 Exit statuses\n\n| 退出码 | 意思 |\n|---:|---|\n{rows}\n\n多个文件时取最大的一个。"
    )
    return "\n\n".join(parts)


def settings() -> str:
    return variables.reference()
