"""What files are called."""

import pytest

from gongkai.records.files import names


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("报告.pdf", "报告.pdf"),
        ("C:\\用户\\张三\\报告.pdf", "报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("报告\u202efdp.exe", "报告fdp.exe"),  # a direction mark would show it as 报告exe.pdf
        ("报\u200b告\x00\x07\r\n 二.pdf", "报告 二.pdf"),
        ('a"b<c>d|e?f*g:h.pdf', "a_b_c_d_e_f_g_h.pdf"),
        ("  . ", "未命名"),
        ("", "未命名"),
        (".pdf", "pdf"),
        ("e\u0301tat.pdf", "\u00e9tat.pdf"),
        ("报告.pdf.", "报告.pdf"),
        ("\udcff报告.pdf", "报告.pdf"),
    ],
)
def test_a_name_is_what_a_reader_sees(given, called):
    assert names.clean(given) == called


def test_a_long_name_keeps_its_extension():
    called = names.clean("长" * 300 + ".docx")
    assert len(called) == names.LONGEST
    assert called.endswith("长.docx")
    assert len(names.clean("x" * 300)) == names.LONGEST
    assert len(names.clean("a." + "x" * 300)) == names.LONGEST
