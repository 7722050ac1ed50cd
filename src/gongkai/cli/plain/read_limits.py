"""How much one file may cost, as the surroundings set it (GONGKAI_READ_…)."""

import os
from dataclasses import dataclass, replace

from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.limits import LIMITS, MB, Limits

_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class LimitSetting:
    """One variable: the field of `Limits` it sets, how many of the field's units one of it is, what it says."""

    variable: str
    field: str
    factor: int
    says: str

    @property
    def default(self) -> int:
        return int(getattr(LIMITS, self.field)) // self.factor


SETTINGS = (
    LimitSetting("GONGKAI_READ_SECONDS", "seconds", 1, "读一个文件最多用多少秒"),
    LimitSetting("GONGKAI_READ_MEMORY", "memory", MB, "读一个文件最多用多少 MB 内存"),
    LimitSetting("GONGKAI_READ_SIZE", "size", MB, "一个文件最大多少 MB"),
    LimitSetting("GONGKAI_READ_PAGES", "pages", 1, "一个 PDF 最多多少页"),
)


def limits() -> Limits:
    """The limits in force. Raises Failure for a value that is none."""
    found = LIMITS
    for setting in SETTINGS:
        if text := os.environ.get(setting.variable, "").strip():
            found = replace(found, **{setting.field: _number(setting, text) * setting.factor})
    return found


def _number(setting: LimitSetting, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and 1 <= int(text) <= _MOST):
        raise Failure(
            Status.USAGE, f"{setting.variable}（{setting.says}）应是 1 到 {_MOST} 的整数，现在写的是“{text}”"
        )
    return int(text)
