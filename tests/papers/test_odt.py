"""OpenDocument texts: what is printed, in its true column; lists with their numbers; hostile files refused."""

import pytest

from corpus.as_office import by_libreoffice
from gongkai.papers.kinds import Kind, kind_of
from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.model import Document, Heading
from gongkai.papers.odt.read_odt import read
from gongkai.papers.open import from_bytes
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD, PICTURE, RAISED, STRUCK, TRACKED, UNSEEN
from made_files import zipped
from papers.word_files import cell as word_cell
from papers.word_files import document as word_document
from papers.word_files import grids, levels, numbered, shown, texts, word
from papers.word_files import row as word_row
from papers.word_files import table as word_table

MIME = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
STYLES = (
    '<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="V2" style:family="text" style:parent-style-name="V"/>'
    '<style:style style:name="S" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="U" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="WB" style:family="text">'
    '<style:text-properties fo:color="#ffffff" fo:background-color="#003366"/></style:style>'
    '<style:style style:name="T" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>'
    '<style:style style:name="N" style:family="text">'
    '<style:text-properties style:text-line-through-style="none" style:text-position="0% 100%"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."'
    ' style:num-suffix="、"><style:list-level-properties><style:list-level-label-alignment'
    ' text:label-followed-by="nothing"/></style:list-level-properties></text:list-level-style-number>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:start-value="3"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
)


def odt(*body: str) -> bytes:
    return zipped({"mimetype": MIME, "content.xml": content(*body)})


def content(*body: str, root: str = "document-content") -> str:
    inside = "".join(each if each.startswith("<") else f"<text:p>{each}</text:p>" for each in body)
    return (
        f'<office:{root} {SPACES} office:mimetype="{MIME}"><office:automatic-styles>{STYLES}</office:automatic-styles>'
        f"<office:body><office:text>{inside}</office:text></office:body></office:{root}>"
    )


def document(*body: str, limits: Limits = LIMITS) -> Document:
    return read(odt(*body), "报告.odt", limits)


def table(*rows: str) -> str:
    return (
        f'<table:table><table:table-column table:number-columns-repeated="3"/>{"".join(rows)}</table:table>'
    )


def row(*cells: str, **how: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in how.items())
    inside = "".join(each if each.startswith("<table:") else cell(each) for each in cells)
    return f"<table:table-row{said}>{inside}</table:table-row>"


def cell(inside: str, **how: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in how.items())
    inside = (
        inside
        if inside.startswith(("<text:p>", "<table:table>", "<text:list"))
        else f"<text:p>{inside}</text:p>"
    )
    return f"<table:table-cell{said}>{inside}</table:table-cell>"


def covered(times: int = 1) -> str:
    return f'<table:covered-table-cell table:number-columns-repeated="{times}"/>'


@pytest.mark.parametrize(
    ("inside", "text", "remark"),
    [
        ("7", "7", ""),
        ('5<text:span text:style-name="V2">99</text:span>', "5", ""),
        ('<text:span text:style-name="S">12</text:span>7', "127", STRUCK),
        ('12<text:span text:style-name="W">7</text:span>', "127", UNSEEN),
        ('12<text:span text:style-name="T">7</text:span>', "127", UNSEEN),
        ('12<text:span text:style-name="WB">7</text:span>', "127", ""),
        ('12<text:span text:style-name="U">3</text:span>', "12³", RAISED),
        ('<text:span text:style-name="N">12</text:span>', "12", ""),
        ('<text:change text:change-id="a"/><text:change-start text:change-id="b"/>1', "1", TRACKED),
        ('1<text:s text:c="2"/>2<text:tab/>3<text:line-break/>4', "1  2\t3\n4", ""),
        ("1<text:soft-page-break/>\n  2", "1 2", ""),
        ("12<text:note><text:note-citation>1</text:note-citation><text:note-body/></text:note>", "12", ""),
        ("5<office:annotation><text:p>99</text:p></office:annotation>", "5", ""),
        ('<text:expression text:formula="ooow:1+1">2</text:expression>', "2", FIELD),
        ("<draw:frame><draw:image/></draw:frame>", "", PICTURE),
        ("<draw:frame><draw:text-box><text:p>3</text:p></draw:text-box></draw:frame>", "3", ""),
        (
            "<text:ruby><text:ruby-base>许</text:ruby-base><text:ruby-text>xu</text:ruby-text></text:ruby>",
            "许",
            "",
        ),
        ('<text:hidden-text text:is-hidden="true">9</text:hidden-text>5', "5", ""),
        ('<text:hidden-paragraph text:is-hidden="true"/>9', "", ""),
        ('<text:a><text:bookmark text:name="x"/>4</text:a>', "4", ""),
    ],
)
def test_a_cell_says_what_is_printed(inside: str, text: str, remark: str) -> None:
    (grid,) = grids(document(table(row(cell(inside), "旁边"))))
    assert (grid.rows[0][0].text, grid.rows[0][0].remark) == (text, remark)


