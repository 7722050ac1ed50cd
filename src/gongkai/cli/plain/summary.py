"""What came of many files, told at the end: how many were read, which are in doubt, which were refused and why."""

import sys
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import click

from gongkai.annual.batch import FileRead
from gongkai.cli.plain.files import STATUS
from gongkai.cli.plain.show import one_line
from gongkai.cli.plain.status import Status

MANY = 5  # files from which a bar is worth its line


@dataclass
class Summary:
    """Counts while the files come; sentences at the end."""

    total: int = 0
    status: Status = Status.DONE
    doubtful: list[tuple[str, int]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def count(self, found: FileRead) -> None:
        self.total += 1
        self.status = max(self.status, STATUS[found.answer])
        if found.report is None:
            self.refused.append(found.says)
        elif found.report.unread:
            self.doubtful.append((found.name, len(found.report.unread)))

    def tell(self, *, interrupted: bool = False) -> None:
        """On stderr: one file alone needs its sentence only."""
        for sentence in self.refused:
            click.echo(one_line(sentence), err=True)
        if self.total > 1 or interrupted:
            for name, places in self.doubtful:
                click.echo(one_line(f"存疑  {name}：{places} 处没有读准"), err=True)
            read = self.total - len(self.refused)
            click.echo(
                f"{'已读' if interrupted else '共'} {self.total} 个文件：读出 {read}"
                f"（{len(self.doubtful)} 个有存疑），未读 {len(self.refused)}。",
                err=True,
            )
        if interrupted:
            click.echo("已中断：以上是中断前读完的，其余没有读。", err=True)


class Progress:
    """A bar on stderr over many files, where stderr is a terminal that nothing else is printed to; over the many that
    a few archives hold, a count."""

    def __init__(self, files: list[str], *, shown: bool) -> None:
        self._files = files
        self._at = 0
        self._told = 0
        self._shown = shown and sys.stderr.isatty()
        self._bar = (
            click.progressbar(length=len(files), label="读取", file=sys.stderr, show_pos=True)
            if self._shown and len(files) >= MANY
            else None
        )

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, problem, trace)
        elif self._shown and self._told >= MANY:
            click.echo(err=True)

    def come_to(self, name: str) -> None:
        """An answer came for a file or a member of it (`包.zip/里面.docx`)."""
        self._move_to(name)
        self._told += 1
        if self._shown and self._bar is None and self._told >= MANY:
            click.echo(f"\r读取  已读 {self._told} 个", nl=False, err=True)

    def finish(self) -> None:
        """Every file was answered."""
        self._move_to(None)

    def _move_to(self, name: str | None) -> None:
        if self._bar is None:
            return
        before = self._at
        while self._at < len(self._files) and not (name and _belongs(name, self._files[self._at])):
            self._at += 1
        self._bar.update(self._at - before)


def _belongs(name: str, file: str) -> bool:
    return name == file or name.startswith(f"{file}/")
