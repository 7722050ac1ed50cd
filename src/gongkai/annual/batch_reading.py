"""Reading one file of many: whatever happens in it is told as its own answer."""

import time
from pathlib import Path

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_load import kind_name, load
from gongkai.annual.read import NotAReport
from gongkai.papers.limits import Limits
from gongkai.papers.open import CannotOpen, take

# Faults of ours, met in one file of many: the others must not pay for it.
FAULTS = (ArithmeticError, LookupError, TypeError, ValueError, AssertionError, AttributeError, RecursionError)


def read_path(path: Path, limits: Limits, *, keep_document: bool) -> FileRead:
    """The file at a path."""
    begun = time.perf_counter()
    try:
        data = take(path, limits)
    except CannotOpen as problem:
        return refused(str(path), str(problem), seconds=time.perf_counter() - begun)
    return read_data(data, str(path), limits, keep_document=keep_document)


def read_data(data: bytes, name: str, limits: Limits, *, keep_document: bool) -> FileRead:
    """Some bytes that go by a name."""
    begun = time.perf_counter()

    def spent() -> float:
        return time.perf_counter() - begun

    try:
        loaded = load(data, Path(name).name, limits)
    except CannotOpen as problem:
        return refused(name, str(problem), kind_name(data), spent())
    except NotAReport as problem:
        says = f"{name}：{problem}"
        return FileRead(name, Answer.NOT_A_REPORT, None, kind_name(data), says, spent())
    except FAULTS as problem:
        says = f"{name}：读取时程序出错（{type(problem).__name__}），没有给出任何数字；请把文件交给维护者"
        return refused(name, says, kind_name(data), spent())
    document = loaded.document if keep_document else None
    return FileRead(name, Answer.READ, loaded.report, loaded.kind, "", spent(), document)


def refused(name: str, says: str, kind: str = "", seconds: float = 0.0) -> FileRead:
    return FileRead(name, Answer.CANNOT_OPEN, None, kind, says, seconds)
