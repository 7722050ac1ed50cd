"""Marks of state secrets: what must be refused, what must pass."""

import pytest

from gongkai.records.files.marks import marked, marked_name

MUST_REFUSE = [
    "秘密★",
    "秘密☆",
    "机密★10年",
    "绝密★长期",
    "　机　密　★　１０年",
    "本件标为秘密★一年，请妥善保管",
    "机密",
    "绝 密",
    "機密",
    "（机密）",
    "【绝密】",
    "〔机密〕关于某事的报告",
    "【秘密3年】某方案",
    "秘密 3年",
    "秘密３年",
    "秘密（3年）",
    "秘密：长期",
    "机密（保密期限：10年）",
    "机\u200b密",
    "密级：秘密",
    "密级:绝密级",
    "密级和保密期限：机密10年",
    "机密级",
    "绝密文件",
    "000123 机密",
    "机密 特急",
    "特急 绝密",
    "机\n密",
    "秘密\n★1年",
    "某市教育局\n机密\n关于某事的请示",
]
MUST_PASS = [
    "商业机密",
    "涉及商业机密的信息不予公开",
    "涉及商业\n机密",
    "依照保守国家秘密法办理",
    "机密性",
    "信息的机密性、完整性和可用性",
    "国家秘密",
    "1.属于国家秘密",
    "秘密",
    "商业秘密",
    "绝密、机密、秘密三级",
    "机密级计算机不得接入互联网",
    "绝密级国家秘密是最重要的国家秘密",
    "机密级事项的保密期限不超过二十年",
    "密级：□绝密 □机密 □秘密",
    "密级：无",
    "密级：",
    "本单位没有机密文件。",
    "机密。",
    "秘密投票选举3年一次",
    "★★★ 三星级秘密花园",
    "",
]


@pytest.mark.parametrize("text", MUST_REFUSE)
def test_a_mark_is_seen(text):
    assert marked(text.split("\n"))


@pytest.mark.parametrize("text", MUST_PASS)
def test_prose_about_secrets_is_no_mark(text):
    assert not marked(text.split("\n"))


def test_cells_of_a_sheet_are_not_read_on():
    assert not marked(["商业秘密", "★★★"], flowing=False)
    assert not marked(["机", "密"], flowing=False)
    assert marked(["机密"], flowing=False)


@pytest.mark.parametrize(
    "name",
    [
        "机密.pdf", "【机密】预算.docx", "预算（绝密）.docx", "秘密★1年.pdf", "预算-机密-2020.pdf", "预算_绝密.xls",
        "密级：秘密.txt", "秘密 3年 名单.doc", "机密", "绝密文件.ofd", "关于（秘密３年）的报告.pdf",
    ],
)  # fmt: skip
def test_a_mark_in_a_name_is_seen(name):
    assert marked_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "商业机密管理办法.pdf",
        "机密性要求.pdf",
        "保守国家秘密法.docx",
        "秘密.txt",
        "2020年度报告.pdf",
        "a.b",
        "",
    ],
)
def test_ordinary_names_pass(name):
    assert not marked_name(name)
