"""Arguments and options that several commands share."""

from pathlib import Path

import click
import simplejson

as_json = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出（见交换格式）。")

# Whether a path can be used is said by the reader, in its own words.
any_path = click.Path(path_type=Path)
files_argument = click.argument("files", nargs=-1, required=True, type=any_path, metavar="文件…")
file_argument = click.argument("file", type=any_path, metavar="文件")


def line(data: object) -> str:
    """One object as one line of JSON Lines. Chinese is not escaped, decimals stay exact."""
    return simplejson.dumps(data, ensure_ascii=False, use_decimal=True)


def pretty(data: object) -> str:
    return simplejson.dumps(data, ensure_ascii=False, use_decimal=True, indent=1)
