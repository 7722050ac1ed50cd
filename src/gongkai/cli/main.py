"""The command `gongkai`: finds the command asked for, loads only that, turns failures into one sentence."""

import errno
import importlib
import os
import sys

import click

from gongkai import __version__
from gongkai.cli.plain.command import InChinese, write_lines, write_section
from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.problems import words

# name → module, attribute, what it does in a few words
PLAIN = {
    "read": ("gongkai.cli.plain.read", "read_command", "读出年度报告里的数字"),
    "check": ("gongkai.cli.plain.check", "check_command", "核对报告的勾稽关系"),
    "compare": ("gongkai.cli.plain.compare", "compare_command", "比较两份报告"),
    "convert": ("gongkai.cli.plain.convert", "convert_command", "转换成 Word、PDF、Excel、网页等格式"),
    "form": ("gongkai.cli.plain.form", "form_command", "写一份空白的年报表样"),
    "merge": ("gongkai.cli.plain.merge", "merge_command", "把多份报告逐格相加"),
    "deadline": ("gongkai.cli.plain.deadline", "deadline_command", "算答复期限，说明为什么是这一天"),
    "fee": ("gongkai.cli.plain.fee", "fee_command", "算信息处理费"),
}
WEB = {
    "serve": ("gongkai.cli.web.serve", "serve", "启动网站和后台任务"),
    "manage": ("gongkai.cli.web.manage", "manage", "网站的管理命令"),
    "audit": ("gongkai.cli.web.audit", "audit", "核对操作日志是否完整"),
    "backup": ("gongkai.cli.web.backup", "backup", "备份数据库和附件"),
    "restore": ("gongkai.cli.web.restore", "restore", "从备份恢复"),
    "keys": ("gongkai.cli.web.keys", "keys", "密钥：查看、更换、导出、装回"),
    "demo": ("gongkai.cli.web.demo", "demo", "装入或核对演示数据"),
    "import": ("gongkai.cli.web.import_", "import_command", "补录以前的台账、申请和年报"),
}
COMMANDS = PLAIN | WEB
EXAMPLE = "gongkai read 报告.docx\ngongkai deadline 2022-09-30 --explain\ngongkai serve"


class _ReaderGone(Exception):  # noqa: N818  nobody's fault
    """Nobody reads the output any more."""


class Gongkai(InChinese, click.Group):
    """The group of all commands. A command's module is loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        try:
            # The one permitted late import: plain commands must not wait for Django.
            found: click.Command = getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as problem:
            if cmd_name in WEB and (problem.name or "").partition(".")[0] != "gongkai":
                sentence = f"“{cmd_name}”要用网站部分，这里没有安装；请运行：pip install 'gongkai[web]'"
                raise Failure(Status.ENVIRONMENT, sentence) from problem
            raise
        return found

    def invoke(self, ctx: click.Context) -> object:
        """As click does, but whoever stops reading (`| head`) ends the command without a fault: click says 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as gone:
            raise _ReaderGone from gone

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write("用法：gongkai 命令 [选项] …\n")
        write_lines(formatter, self.help or "")
        formatter.write("\n命令：\n")
        formatter.indent()
        formatter.write_dl([(name, words) for name, (_, _, words) in COMMANDS.items()])
        formatter.dedent()
        write_section(formatter, "例", EXAMPLE)
        write_section(
            formatter, "退出码", "\n".join(f"{status.value}  {status.meaning}" for status in Status)
        )
        write_section(formatter, "每个命令的用法", "gongkai 命令 --help")


@click.group(cls=Gongkai, invoke_without_command=True)
@click.option("--version", is_flag=True, help="显示版本。")
@click.pass_context
def gongkai(ctx: click.Context, version: bool) -> int:
    """公开（Gongkai）：政府信息公开工作的开放系统。
    读、核对、汇总政府信息公开工作年度报告，计算答复期限和信息处理费，运行公开网站。"""
    if version:
        click.echo(f"gongkai {__version__}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    return 0


def usage_sentence(problem: click.UsageError) -> str:
    """What is wrong with the words typed, and what to type instead."""
    path = problem.ctx.command_path if problem.ctx is not None else "gongkai"
    name = getattr(problem, "param", None)
    shown = name.make_metavar(problem.ctx) if isinstance(name, click.Argument) and problem.ctx else ""
    shown = shown or (name.opts[0] if name is not None and name.opts else "")
    if isinstance(problem, click.MissingParameter):
        what = f"还缺 {shown}"
    elif isinstance(problem, click.NoSuchOption):
        what = f"没有 {problem.option_name} 这个选项"
    elif isinstance(problem, click.exceptions.NoSuchCommand):
        what = f"没有“{problem.command_name}”这个命令"
    elif isinstance(problem, click.BadOptionUsage):
        what = f"选项 {problem.option_name} 用得不对，它后面可能还缺一个值"
    elif problem.message.startswith("Got unexpected extra argument"):
        what = f"多出了参数 {problem.message.partition('(')[2].rstrip(').')}"
    elif isinstance(problem, click.BadParameter):
        what = f"{shown} 的值不对：{_wanted(problem)}"
    else:
        what = f"用法不对：{problem.message.rstrip('.')}"
    return f"{what}；请运行 {path} --help 看用法"


def _wanted(problem: click.BadParameter) -> str:
    """What a value should have been; click itself says it in English."""
    match problem.param.type if problem.param is not None else None:
        case click.types.IntParamType():
            return "要写一个整数"
        case click.Choice(choices=choices):
            return f"只能是{'、'.join(map(str, choices))}"
        case _:
            return problem.message.rstrip(".")


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with its exit status (see `Status`)."""
    for stream in (sys.stdout, sys.stderr):
        # The exchange format is UTF-8, whatever the terminal claims.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """The command's exit status; every failure is one sentence on stderr."""
    try:
        status = gongkai.main(arguments, prog_name="gongkai", standalone_mode=False)
        return int(status or 0)
    except Failure as failure:
        click.echo(f"gongkai：{failure.sentence}", err=True)
        return int(failure.status)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as problem:
        click.echo(f"gongkai：{usage_sentence(problem)}", err=True)
        return int(Status.USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("gongkai：已中断", err=True)
        return 130
    except (_ReaderGone, BrokenPipeError):
        # The reader of our output has gone; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        # Reading and writing files have their own sentences: what fails here is the output itself.
        click.echo(f"gongkai：结果写不出去（{words(problem)}）；请检查磁盘空间和输出的去处", err=True)
        return int(Status.ENVIRONMENT)
    except Exception as problem:
        if os.environ.get("GONGKAI_DEBUG"):
            raise
        if _disk_is_full(problem):
            click.echo("gongkai：磁盘满了，没有办成，原来的内容没有变；请腾出空间再试", err=True)
            return int(Status.ENVIRONMENT)
        click.echo(
            f"gongkai：程序出错（{type(problem).__name__}），什么都没有写；"
            "请把所用的命令告诉维护者，设 GONGKAI_DEBUG=1 可看到细节",
            err=True,
        )
        return int(Status.ENVIRONMENT)


def _disk_is_full(problem: BaseException | None) -> bool:
    """Whether a full disk is behind a failure; the database's own error may lie beneath."""
    while problem is not None:
        full = isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT)
        if full or "disk is full" in str(problem) or getattr(problem, "sqlstate", None) == "53100":
            return True
        problem = problem.__cause__
    return False
