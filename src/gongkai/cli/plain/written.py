"""Reports out of the commands, in the format that the file name asks for."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from gongkai.annual.report import Report
from gongkai.annual.writers import WRITERS
from gongkai.cli.plain.options import any_path
from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.refusal import CannotWrite
from gongkai.papers.writing.fonts import Fonts, find_fonts

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
    with or_failure():
        return WRITERS[kind](report, fonts_for(kind, fonts))


def fonts_for(kind: str, folder: Path | None) -> Fonts | None:
    """The fonts that a format needs: the PDF alone does. Raises Failure without any."""
    folder = folder or (Path(os.environ[FONTS]) if os.environ.get(FONTS) else None)
    if folder is not None and not folder.is_dir():
        raise Failure(Status.USAGE, f"没有字体文件夹 {folder}，请检查 --fonts 或 {FONTS}")
    with or_failure():
        return find_fonts(*([folder] if folder else [])) if kind == "pdf" else None


@contextmanager
def or_failure() -> Iterator[None]:
    """What cannot be written ends the command with its sentence."""
    try:
        yield
    except CannotWrite as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
