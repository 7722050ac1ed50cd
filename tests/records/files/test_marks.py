"""Marks of state secrets: what must be refused, what must pass."""

import pytest

import made_files as made
from gongkai.records.files.examination import Marked
from gongkai.records.files.marks import marked, marked_name
from records.files.examined import examine

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


BOX = (
    "<w:p><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:p>"
)


WATERMARK = '<w:p><w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r></w:p>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", made.docx("机密", "正文")),
        ("a.docx", made.docx(made.paragraph("机", "密", "★", "10年"))),
        ("a.docx", made.docx("正文", header=made.paragraph("秘密★1年"))),
        ("a.docx", made.docx("正文", header=WATERMARK)),
        ("a.docx", made.docx(BOX.format(made.paragraph("绝 密")))),
        ("a.docx", made.docx("<w:p><w:r><w:t>机密</w:t><w:tab/><w:t>特急</w:t></w:r></w:p>")),
        ("a.docx", made.docx("x", **{"docProps/core.xml": "<c><keywords>机密</keywords></c>"})),
        ("a.docx", made.docx("x", **{"word/embeddings/b.xlsx": made.xlsx("机密")})),
        ("a.docx", made.docx("x", **{"word/comments.xml": made.paragraph("机密").replace("w:", "")})),
        ("a.xlsx", made.xlsx("项目", "机密")),
        ("a.xlsx", made.xlsx("项目", "秘密★3年")),
        ("a.xlsx", made.xlsx("x", sheet="机密")),
        ("a.xlsx", made.xlsx("x", header="机密")),
        ("a.ofd", made.ofd("机密★10年")),
        ("a.ofd", made.ofd("机", "密")),
        ("a.ofd", made.ofd("秘密", "★", "1年")),
        ("a.pdf", made.pdf("机密★10年", "正文")),
        ("a.pdf", made.pdf("正文", "绝 密")),
        ("a.pdf", made.pdf("正文", note="机密")),
        ("a.txt", "机密\n正文".encode("gb18030")),
        ("a.csv", "事项,密级\n甲,机密\n".encode()),
        ("【机密】a.txt", "正文".encode()),
        ("机密.png", made.PNG),
    ],
)
def test_a_mark_is_found_wherever_it_stands(name, content):
    with pytest.raises(Marked, match="国家秘密标志"):
        examine(content, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", made.docx("涉及商业机密的信息，依照保守国家秘密法办理。")),
        ("a.docx", made.docx(made.paragraph("商业", "机密"))),
        ("a.xlsx", made.xlsx("国家秘密", "★★★", "机密性")),
        ("a.pdf", made.pdf("属于国家秘密的，不予公开", "其中涉及商业", "机密")),
        ("a.ofd", made.ofd("商业机密")),
        ("商业机密管理办法.txt", "商业机密管理办法".encode()),
    ],
)
def test_prose_in_documents_passes(name, content):
    examine(content, name)
