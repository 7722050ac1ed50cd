"""PDF files that cannot be read are refused in one sentence, at once; scanned pages are never left out in silence."""

import io
import json
import subprocess
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.model import Paragraph
from gongkai.papers.open import CannotOpen, from_bytes
from gongkai.papers.pdf import pictures
from papers.drawn_pdf import cells, drawn, frame, text

PAGE = frame() + cells("name", "count", "alpha", "12")
SCAN = "q 300 0 0 200 0 0 cm /X1 Do Q\n"
IMAGE = "<</Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray>>|\x80\xff\xff\x80"


@pytest.fixture
def no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "RECOGNISER", "gongkai.papers.scan.not_installed")


def test_ten_thousand_pages_are_refused_by_their_number() -> None:
    data = drawn(*[""] * 10_000)
    with pytest.raises(CannotOpen, match=r"r\.pdf有10000页，超过300页"):
        from_bytes(data, "r.pdf")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        drawn(PAGE)[:400],
        drawn(PAGE).replace(b"/Count 1", b"/Count -1").replace(b"/Kids[100 0 R]", b"/Kids[99 0 R]"),
        b"%PDF-1.4 " + bytes(range(256)) * 20,
    ],
    ids=["only the first line", "cut off", "no pages", "junk"],
)
def test_a_damaged_file_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(CannotOpen, match=r"^r\.pdf.*PDF文件.*请重新导出"):
        from_bytes(data, "r.pdf")


def test_a_page_that_draws_without_end_is_refused() -> None:
    with pytest.raises(CannotOpen, match="第1页上的图形或文字多得不像"):
        from_bytes(drawn("0 0 m 9 9 l S " * 61_000), "r.pdf")


@pytest.mark.parametrize("times", [1, 2])
def test_instructions_that_unpack_to_more_than_the_memory_are_refused_by_their_size(times: int) -> None:
    packed = b"0 0 m 9 9 l S " * 5_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 1)
    packing = "/FlateDecode" * times
    head = f"<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Filter[{packing}]>>|"
    data = drawn("/X1 Do", objects=[head + packed.decode("latin-1")])
    assert len(data) < 2_000_000
    with pytest.raises(CannotOpen, match=r"^r\.pdf的页面内容展开后超过64MB的上限"):
        from_bytes(data, "r.pdf")


@pytest.mark.parametrize("contents", ["10 0 R", "[10 0 R]", "11 0 R"])
def test_instructions_that_call_themselves_a_picture_are_bounded_too(contents: str) -> None:
    packed = zlib.compress(b"0 0 m 9 9 l S " * 5_000_000, 1)
    head = "<</Type/XObject/Subtype/Image/Width 9/Height 9/Filter/FlateDecode>>|"
    data = drawn("", objects=[head + packed.decode("latin-1"), "[10 0 R]"])
    with pytest.raises(CannotOpen, match=r"^r\.pdf的页面内容展开后超过64MB的上限"):
        from_bytes(data.replace(b"/Contents 101 0 R", f"/Contents {contents}".encode()), "r.pdf")


def test_a_picture_may_unpack_to_much() -> None:
    packed = zlib.compress(bytes(70_000_000), 1).decode("latin-1")
    image = (
        "<</Type/XObject/Subtype/Image/Width 10000/Height 7000/BitsPerComponent 8/ColorSpace/DeviceGray"
        f"/Filter/FlateDecode>>|{packed}"
    )
    assert from_bytes(drawn(PAGE, objects=[image]), "r.pdf").blocks


def test_forms_in_forms_are_followed_only_so_deep() -> None:
    forms = [
        f"<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</X1 {number + 1} 0 R>>>>>>|/X1 Do"
        for number in range(10, 40)
    ]
    last = "<</Type/XObject/Subtype/Form/BBox[0 0 300 200]>>|0 0 m 9 9 l S"
    with pytest.raises(CannotOpen, match="多得不像"):
        from_bytes(drawn("/X1 Do", objects=[*forms, last]), "r.pdf")


def test_an_empty_page_says_that_nothing_is_there() -> None:
    with pytest.raises(CannotOpen, match="没有文字，也没有扫描的页面"):
        from_bytes(drawn(""), "r.pdf")


@pytest.mark.usefixtures("no_recogniser")
@pytest.mark.parametrize("layer", ["", text(50, 130, "12", before="3 Tr")], ids=["bare", "with a text layer"])
def test_a_scan_is_refused_with_the_way_out(layer: str) -> None:
    with pytest.raises(CannotOpen, match=r"是扫描件.*pip install 'gongkai\[ocr\]'"):
        from_bytes(drawn(SCAN + layer, objects=[IMAGE]), "r.pdf")


