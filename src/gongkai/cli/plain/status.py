"""Exit statuses of the command, and the failure that carries one (contract of the exchange format)."""

from enum import IntEnum


class Status(IntEnum):
    """What the exit status says. Over many files the highest counts."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> "Status":
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    DONE = 0, "完成"
    FINDINGS = 1, "check、demo --verify 或 audit verify 查出错误"
    USAGE = 2, "用法不对，或给出的值不可能"
    NOT_A_REPORT = 3, "文件里没有认出年度报告"
    CANNOT_OPEN = 4, "文件打不开：类型不支持、加密、损坏、过大，或缺少转换部件"
    ENVIRONMENT = 5, "运行环境有问题：端口、文件夹、字体等"


class Failure(Exception):  # noqa: N818  what a command ends with, not a fault of the program
    """Ends a command with one Chinese sentence on stderr and an exit status."""

    def __init__(self, status: Status, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
