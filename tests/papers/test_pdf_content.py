"""The second reading finds a page's instructions by itself and must find what pdfminer finds."""

from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from drawn_pdf import bar, cells, drawn, frame, text
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from gongkai.papers.pdf.again_objects import Painted
from gongkai.papers.pdf.content import objects_in


def by_pdfminer(*streams: bytes) -> list[Any]:
    parser = PDFContentParser([PDFStream({}, data) for data in streams])
    found = []
    while True:
        try:
            found.append(parser.nextobject()[1])
        except PSEOF:
            return found


@pytest.mark.parametrize(
    "data",
    [
        b"q 1 0 0 -1 0 841.89 cm\n0.5 w .25 -.5 +3 4. -0 00012 d\r\nS Q",
        b"BT /F1 9 Tf <00410042> Tj <0a 0B\n0c> Tj [<0001>-12.5<0002> 3] TJ T* ET",
        rb"(abc) Tj (a\(b\)c\\) ' 1 2 (\101\012\n\r) " + b'" (\r\n) Tj () Tj',
        b"/Span<</MCID 3/ActualText (x) /K [1 true null]>>BDC EMC /a.b-c gs / gs",
        b"[[1 2] [] 3]0 d f* B*",
        b"",
        b"  \n",
    ],
)
def test_usual_instructions_are_found_as_pdfminer_finds_them(data: bytes) -> None:
    found = objects_in([data])
    assert found is not None
    assert found == by_pdfminer(data)
    assert list(map(type, found)) == list(map(type, by_pdfminer(data)))


def test_an_array_may_go_on_in_the_next_stream() -> None:
    assert objects_in([b"[1", b"2] TJ 1", b"0 Td"]) == by_pdfminer(b"[1", b"2] TJ 1", b"0 Td")


@pytest.mark.parametrize(
    "data",
    [
        b"q BI /W 1 /H 1 ID \x00 EI Q",  # bytes of an image among the instructions
        b"1 0 0 % a remark 5\n1 w",
        b"(a (b) c) Tj",
        rb"(\9\1) Tj",
        b"(never closed Tj",
        b"<123> Tj",
        b"12ET 1--2 w",
        b"/A#42 gs",
        b"[1 2 >> TJ",
        b"<</A>> BDC",
        b"1 ] w",
        b"{1 2}",
        b"1 \x00 w",
        b"9" * 5000 + b" w",
    ],
)
def test_unusual_instructions_are_left_to_pdfminer(data: bytes) -> None:
    assert objects_in([data]) is None


@pytest.mark.parametrize("more", ["", "/Rotate 90", "/MediaBox[10 20 310 220]"])
def test_what_is_painted_lies_where_pdfplumber_says(more: str) -> None:
    curve = "q 1 0 0 RG 10 10 m 20 30 40 50 60 70 c S Q\n"
    # A form within the page, and an image among the instructions of the second page.
    page = frame() + bar(50, 60, 20, 10, "1 g") + curve + cells("12", "", "-3", "a") + "/X1 Do\n"
    image = "q 10 0 0 10 5 5 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n" + text(20, 20, "after")
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</Font<</F1 3 0 R>>>>>>|" + text(
        9, 9, "in it"
    )
    data = drawn(page, image, page_more=more, objects=[form])
    with pdfplumber.open(BytesIO(data)) as file:
        for each in file.pages:
            painted = Painted(each)
            assert all(char.pop("base") >= char["top"] for char in painted.chars)
            assert "".join(char["text"] for char in painted.chars) in ("12-3ain it", "after")
            for mine, theirs in (
                (painted.chars, each.chars),
                (painted.lines, each.lines),
                (painted.rects, each.rects),
                (painted.curves, each.curves),
            ):
                assert mine == [{key: its[key] for key in one} for one, its in zip(mine, theirs, strict=True)]
