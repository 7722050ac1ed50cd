"""The document around the cells: headings, numbering, notes, parts; and packages that are broken or hostile."""

import pytest

from gongkai.papers.kinds import Kind, kind_of
from gongkai.papers.limits import LIMITS, MB, Limits
from gongkai.papers.model import Heading
from gongkai.papers.open import from_bytes
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.word.read_docx import read
from made_files import zipped
from papers.word_files import cell, document, grids, levels, numbered, row, run, shown, table, texts, word

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def test_numbers_that_stand_only_in_the_numbering_are_printed() -> None:
    numbering = levels(("chineseCounting", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."))
    body = [
        numbered("总体情况"), numbered("主动公开", 1), numbered("规章", 2), numbered("文件", 2),
        numbered("依申请公开", 1),
        numbered("管理", 2), numbered("主动公开情况"), numbered("甲", number="2"), numbered("乙", number="2"),
    ]  # fmt: skip
    assert texts(document(*body, numbering=numbering)) == [
        "一、总体情况", "（一）主动公开", "1.规章", "2.文件", "（二）依申请公开", "1.管理", "二、主动公开情况",
        "七、甲", "八、乙",
    ]  # fmt: skip


def test_a_row_label_may_have_its_number_only_there() -> None:
    body = table(
        row(cell(numbered("属于国家秘密")), "0"), row(cell(numbered("其他法律行政法规禁止公开")), "1")
    )
    read = document(body, numbering=levels(("decimal", "%1.")))
    assert shown(grids(read)[0]) == [["1.属于国家秘密", "0"], ["2.其他法律行政法规禁止公开", "1"]]


@pytest.mark.parametrize(
    ("form", "text", "printed"),
    [
        ("bullet", "\uf0b7", "x"),
        ("none", "", "x"),
        ("unheardOf", "%1.", "x"),
        ("decimalEnclosedCircle", "%1", "①x"),
        ("chineseLegalSimplified", "%1、", "壹、x"),
        ("upperRoman", "%1.", "I.x"),
    ],
)
def test_ways_of_counting(form: str, text: str, printed: str) -> None:
    assert texts(document(numbered("x"), numbering=levels((form, text)))) == [printed]


def test_a_number_is_parted_from_digits_by_what_parts_it_on_paper() -> None:
    assert texts(document(numbered("5"), numbering=levels(("decimal", "%1."), suffix="tab"))) == ["1. 5"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>甲</w:delText></w:r></w:del></w:p>'
    )
    assert texts(document(gone, numbered("乙"), numbering=levels(("decimal", "%1.")))) == ["1.乙"]


def test_headings_by_outline_level_or_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/></w:style>'
    )
    body = [
        *(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(style)}</w:p>' for style in ("1", "a", "b")),
        f'<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>{run("c")}</w:p>',
        f'<w:p><w:pPr><w:pStyle w:val="1"/><w:outlineLvl w:val="9"/></w:pPr>{run("d")}</w:p>',
    ]
    read_so = [
        (block.level if isinstance(block, Heading) else 0) for block in document(*body, styles=styles).blocks
    ]
    assert read_so == [1, 1, 2, 3, 0]


def test_notes_stand_at_the_end_and_headers_nowhere() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p>{run("含上年结转")}</w:p></w:footnote>'
    )
    body = f'<w:p>{run("新收3件")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert texts(document(body, "后文", footnotes=notes)) == ["新收3件", "后文", "含上年结转"]


def test_line_breaks_part_a_paragraph_and_places_tell_it() -> None:
    read_so = document("标题", "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>")
    assert [(block.at, getattr(block, "text", "")) for block in read_so.blocks] == [
        ("第1段", "标题"), ("第2段", "甲"), ("第2段", "乙"),
    ]  # fmt: skip


def test_the_strict_edition_of_the_standard_is_the_same_document() -> None:
    inside = table(row("a", cell(run("7", "<w:vanish/>"))))
    body = f"<w:document xmlns:w='{USUAL}'><w:body>{inside}</w:body></w:document>"
    relation = (
        '<Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="/word/document.xml"/>'
    )
    data = zipped(
        {"_rels/.rels": RELATIONS.format(relation), "word/document.xml": body.replace(USUAL, STRICT)}
    )
    assert [[each.text for each in cells] for cells in grids(read(data, "a.docx", LIMITS))[0].rows] == [
        ["a", ""]
    ]


