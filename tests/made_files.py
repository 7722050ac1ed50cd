"""Documents for tests, made by hand so that what is in them is known to the byte."""

import io
import struct
import zipfile
from itertools import pairwise

import openpyxl

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
)
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def zipped(members, **how):
    """A zip container; members by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content, **how)
    return file.getvalue()


def paragraph(*runs):
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def docx(*body, header="", main=_WORD, more="", **members):
    """A Word document: paragraphs as text or as XML; `members` adds parts, with __ for / in their names."""
    inner = "".join(each if each.startswith("<") else paragraph(each) for each in body)
    parts = {
        "_rels/.rels": _ROOT,
        "[Content_Types].xml": _TYPES.format(main=main, more=more),
        "word/document.xml": f"<w:document {_W}><w:body>{inner}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {_W}>{header}</w:hdr>",
    }
    return zipped(parts | {name.replace("__", "/"): content for name, content in members.items()})


def xlsx(*cells, sheet="Sheet1", header=None):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row, cell in enumerate(cells, 1):
        book.active.cell(row, 1, cell)
    if header:
        book.active.oddHeader.left.text = header
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ofd(*codes):
    texts = "".join(f"<ofd:TextObject><ofd:TextCode>{code}</ofd:TextCode></ofd:TextObject>" for code in codes)
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody/></ofd:OFD>",
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}>{texts}</ofd:Page>",
        }
    )


def pdf(*lines, catalog="", note=""):
    """A PDF of one page in a font that every reader knows, so that its text can be read back."""
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -30 Td" for line in lines)
    stream = f"BT /F1 18 Tf 60 780 Td {shown} ET".encode()
    notes = "/Annots [7 0 R]" if note else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> " + notes.encode() + b" >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [5 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents <feff%s> >>"
        % note.encode("utf-16-be").hex().encode(),
    ]
    file, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj %s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        file
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(file))
    )


def ole(streams):
    """A compound file: `streams` by path. Every stream is padded to whole sectors, long enough for the main table."""
    nodes = [("Root Entry", 5, b"")]
    children = {0: []}
    places = {}
    for path, content in streams.items():
        parent = 0
        *storages, name = path.split("/")
        for depth, storage in enumerate(storages):
            key = "/".join(storages[: depth + 1])
            if key not in places:
                places[key] = len(nodes)
                children[parent].append(len(nodes))
                children[len(nodes)] = []
                nodes.append((storage, 1, b""))
            parent = places[key]
        children[parent].append(len(nodes))
        size = max(4096, -(-len(content) // 512) * 512)
        nodes.append((name, 2, content.ljust(size, b"\x00")))
    nodes += [("", 0, b"")] * (-len(nodes) % 4)
    fat, data, entries = [0xFFFFFFFD], b"", b""
    following = {first: second for ids in children.values() for first, second in pairwise(ids)}
    directory = len(nodes) // 4
    start = 1 + directory
    fat += [*range(2, start), 0xFFFFFFFE]
    for number, (name, kind, content) in enumerate(nodes):
        sectors = len(content) // 512
        entries += (name.encode("utf-16-le") + b"\x00\x00").ljust(64, b"\x00") if name else bytes(64)
        first = (children.get(number) or [0xFFFFFFFF])[0]
        at = start + len(data) // 512 if sectors else 0xFFFFFFFE
        entries += struct.pack("<HBB", 2 * len(name) + 2 if name else 0, kind, 1)
        entries += struct.pack("<LLL", 0xFFFFFFFF, following.get(number, 0xFFFFFFFF), first)
        entries += bytes(36) + struct.pack("<LQ", at, len(content))
        fat += [*range(at + 1, at + sectors), 0xFFFFFFFE] if sectors else []
        data += content
    table = struct.pack("<128L", *(fat + [0xFFFFFFFF] * (128 - len(fat))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)
    return head + table + entries + data


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "050001a5f645400000000049454e44ae426082"
)
JPG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
PE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(200)
