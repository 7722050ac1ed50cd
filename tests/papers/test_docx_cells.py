"""A cell says what Word prints in it: every way in which a value hides from other readers, or shows what is gone."""

import pytest

from gongkai.papers.remarks import FIELD, PICTURE, RAISED, STRUCK, TRACKED, UNSEEN
from papers.word_files import cell, choice, document, grids, only_cell, row, run, shown, table, texts

DELETED = '<w:del w:id="1"><w:r><w:delText>0</w:delText></w:r></w:del>'
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
MAYBE = "<w:r><w:instrText>IF </w:instrText></w:r>"
RUBY = "<w:rt><w:r><w:t>xu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>许</w:t></w:r></w:rubyBase>"
CODE = "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>"
BOX = "<w:drawing><a><w:txbxContent><w:p>{}</w:p></w:txbxContent></a></w:drawing>"
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
PICTURED = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'


@pytest.mark.parametrize(
    ("inside", "text", "remark"),
    [
        ("7", "7", ""),
        (DELETED + f'<w:ins w:id="2">{run("1")}</w:ins>', "1", TRACKED),
        (f'<w:moveFrom w:id="1">{run("5")}</w:moveFrom><w:moveTo w:id="2">{run("6")}</w:moveTo>', "6", TRACKED),
        (f'<w:ins w:id="1">{DELETED}{run("3")}</w:ins>', "3", TRACKED),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('7')}</w:sdtContent></w:sdt>", "7", ""),
        (f'<w:fldSimple w:instr=" =SUM(ABOVE) ">{run("6")}</w:fldSimple>', "6", FIELD),
        (BEGIN + CODE + SEPARATE + run("6") + END, "6", FIELD),
        (BEGIN + MAYBE + BEGIN + SEPARATE + run("9") + END + SEPARATE + run("6") + END, "6", ""),
        (f"<w:r>{choice('<w:t>9</w:t>', '<w:t>8</w:t>')}</w:r>", "9", ""),
        (choice(run("9"), run("8")), "9", ""),
        (run("5") + run("99", "<w:vanish/>"), "5", ""),
        (run("5", '<w:vanish w:val="0"/>'), "5", ""),
        (f'<w:hyperlink>{run("4")}</w:hyperlink>', "4", ""),
        (f'<w:smartTag w:element="x">{run("4")}</w:smartTag>', "4", ""),
        (f'<w:unheardOf>{run("4")}</w:unheardOf>', "4", ""),
        ("<w:r><w:noBreakHyphen/><w:t>8</w:t></w:r>", "-8", ""),
        ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t><w:br/><w:t>3</w:t></w:r>", "1\t2\n3", ""),
        ("<w:r><w:t>\n  增加\n  5\n</w:t></w:r>", " 增加 5 ", ""),
        ("<w:r><w:t>1</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>2</w:t></w:r>", "12", ""),
        ('<w:r><w:sym w:font="Symbol" w:char="F037"/></w:r>', "7", ""),
        ('<w:r><w:sym w:font="Wingdings" w:char="F037"/></w:r>', "\uf037", PICTURE),
        (run("12") + run("3", '<w:position w:val="12"/>'), "12³", RAISED),
        (run("12", '<w:position w:val="-2"/>'), "12", ""),
        (BEGIN + "<w:r><w:instrText> EQ \\o(○,12) </w:instrText></w:r>" + SEPARATE + END, "", RAISED),
        (BEGIN + CODE + END, "", FIELD),
        (BEGIN + "<w:r><w:instrText> XE x </w:instrText></w:r>" + END + run("12"), "12", ""),
        (f'<w:bdo w:val="rtl">{run("12")}</w:bdo>', "12", UNSEEN),
        (run("12", "<w:strike/>") + run("7"), "127", STRUCK),
        (run("12", '<w:strike w:val="false"/><w:dstrike w:val="0"/>'), "12", ""),
        (run("12") + run("3", '<w:vertAlign w:val="superscript"/>'), "12³", RAISED),
        (run("12", '<w:vertAlign w:val="baseline"/>'), "12", ""),
        (f"<m:oMath {MATH}><m:r><m:t>15</m:t></m:r></m:oMath>", "15", ""),
        (f"<m:oMath {MATH}><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>", "1", RAISED),
        (PICTURED, "", PICTURE),
        (f"<w:r>{BOX.format(run('3'))}</w:r>", "3", ""),
        (f"<w:r>{choice(BOX.format(run('3')), BOX.format(run('3')))}</w:r>", "3", ""),
        (f"<w:r><w:ruby>{RUBY}</w:ruby></w:r>", "许", ""),
        (f"{run('12')}<w:r><w:footnoteReference w:id='1'/></w:r>", "12", ""),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="0"/>'
            f'<w:listEntry w:val="8"/></w:ddList></w:ffData></w:fldChar></w:r>{END}',
            "8",
            "",
        ),
        ('<w:commentRangeStart w:id="0"/>' + run("2") + '<w:r><w:commentReference w:id="0"/></w:r>', "2", ""),
    ],
)  # fmt: skip
def test_a_cell_says_what_is_printed(inside: str, text: str, remark: str) -> None:
    read = only_cell(inside)
    assert (read.text, read.remark, read.gap) == (text, remark, False)


