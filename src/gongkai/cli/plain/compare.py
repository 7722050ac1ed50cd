"""`gongkai compare`: what differs between two reports, and whether one year follows from the other."""

from pathlib import Path

import click

from gongkai.annual.compare import across_years, differences
from gongkai.annual.contract import finding_words
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Report
from gongkai.cli.plain import show
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import load
from gongkai.cli.plain.options import any_path, as_json, pretty


@command("compare", example="gongkai compare 2019.txt 2020.txt\ngongkai compare 初稿.json 定稿.json --json")
@click.argument("first", type=any_path, metavar="甲")
@click.argument("second", type=any_path, metavar="乙")
@as_json
def compare_command(first: Path, second: Path, as_json: bool) -> int:
    """比较两份报告：逐格列出不同的数；同一机关相邻两年的，再核对跨年关系。"""
    before, after = load(first), load(second)
    changes = differences(before, after)
    found = across_years(before, after) if _follows(before, after) else ()
    if as_json:
        click.echo(
            pretty(
                {
                    "first": str(first),
                    "second": str(second),
                    "changes": [change.words() for change in changes],
                    "findings": [finding_words(item, after) for item in found],
                }
            )
        )
        return 0
    click.echo(f"甲  {show.heading(before)}\n乙  {show.heading(after)}\n")
    if changes:
        rows = [
            (TABLE_WORDS.get(str(table), str(table)), *map(str, rest))
            for table, *rest in (change.words().values() for change in changes)
        ]
        click.echo(show.table(rows, ("表", "行", "列", "甲", "乙"), numbers_from=3))
    else:
        click.echo("两份报告的数字完全相同。")
    if found:
        click.echo("\n" + show.findings(found))
    return 0


def _follows(before: Report, after: Report) -> bool:
    return None not in (before.year, after.year) and (after.year or 0) - (before.year or 0) == 1
