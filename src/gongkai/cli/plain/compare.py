"""`gongkai compare`: what differs between two reports, whether one year follows from the other, what was copied."""

from pathlib import Path
from typing import Any

import click

from gongkai.annual.compare import across_years, differences
from gongkai.annual.contract import finding_words
from gongkai.annual.copied import Copied, Relation, copied
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Report
from gongkai.cli.plain import show
from gongkai.cli.plain.command import command
from gongkai.cli.plain.files import load
from gongkai.cli.plain.options import any_path, as_json, pretty

SHOWN = 5  # passages; all are in the JSON
_LONGEST = 120  # characters of a passage shown
_CODES = {
    Relation.LAST_YEAR: "last-year",
    Relation.OTHER_YEAR: "other-year",
    Relation.NEIGHBOUR: "neighbour",
    Relation.UNKNOWN: "unknown",
}


@command("compare", example="gongkai compare 2019.pdf 2020.docx\ngongkai compare 邻县.docx 本县.docx --json")
@click.argument("first", type=any_path, metavar="甲")
@click.argument("second", type=any_path, metavar="乙")
@as_json
def compare_command(first: Path, second: Path, as_json: bool) -> int:
    """比较两份报告：逐格列出不同的数；同一机关相邻两年的，再核对跨年关系。
    文字部分算出乙照抄甲的比例，列出最长的几段；只换了数字、年份、名称的也算，格式要求人人都写的话不算。"""
    before, after = load(first), load(second)
    changes = differences(before, after)
    prose = copied(after, before)
    own = prose.relation is not Relation.NEIGHBOUR
    found = across_years(before, after) if own and _follows(before, after) else ()
    if as_json:
        click.echo(
            pretty(
                {
                    "first": str(first),
                    "second": str(second),
                    "changes": [{**change.words(), "difference": change.difference} for change in changes],
                    "findings": [finding_words(item, after) for item in found],
                    "prose": _prose_words(prose),
                }
            )
        )
        return 0
    click.echo(f"甲  {show.heading(before)}\n乙  {show.heading(after)}\n")
    if changes:
        rows = [
            (
                *(TABLE_WORDS.get(str(words["table"]), str(words["table"])), words["row"], words["column"]),
                *(words["before"], words["after"], show.signed(change.difference)),
            )
            for change, words in ((change, change.words()) for change in changes)
        ]
        click.echo(show.table(rows, ("表", "行", "列", "甲", "乙", "增减"), numbers_from=3))
    else:
        click.echo("两份报告的数字完全相同。")
    if found:
        click.echo("\n" + show.findings(found))
    click.echo("\n" + _prose_page(prose, before))
    return 0


def _follows(before: Report, after: Report) -> bool:
    return None not in (before.year, after.year) and (after.year or 0) - (before.year or 0) == 1


def _prose_words(found: Copied) -> dict[str, Any]:
    return {
        "relation": _CODES[found.relation],
        "characters": found.signs,
        "copied": found.copied,
        "copied_with_other_figures": found.changed,
        "share": round(found.share, 4),
        "chapters": [
            {
                "number": chapter.number,
                "title": chapter.title,
                "characters": chapter.signs,
                "copied": chapter.copied,
                "copied_with_other_figures": chapter.changed,
                "share": round(chapter.share, 4),
                "sentences": chapter.sentences,
                "copied_sentences": chapter.copied_sentences,
            }
            for chapter in found.chapters
        ],
        "passages": [
            {
                "chapter": passage.chapter,
                "source_chapter": passage.source_chapter,
                "characters": passage.signs,
                "text": passage.text,
                "source_text": passage.source_text,
                "replaced": [list(pair) for pair in passage.figures],
            }
            for passage in found.passages
        ],
    }


def _prose_page(found: Copied, other: Report) -> str:
    if not found.signs:
        return "乙没有可比的文字。"
    whose = f"{other.organ or '机关名称不明'}{f'{other.year}年度' if other.year else ''}"
    if not found.copied:
        return f"乙的文字没有照抄甲（{found.relation.value}，{whose}）。"
    lines = [
        f"乙的文字有 {found.share:.0%} 与甲相同（甲是{found.relation.value}，{whose}）："
        f"{found.signs} 字中 {found.copied} 字，其中 {found.changed} 字的句子换了数字或名称。"
    ]
    rows = [
        (chapter.title, f"{chapter.share:.0%}", f"{chapter.copied_sentences}/{chapter.sentences}")
        for chapter in found.chapters
    ]
    lines.append(show.table(rows, ("部分", "相同", "相同的句子")))
    for passage in found.passages[:SHOWN]:
        text = show.one_line(passage.text)
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "……"
        replaced = "，".join(f"{one}→{other_one}" for one, other_one in passage.figures[:SHOWN])
        lines.append(f"· {passage.signs} 字{f'（换了 {replaced}）' if replaced else ''}：{shown}")
    if len(found.passages) > SHOWN:
        lines.append(f"另有 {len(found.passages) - SHOWN} 段，用 --json 看全部。")
    return "\n".join(lines)