@pytest.mark.usefixtures("no_recogniser")
def test_scanned_pages_among_others_are_named() -> None:
    with pytest.raises(CannotOpen, match=r"第2、4页是扫描的图片.*gongkai\[ocr\]"):
        from_bytes(drawn(PAGE, SCAN, PAGE, SCAN, objects=[IMAGE]), "r.pdf")


@pytest.mark.usefixtures("no_recogniser")
def test_text_whose_characters_mean_nothing_is_a_picture() -> None:
    codes = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[11 0 R]>>"
    inner = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/FontDescriptor 12 0 R/DW 1000>>"
    )
    descriptor = (
        "<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200"
        "/CapHeight 700/StemV 80>>"
    )
    data = drawn(
        "BT /F2 10 Tf 20 100 Td <" + "".join(f"{code:04X}" for code in range(0xE100, 0xE130)) + "> Tj ET",
        objects=[codes, inner, descriptor],
    ).replace(b"/F1 3 0 R", b"/F1 3 0 R/F2 10 0 R")
    with pytest.raises(CannotOpen, match="扫描"):
        from_bytes(data, "r.pdf")


def picture(kind: str, pages: int = 1, size: tuple[int, int] = (40, 40)) -> bytes:
    images = [Image.new("L", size, 255) for _ in range(pages)]
    file = io.BytesIO()
    images[0].save(file, kind, save_all=pages > 1, append_images=images[1:])
    return file.getvalue()


@pytest.mark.usefixtures("no_recogniser")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_refused_with_the_way_out(kind: str) -> None:
    with pytest.raises(CannotOpen, match=r"r\.x是扫描件.*gongkai\[ocr\]"):
        from_bytes(picture(kind), "r.x")


@pytest.mark.ocr
def test_a_damaged_or_giant_picture_is_refused() -> None:
    with pytest.raises(CannotOpen, match="损坏的图片"):
        from_bytes(picture("PNG")[:60], "r.png")


@pytest.mark.ocr
def test_a_giant_picture_is_refused() -> None:
    with pytest.raises(CannotOpen, match="图片太大"):
        from_bytes(picture("PNG", size=(9000, 9000)), "r.png")


@pytest.mark.ocr
def test_a_picture_of_many_pages_is_refused() -> None:
    with pytest.raises(CannotOpen, match="超过上限"):
        from_bytes(picture("TIFF", pages=3), "r.tif", Limits(pages=2))


@pytest.mark.ocr
def test_a_scanned_page_among_others_is_recognised_and_keeps_its_number() -> None:
    """Over a second: the recogniser loads its models."""
    page = Image.new("L", (1240, 826), 255)
    draw = ImageDraw.Draw(page)
    for x in (100, 500, 900):
        draw.line((x, 100, x, 400), 0, 3)
    for y in (100, 250, 400):
        draw.line((100, y, 900, y), 0, 3)
    draw.text((560, 300), "12", 0, font_size=60)
    stream = "".join(map(chr, page.tobytes()))
    image = (
        f"<</Type/XObject/Subtype/Image/Width {page.width}/Height {page.height}/BitsPerComponent 8"
        f"/ColorSpace/DeviceGray>>|{stream}"
    )
    document = from_bytes(drawn(PAGE, SCAN, objects=[image]), "r.pdf", LIMITS)
    printed, scanned = (block for block in document.blocks if hasattr(block, "rows"))
    assert printed.at.startswith("第1页")
    assert scanned.at.startswith("第2页")
    assert scanned.rows[1][1].text == "12"
    assert scanned.rows[1][1].sure is not None


@pytest.mark.office
def test_a_password_to_open_refuses_and_one_to_change_does_not(tmp_path: Path) -> None:
    """Over a second: LibreOffice prints and locks two files."""
    (tmp_path / "r.txt").write_text("Report of 2024", encoding="utf-8")

    def printed(name: str, flag: str, lock: str) -> bytes:
        options = {lock: {"type": "string", "value": "x"}, flag: {"type": "boolean", "value": "true"}}
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--convert-to",
             f"pdf:writer_pdf_Export:{json.dumps(options)}", "--outdir", str(tmp_path / name), str(tmp_path / "r.txt")],
            capture_output=True, check=True, timeout=60,
        )  # fmt: skip
        return (tmp_path / name / "r.pdf").read_bytes()

    with pytest.raises(CannotOpen, match=r"^r\.pdf是加密的PDF文件，要密码才能打开"):
        from_bytes(printed("open", "EncryptFile", "DocumentOpenPassword"), "r.pdf")
    data = printed("change", "RestrictPermissions", "PermissionPassword")
    assert b"/Encrypt" in data
    (line,) = from_bytes(data, "r.pdf").blocks
    assert isinstance(line, Paragraph)
    assert line.text == "Report of 2024"
