"""One kind of command: help in Chinese, in plain words, with an example, whatever the terminal's language."""

from collections.abc import Callable
from typing import Any

import click

HELP = "显示这段说明，不做别的。"


class InChinese(click.Command):
    """A command or group that tells of its --help in Chinese."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option


class Command(InChinese):
    """A command whose help has four parts: usage, what it does, an example, its options."""

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = example

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[选项]", *super().collect_usage_pieces(ctx)[1:]]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"用法：{ctx.command_path} {' '.join(self.collect_usage_pieces(ctx))}\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_lines(formatter, self.help or "")
        write_section(formatter, "例", self.example)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments are named in the usage line and told in the text."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [
            (names, says.replace("  [required]", "必须给出。"))
            for option in options
            for names, says in [option.get_help_record(ctx) or ("", "")]
            if names
        ]
        if not records:
            return
        formatter.write("\n选项：\n")
        formatter.indent()
        formatter.write_dl(records)
        formatter.dedent()


def write_lines(formatter: click.HelpFormatter, text: str) -> None:
    """Lines as they stand: Chinese has no blanks to wrap at."""
    formatter.write("\n")
    for line in text.strip().splitlines():
        formatter.write(f"{line.strip()}\n")


def write_section(formatter: click.HelpFormatter, heading: str, text: str) -> None:
    formatter.write(f"\n{heading}：\n")
    for line in text.strip().splitlines():
        formatter.write(f"  {line.strip()}\n")


def command(name: str, *, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command; its docstring is the help, `example` at least one line to type."""
    return click.command(name, cls=Command, example=example)
