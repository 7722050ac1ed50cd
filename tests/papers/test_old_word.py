"""Old Word files and RTF come over whole or not at all; LibreOffice runs nothing, fetches nothing and ends in time.

LibreOffice itself makes the files, all of a kind in one run, and one run reads them back.
"""

import http.server
import re
import struct
import threading
import time
from collections.abc import Iterator
from io import BytesIO

import olefile
import pytest

from corpus.as_office import by_libreoffice
from gongkai.papers.flow import blocks_of
from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.model import Document
from gongkai.papers.oldword.cell_marks import Marks, lost, marks_of_rtf, marks_of_text, same_order
from gongkai.papers.oldword.file import Damaged, old_file
from gongkai.papers.oldword.read_doc import read_all
from gongkai.papers.oldword.soffice import to_docx
from gongkai.papers.oldword.tables import NotFollowed, flow_of
from gongkai.papers.open import from_bytes
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import RECOMPUTED, STRUCK, TRACKED
from made_files import docx
from papers.word_files import cell, document, grids, row, run, shown, table, texts, word

START, ON, WIDE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
TABLE = table(
    row(cell("不予公开", properties=START), "国家秘密", "0"),
    row(cell("", properties=ON), "其他", ""),
    row(cell("总计", properties=WIDE), "15"),
    grid="2000 2000 2000",
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE = (
    f'<w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:extent cx="9144" cy="9144"/>'
    f'<wp:docPr id="1" name="x"/><a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
    f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
    f'<pic:blipFill><a:blip xmlns:r="{RELATION}" r:link="r9"/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="9144" cy="9144"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)
DELETION = '<w:del w:id="1" w:author="a"><w:r><w:delText>0</w:delText></w:r></w:del>'
FILES = {
    "report": (TABLE, "中间", table(row("规章", "3"), row("文件", "20"), grid="2000 2000"), "结尾"),
    "ends in a table": ("开头", TABLE),
    "only a table": (TABLE,),
    "tracked": (
        table(
            row(
                cell(f'{DELETION}<w:ins w:id="2" w:author="a">{run("1")}</w:ins>'),
                cell(run("5") + run("99", "<w:vanish/>")),
            ),
            row(cell(run("7", "<w:strike/>")), "8"),
            grid="2000 2000",
        ),
        "结尾",
    ),
}


class _Door(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one server, one list

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - names of the library

    def log_message(self, *_: object) -> None:
        pass


# LibreOffice computes sums anew: the .doc and the .rtf that it makes of this print 2.
SUM = (
    table(
        row("1"),
        row("1"),
        row(cell(f'<w:fldSimple w:instr=" =SUM(ABOVE) ">{run("6")}</w:fldSimple>')),
        grid="2000",
    ),
    "结尾",
)


@pytest.fixture(scope="module")
def linked() -> Iterator[bytes]:
    """A document with a picture at a server that notes who asks."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        relation = (
            f'<Relationship Id="r9" Type="{RELATION}/image" Target="http://127.0.0.1:{server.server_port}/picture.png" '
            'TargetMode="External"/>'
        )
        yield docx(
            f"<w:p><w:r>{PICTURE}</w:r></w:p>",
            "5",
            **{"word/_rels/document.xml.rels": RELATIONS.format(relation)},
        )
        server.shutdown()


@pytest.fixture(scope="module")
def docs(linked: bytes) -> dict[str, bytes]:
    return _made("doc", linked=linked)


@pytest.fixture(scope="module")
def rtfs() -> dict[str, bytes]:
    return _made("rtf")


@pytest.fixture(scope="module")
def read(docs: dict[str, bytes], rtfs: dict[str, bytes]) -> dict[str, Document | CannotOpen]:
    """Everything in one run, among it what cannot be read."""
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 3000
    files = [
        *docs.items(),
        *((f"{name}.rtf", data) for name, data in rtfs.items()),
        ("坏.doc", broken),
        ("快存.doc", _saved_fast(docs["only a table"])),
        ("wrong sum", docs["sum"].replace("\x142\x15".encode("utf-16-le"), "\x146\x15".encode("utf-16-le"))),
    ]
    assert _Door.asked, "making the file asks for the picture, so reading it could"
    _Door.asked.clear()
    return dict(zip((name for name, _ in files), read_all(files, LIMITS), strict=True))


def _saved_fast(data: bytes) -> bytes:
    """The same file with properties left in its table of pieces, which the reading of streams does not follow."""
    changed = BytesIO(data)
    file = olefile.OleFileIO(changed, write_mode=True)
    stream = bytearray(file.openstream("1Table").read())
    (start,) = struct.unpack_from("<I", file.openstream("WordDocument").read(), 0x01A2)
    stream[start + 5 + 8 + 6] = 1
    file.write_stream("1Table", bytes(stream))
    return changed.getvalue()


def _made(target: str, **more: bytes) -> dict[str, bytes]:
    sources = {name: word(*body) for name, body in FILES.items()} | {"sum": word(*SUM)} | more
    made = by_libreoffice(list(sources.values()), "docx", target)
    return {name: data for name, data in zip(sources, made, strict=True) if data}


def tables(read_so: Document | CannotOpen) -> list[list[list[str]]]:
    assert isinstance(read_so, Document)
    return [shown(grid) for grid in grids(read_so)]


def as_word(name: str) -> list[list[list[str]]]:
    return [shown(grid) for grid in grids(document(*FILES[name]))]


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["", ".rtf"])
@pytest.mark.parametrize("name", FILES)
def test_every_cell_comes_over(read: dict[str, Document | CannotOpen], name: str, suffix: str) -> None:
    assert tables(read[name + suffix]) == as_word(name)


@pytest.mark.office
def test_changes_and_struck_text_are_still_told(read: dict[str, Document | CannotOpen]) -> None:
    tracked = read["tracked"]
    assert isinstance(tracked, Document)
    (grid,) = grids(tracked)
    assert [[each.remark for each in cells] for cells in grid.rows] == [[TRACKED, ""], [STRUCK, ""]]


@pytest.mark.office
def test_a_formula_says_what_the_file_prints_or_is_in_doubt(read: dict[str, Document | CannotOpen]) -> None:
    old, rich = read["sum"], read["sum.rtf"]
    assert isinstance(old, Document)
    assert isinstance(rich, Document)
    assert grids(old)[0].rows[2][0].text == "2"
    assert tables(read["wrong sum"]) == [[["1"], ["1"], ["6"]]]
    assert RECOMPUTED in grids(rich)[0].rows[2][0].remark
    assert grids(rich)[0].rows[1][0].remark == ""


@pytest.mark.office
def test_a_damaged_file_does_not_stop_the_others(read: dict[str, Document | CannotOpen]) -> None:
    assert isinstance(read["坏.doc"], CannotOpen)
    assert str(read["坏.doc"]).startswith("坏.doc已损坏")


@pytest.mark.office
@pytest.mark.parametrize("name", FILES)
def test_the_streams_say_the_same_as_the_converter(docs: dict[str, bytes], name: str) -> None:
    read_so = Document(blocks_of(flow_of(old_file(docs[name])), name, LIMITS))
    assert tables(read_so) == as_word(name)
    assert texts(read_so)[: len(texts(document(*FILES[name])))] == texts(document(*FILES[name]))


@pytest.mark.office
def test_where_nothing_else_is_left_a_lost_table_is_a_refusal(read: dict[str, Document | CannotOpen]) -> None:
    refused = read["快存.doc"]
    assert isinstance(refused, CannotOpen)
    assert re.fullmatch(
        r"快存\.doc.*丢失了表格内容（转换前有11个.*只有0个.*请.*另存为\.docx再试", str(refused)
    )


@pytest.mark.office
def test_nothing_is_fetched(read: dict[str, Document | CannotOpen]) -> None:
    assert isinstance(read["linked"], Document)
    assert _Door.asked == []


@pytest.mark.office
def test_an_encrypted_file_is_told_before_libreoffice_sees_it(docs: dict[str, bytes]) -> None:
    locked = BytesIO(docs["report"])
    file = olefile.OleFileIO(locked, write_mode=True)
    stream = bytearray(file.openstream("WordDocument").read())
    struct.pack_into("<H", stream, 0x0A, struct.unpack_from("<H", stream, 0x0A)[0] | 0x0100)
    file.write_stream("WordDocument", bytes(stream))
    with pytest.raises(CannotOpen, match="密码"):
        from_bytes(locked.getvalue(), "密.doc")


@pytest.mark.office
def test_a_damaged_stream_is_damaged_and_nothing_worse(docs: dict[str, bytes]) -> None:
    data = bytearray(docs["report"])
    for at in range(0x200, len(data), 97):
        harmed = bytes(data[:at]) + b"\xff\xff\xff\x7f" + bytes(data[at + 4 :])
        try:
            flow_of(old_file(harmed))
        except (Damaged, NotFollowed):
            continue


@pytest.mark.office
def test_a_run_that_takes_too_long_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.papers.oldword.soffice._START", 0.0)
    started = time.monotonic()
    (refused,) = to_docx([("慢.rtf", rb"{\rtf1 x}")], Limits(seconds=0.2))
    assert isinstance(refused, CannotOpen)
    assert "转换不出来" in str(refused)
    assert time.monotonic() - started < 60


def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        CannotOpen, match=r"^a\.rtf要经LibreOffice转换才能读.*libreoffice-writer.*另存为\.docx$"
    ):
        from_bytes(rb"{\rtf1 x}", "a.rtf")


BEFORE = Marks(12, ("1", "2", "3"))


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (Marks(12, ("1", "2", "3")), ""),
        (Marks(13, ("1", "9", "2", "3")), ""),
        (Marks(10, ("1", "2", "3"), joined=2), ""),
        (Marks(11, ("1", "2", "3")), "转换前有12个"),
        (Marks(12, ("1", "3")), "有1个数不见了：2"),
        (Marks(12, ("1", "2", "2")), "有1个数不见了：3"),
    ],
)
def test_lost_cells_and_figures_are_noticed(after: Marks, says: str) -> None:
    assert lost(BEFORE, after).startswith(says) if says else lost(BEFORE, after) == ""


def test_another_order_is_noticed() -> None:
    assert same_order(BEFORE, Marks(12, ("1", "9", "2", "3")))
    assert not same_order(BEFORE, Marks(12, ("1", "3", "2")))


def test_codes_of_fields_are_no_figures() -> None:
    text = "第1段\r新收\x13 =SUM(A1:A9) \x146\x15\x07\x13 IF \x13 X2 \x147\x15 \x148\x15\x07\x07后\r"
    assert marks_of_text(text) == Marks(3, ("6", "8"))


def test_cells_of_rtf_are_counted_not_their_definitions() -> None:
    assert marks_of_rtf(rb"{\rtf1\trowd\cellx100\cellx200 a\cell b\cell\row}").ends == 3