def test_text_hidden_or_struck_by_a_style_is_so() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style>'
    )
    hidden = (
        run("5") + run("9", '<w:rStyle w:val="B"/>') + run("7", '<w:rStyle w:val="B"/><w:vanish w:val="0"/>')
    )
    assert only_cell(hidden, styles=styles).text == "57"
    struck = only_cell(f'<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>{run("5")}</w:p>', styles=styles)
    assert (struck.text, struck.remark) == ("5", STRUCK)


_FILL = '<w:shd w:val="clear" w:fill="{}"/>'
_WHITE, _BLUE = '<w:color w:val="FFFFFF"/>', '<w:color w:val="4472C4"/>'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


@pytest.mark.parametrize(
    ("run_properties", "cell_properties", "remark"),
    [
        ("", "", ""),
        ('<w:color w:val="404040"/>', "", ""),
        ('<w:color w:val="auto"/>', _FILL.format("4472C4"), ""),
        (_WHITE, "", UNSEEN),
        ('<w:color w:val="F2F2F2" w:themeColor="background1"/>', _FILL.format("FFFFFF"), UNSEEN),
        (_WHITE, _FILL.format("4472C4"), ""),
        (_WHITE + _FILL.format("000000"), "", ""),
        (_WHITE + '<w:highlight w:val="blue"/>', "", ""),
        (_BLUE, _FILL.format("4472C4"), UNSEEN),
        (_BLUE, _FILL.format("auto"), ""),
        (_WHITE, '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>', ""),
        ('<w:sz w:val="2"/>', "", UNSEEN),
        ('<w:sz w:val="21"/>', "", ""),
        (f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>", "", UNSEEN),
        (f'<w14:textFill {_W14}><w14:schemeClr w14:val="bg1"/></w14:textFill>', "", UNSEEN),
        (f'<w14:textFill {_W14}><w14:schemeClr w14:val="tx1"/></w14:textFill>', "", ""),
    ],
)
def test_letters_that_cannot_be_seen_on_their_ground_are_told(
    run_properties: str, cell_properties: str, remark: str
) -> None:
    inside = cell(run("1") + run("2", run_properties), properties=cell_properties)
    read = grids(document(table(row("甲", inside))))[0].rows[0][1]
    assert (read.text, read.remark) == ("12", remark)


def test_a_style_may_fade_and_a_run_in_it_be_seen() -> None:
    styles = f'<w:style w:type="character" w:styleId="H"><w:rPr>{_WHITE}</w:rPr></w:style>'
    faded = '<w:rStyle w:val="H"/>'
    assert only_cell(run("5") + run("9", faded), styles=styles).remark == UNSEEN
    assert only_cell(run("5") + run("9", faded + _BLUE), styles=styles).remark == ""


def test_struck_and_unseen_figures_outside_tables_stand_apart() -> None:
    paragraph = "<w:p>" + run("12", "<w:strike/>") + run("7") + run("9", _WHITE) + "</w:p>"
    assert texts(document(paragraph)) == ["~~12~~7 9"]


def test_paragraphs_of_a_cell_are_lines_of_it() -> None:
    assert only_cell("增加", "5").text == "增加\n5"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    assert only_cell(f"<w:p>{mark}{run('1')}</w:p>", "2").text == "12"
    assert texts(document(f"<w:p>{mark}{run('行政')}</w:p>", "许可")) == ["行政许可"]


def test_a_field_that_never_ends_hides_nothing_after_its_paragraph() -> None:
    read = document(table(row(cell(BEGIN + CODE), "2")), "后文")
    assert shown(grids(read)[0]) == [["", "2"]]
    assert texts(read) == ["后文"]


def test_a_field_result_over_several_paragraphs_is_text() -> None:
    first = f"<w:p>{BEGIN}<w:r><w:instrText>TOC</w:instrText></w:r>{SEPARATE}{run('一、总体情况')}</w:p>"
    assert texts(document(first, f"<w:p>{run('二、主动公开')}{END}</w:p>")) == [
        "一、总体情况",
        "二、主动公开",
    ]
