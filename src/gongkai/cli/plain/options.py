"""Arguments, options and ways of printing that several commands share."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from gongkai.annual.contract import text_of


class Day(click.ParamType[date]):
    """A day of the calendar, written 2022-09-30."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日历上的一天，请写成 2022-09-30 这样", param, ctx)


class Whole(click.ParamType[int]):
    """A whole number of at least `least`."""

    name = "整数"

    def __init__(self, least: int, most: int = 999_999_999) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if not value.isascii() or not value.removeprefix("-").isdigit() or len(value) > 9:
            self.fail(f"“{value}”不是整数", param, ctx)
        if int(value) < self.least:
            self.fail(f"应当不小于 {self.least}，收到的是 {value}", param, ctx)
        if int(value) > self.most:
            self.fail(f"应当不大于 {self.most}，收到的是 {value}", param, ctx)
        return int(value)


DAY = Day()

as_json = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")

# Whether a path can be used is said by the reader, in its own words.
any_path = click.Path(path_type=Path, readable=False)
files_argument = click.argument("files", nargs=-1, required=True, type=any_path, metavar="文件…")
jobs_option = click.option(
    "--jobs", type=Whole(1, 64), default=1, metavar="个数", help="同时用几个进程读；不写为 1。"
)
file_argument = click.argument("file", type=any_path, metavar="文件")


def line(data: object) -> str:
    """One object as one line of JSON Lines. Chinese is not escaped, decimals stay exact."""
    return text_of(data)


def pretty(data: object) -> str:
    return text_of(data, indent=1)
