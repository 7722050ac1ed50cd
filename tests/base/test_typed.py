"""Text as people type it."""

import pytest

from gongkai.base.refusal import Refused
from gongkai.base.typed import lines, one_line


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" 张三 ", "张三"),
        ("\ufeff张\u200b三", "张三"),
        ("\u202e张三", "张三"),
        ("甲\t乙\n丙", "甲 乙 丙"),
        ("\ue000某", "\ue000某"),  # a rare sign of a name, in the private area
        ("", ""),
    ],
)
def test_a_name_keeps_what_can_be_seen(given, kept) -> None:
    assert one_line(given, "名称") == kept


def test_a_text_of_several_lines_stays_as_it_is() -> None:
    assert lines("一\r\n\t二 ", "内容") == "一\r\n\t二 "


@pytest.mark.parametrize("text", ["\u200b", " ", "\u3164", "\u2800\u200d", "\n"])
@pytest.mark.parametrize("kept", [one_line, lines])
def test_a_text_that_nobody_can_see_is_refused(kept, text) -> None:
    with pytest.raises(Refused, match="“名称”里没有看得见的文字"):
        kept(text, "名称")


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x08", "\x1b", "\x7f", "\x85"])
@pytest.mark.parametrize("kept", [one_line, lines])
def test_control_characters_are_refused_with_the_field(kept, char) -> None:
    with pytest.raises(Refused, match="“名称”里有不可见的控制字符"):
        kept(f"张{char}三", "名称")
