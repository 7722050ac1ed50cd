"""What cannot be opened is said in one sentence, quickly; what can be decoded is decoded without guessing."""

import os
from pathlib import Path

import pytest

from gongkai.papers.limits import Limits
from gongkai.papers.open import CannotOpen, decode, open_document

SENTENCE = "云溪县教育局政府信息公开工作年度报告，本年新收申请三件，均已办结。"
TRADITIONAL = "雲溪縣教育局政府信息公開工作年度報告，本年新收申請三件，均已辦結。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SENTENCE, "utf-8"),
        (SENTENCE, "utf-8-sig"),
        (SENTENCE, "utf-16"),
        (SENTENCE, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        ("plain ascii 2020", "ascii"),
    ],
)
def test_text_of_every_encoding_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x00\x01\x02\x03",
        b"\xff\xfe\x00",
        "中文\x00二进制".encode(),
        os.urandom(0) + b"\x81\x20\x81",
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(CannotOpen):
        decode(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04....word/document.xml", "损坏的压缩文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"", "空文件"),
        (b"\xef\xbb\xbf \r\n", "空文件"),
    ],
)
def test_a_file_is_judged_by_content_not_name(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(CannotOpen, match=kind):
        open_document(path)


def test_missing_folder_and_too_large(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="找不到"):
        open_document(tmp_path / "none.txt")
    with pytest.raises(CannotOpen, match="文件夹"):
        open_document(tmp_path)
    big = tmp_path / "big.txt"
    big.write_text("政府信息公开" * 10, encoding="utf-8")
    with pytest.raises(CannotOpen, match="上限"):
        open_document(big, Limits(size=20))


def test_a_pipe_that_nobody_writes_to_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(CannotOpen, match="不是普通文件"):
        open_document(pipe)
