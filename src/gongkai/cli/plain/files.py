"""Files in and out of the commands: one sentence and the right status for whatever cannot be used."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from gongkai.annual.contract import ContractError, loads
from gongkai.annual.read import NotAReport, read
from gongkai.annual.report import Report
from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.model import Document
from gongkai.papers.open import CannotOpen, decode, open_bytes, read_bytes


def load(path: Path) -> Report:
    """The report in a file: the exchange format's JSON, or any document the reader takes. Raises Failure."""
    try:
        data = read_bytes(path)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return loads(decode(data))
        document: Document = open_bytes(data, path.name)
        return read(document)
    except CannotOpen as problem:
        raise Failure(Status.CANNOT_OPEN, f"{path}：{problem}") from problem
    except ContractError as problem:
        raise Failure(Status.CANNOT_OPEN, f"{path}：{problem}") from problem
    except NotAReport as problem:
        raise Failure(Status.NOT_A_REPORT, f"{path}：{problem}") from problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its report, or the failure."""

    path: Path
    report: Report | None
    failure: Failure | None = None


def load_each(paths: tuple[Path, ...]) -> list[Outcome]:
    """Every file in turn; a bad one never stops the others."""
    outcomes = []
    for path in paths:
        try:
            outcomes.append(Outcome(path, load(path)))
        except Failure as failure:
            outcomes.append(Outcome(path, None, failure))
    return outcomes


def write_whole(path: Path, text: str) -> None:
    """Write a file wholly or not at all: beside its place first, then into it. Raises Failure."""
    if path.is_dir():
        raise Failure(Status.USAGE, f"{path} 是文件夹，请给出要写的文件名，例如 {path / 'out.json'}")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Failure(
            Status.ENVIRONMENT, f"{path} 写不进去（{problem.strerror}），什么都没有写；请换一个可写的文件夹"
        ) from problem
