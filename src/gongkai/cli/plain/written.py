"""Reports out of the commands, in the format that the file name asks for."""

import os
from pathlib import Path

import click

from gongkai.annual.check import check
from gongkai.annual.compose import compose
from gongkai.annual.contract import dumps
from gongkai.annual.report import Report
from gongkai.cli.plain.options import any_path
from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.fonts import Fonts, find_fonts
from gongkai.papers.refusal import CannotWrite
from gongkai.papers.write_html import write_html


def _json(report: Report, fonts: Fonts | None) -> bytes:
    # With the trace: what a check says of printed cells must not get lost on the way.
    return (dumps(report, check(report), trace=True) + "\n").encode()


def _html(report: Report, fonts: Fonts | None) -> bytes:
    return write_html(compose(report)).encode()


WRITERS = {"json": _json, "html": _html}
FONTS = "GONGKAI_FONTS"  # a folder with an office's own fonts
FORMATS = tuple(WRITERS)
fonts_option = click.option(
    "--fonts", type=any_path, metavar="文件夹", help=f"写 PDF 所用字体的文件夹；不写时用 {FONTS} 所指的。"
)


def format_of(output: Path | None) -> str:
    """The format by a file's extension. Raises Failure."""
    kind = output.suffix.lstrip(".").lower() if output is not None else ""
    if kind not in WRITERS:
        raise Failure(
            Status.USAGE,
            f"不知道要写成什么格式；请用 -o 给出以 {'、'.join('.' + name for name in FORMATS)} 之一结尾的文件名",
        )
    return kind


def written(report: Report, kind: str, fonts: Path | None) -> bytes:
    """The file's content. Raises Failure where fonts are wanting."""
    folder = fonts or (Path(os.environ[FONTS]) if os.environ.get(FONTS) else None)
    if folder is not None and not folder.is_dir():
        raise Failure(Status.USAGE, f"没有字体文件夹 {folder}，请检查 --fonts 或 {FONTS}")
    try:
        found = find_fonts(*([folder] if folder else [])) if kind == "pdf" else None
        return WRITERS[kind](report, found)
    except CannotWrite as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