def test_the_body_is_found_by_its_relation() -> None:
    body = f"<w:document xmlns:w='{USUAL}'><w:body><w:p>{run('正文')}</w:p></w:body></w:document>"
    relation = '<Relationship Id="r" Type="x/officeDocument" Target="word/document2.xml"/>'
    data = zipped({"_rels/.rels": RELATIONS.format(relation), "word/document2.xml": body})
    assert kind_of(data) is Kind.DOCX
    assert texts(read(data, "a.docx", LIMITS)) == ["正文"]
    assert texts(read(zipped({"word/document.xml": body}), "a.docx", LIMITS)) == [
        "正文"
    ]  # no relations at all


def test_one_xml_file_instead_of_a_package_is_the_same_document() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>标题</w:t></w:r></w:p>'
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = heading + table(row(cell("a", properties=start), "1"), row(cell("", properties=on), "2"))
    style = '<w:style w:styleId="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    older = body.replace("vMerge", "vmerge")
    gone = "<w:r><w:delText>旧</w:delText></w:r>"
    changed = f'<aml:annotation w:type="Word.Deletion"><aml:content>{gone}</aml:content></aml:annotation>'
    word_2003 = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:aml="aml" xmlns:wx="wx" '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        f"<w:styles>{style}</w:styles><w:body><wx:sect>{older}<w:p>{changed}</w:p></wx:sect></w:body></w:wordDocument>"
    )
    parts = {
        "/_rels/.rels": RELATIONS.format(
            '<Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/>'
        ),
        "/word/document.xml": f'<w:document xmlns:w="{USUAL}"><w:body>{body}<w:p/></w:body></w:document>',
        "/word/_rels/document.xml.rels": RELATIONS.format(
            '<Relationship Id="a" Type="x/styles" Target="styles.xml"/>'
        ),
        "/word/styles.xml": f'<w:styles xmlns:w="{USUAL}">{style}</w:styles>',
    }
    flat = "".join(
        f'<pkg:part pkg:name="{path}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>'
        for path, xml in parts.items()
    )
    word_2007 = (
        '<?xml version="1.0" standalone="yes"?><pkg:package '
        f'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{flat}</pkg:package>'
    )
    for text in (word_2003, word_2007):
        read_so = from_bytes(text.encode(), "报告.doc")
        assert [shown(grid) for grid in grids(read_so)] == [[["a×2×1", "1"], ["2"]]]
        assert texts(read_so) == ["标题", ""]
        assert isinstance(read_so.blocks[0], Heading)


def test_content_of_another_format_inside_is_not_lost_without_a_word() -> None:
    with pytest.raises(CannotOpen, match="另存为"):
        document("前文", '<w:altChunk r:id="x" xmlns:r="y"/>')


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)
FILE = '<!DOCTYPE d [<!ENTITY i SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [ENTITIES, FILE])
def test_entities_are_neither_expanded_nor_fetched(declared: str) -> None:
    body = f"{declared}<w:document xmlns:w='{USUAL}'><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(CannotOpen, match=r"实体|损坏"):
        read(zipped({"word/document.xml": body}), "a.docx", LIMITS)


def test_what_unpacks_beyond_the_limit_is_refused_while_it_unpacks() -> None:
    body = f"<w:document xmlns:w='{USUAL}'><w:body>{' ' * 5 * MB}</w:body></w:document>"
    with pytest.raises(CannotOpen, match="2MB"):
        read(zipped({"word/document.xml": body}), "a.docx", Limits(unpacked=2 * MB))


def test_paragraphs_without_end_are_refused() -> None:
    with pytest.raises(CannotOpen, match="100段"):
        document(*["<w:p/>"] * 101, limits=Limits(cells=50))


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused_in_one_sentence(cut: float) -> None:
    data = word("正文", table(row("a", "1")))
    with pytest.raises(CannotOpen, match=r"^报告\.docx[^\n]*损坏[^\n]*；请[^\n]*$"):
        read(data[: int(len(data) * cut)], "报告.docx", LIMITS)


def test_a_package_without_body_or_with_broken_xml_is_refused() -> None:
    for parts in (
        {"word/other.xml": "<a/>"},
        {"word/document.xml": "<a"},
        {"word/document.xml": "<a/>"},
        {"word/document.xml": ""},
    ):
        with pytest.raises(CannotOpen, match="损坏"):
            read(zipped(parts), "a.docx", LIMITS)
