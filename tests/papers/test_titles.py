"""Where a long title parts."""

import pytest

from gongkai.papers.writing.titles import lines_of_title


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("示例县2022年工作报告", ["示例县2022年工作报告"]),
        ("示例县教育局2022年政府信息公开工作年度报告", ["示例县教育局2022年", "政府信息公开工作年度报告"]),
        (
            "〔机关名称〕〔年份〕年政府信息公开工作年度报告",
            ["〔机关名称〕〔年份〕年", "政府信息公开工作年度报告"],
        ),
        ("没有年份的一个很长很长很长很长的题目也不断开", ["没有年份的一个很长很长很长很长的题目也不断开"]),
        ("自己\n断开", ["自己", "断开"]),
    ],
)
def test_a_long_title_parts_behind_its_year(title: str, lines: list[str]) -> None:
    assert lines_of_title(title) == lines