def test_the_printed_text_counts_not_the_stored_value() -> None:
    body = table(
        row(
            '<table:table-cell office:value-type="float" office:value="9"><text:p>8</text:p></table:table-cell>',
            cell("6", formula="ooow:sum"),
        )
    )
    (grid,) = grids(document(body))
    assert [(each.text, each.remark) for each in grid.rows[0]] == [("8", ""), ("6", FIELD)]


def test_spans_covered_and_repeated_cells_keep_their_columns() -> None:
    body = table(
        "<table:table-header-rows>"
        + row(cell("申请", number_rows_spanned="2"), cell("人", number_columns_spanned="2"), covered())
        + "</table:table-header-rows>",
        row(covered(), "自然人", "总计"),
        row("新收", cell("0", number_columns_repeated="2")),
        row("a", "b", covered()),
        row("x", "y", "z", number_rows_repeated="2"),
        row("不", "印", "的", visibility="collapse"),
    )
    (grid,) = grids(document(body))
    assert shown(grid) == [
        ["申请×2×1", "人×1×2"], ["自然人", "总计"], ["新收", "0", "0"], ["a", "b", "·"],
        ["x", "y", "z"], ["x", "y", "z"],
    ]  # fmt: skip
    assert grid.rows[1][0].at == "表1行2列2"


def test_what_was_deleted_is_kept_apart_and_left_out() -> None:
    gone = "<text:changed-region><text:deletion><text:p>旧</text:p></text:deletion></text:changed-region>"
    assert texts(document(f"<text:tracked-changes>{gone}</text:tracked-changes>", "新")) == ["新"]


def test_lists_headings_notes_and_frames() -> None:
    def items(*inside: str, more: str = "") -> str:
        listed = "".join(f"<text:list-item>{each}</text:list-item>" for each in inside)
        return f'<text:list text:style-name="L"{more}>{listed}</text:list>'

    inner = "".join(f"<text:list-item><text:p>{each}</text:p></text:list-item>" for each in "甲乙")
    note = "<text:note-body><text:p>注</text:p></text:note-body>"
    read_so = document(
        '<text:h text:outline-level="1">标题</text:h>',
        items(f"<text:p>总体</text:p><text:list>{inner}</text:list>"),
        f"间<text:note><text:note-citation>1</text:note-citation>{note}</text:note>",
        items("<text:p>公开</text:p><text:p>续段</text:p>", more=' text:continue-numbering="true"'),
        items("<text:p>重新</text:p>"),
    )
    assert texts(read_so) == [
        "标题",
        "一、总体",
        "3. 甲",
        "4. 乙",
        "间",
        "二、公开",
        "续段",
        "一、重新",
        "注",
    ]
    assert [block.level for block in read_so.blocks if isinstance(block, Heading)] == [1]


def test_a_flat_file_is_read_too() -> None:
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n{content("正文", root="document")}'.encode()
    assert kind_of(data) is Kind.ODT
    assert texts(from_bytes(data, "a.fodt")) == ["正文"]


def test_repetitions_that_would_fill_the_memory_are_refused() -> None:
    for body in (
        table(row("a", cell("0", number_columns_repeated="999999999"))),
        table(row("a", number_rows_repeated="999999999")),
        table(*[row(number_rows_repeated="150000")] * 2),
    ):
        with pytest.raises(CannotOpen, match="200000格"):
            document(body)


def test_nesting_beyond_the_limit_is_refused() -> None:
    inner = "底"
    for _ in range(11):
        inner = table(row(cell(inner), "x"))
    with pytest.raises(CannotOpen, match="10层"):
        document(inner)


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"mimetype": MIME}, "损坏"),
        ({"mimetype": MIME, "content.xml": "<a"}, "损坏"),
        ({"mimetype": MIME, "content.xml": "<a/>"}, "损坏"),
        ({"mimetype": MIME, "content.xml": f'<!DOCTYPE a [<!ENTITY e "x">]>{content("&e;")}'}, "实体"),
        (
            {"mimetype": MIME, "content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"},
            "密码",
        ),
    ],
)
def test_broken_hostile_and_locked_files_are_refused(members: dict[str, str], says: str) -> None:
    with pytest.raises(CannotOpen, match=says):
        from_bytes(zipped(members), "a.odt")


@pytest.mark.office
def test_what_libreoffice_writes_reads_as_the_word_file_it_was() -> None:
    start, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = (
        numbered("总体情况"),
        word_table(
            word_row(word_cell("不予公开", properties=start), word_cell(numbered("国家秘密", 1)), "0"),
            word_row(word_cell("", properties=on), word_cell(numbered("其他", 1)), ""),
            word_row(word_cell("总计", properties=wide), "15"),
            grid="2000 2000 2000",
        ),
        numbered("主动公开"),
    )
    numbering = levels(("chineseCounting", "%1、"), ("decimal", "%2."))
    (made,) = by_libreoffice([word(*body, numbering=numbering)], "docx", "odt")
    assert made is not None
    want, got = word_document(*body, numbering=numbering), from_bytes(made, "a.odt")
    assert [shown(grid) for grid in grids(got)] == [shown(grid) for grid in grids(want)]
    assert texts(got) == texts(want)
