"""Documents that LibreOffice writes are examined as ours are."""

import shutil
import subprocess

import pytest

import made_files as made
from gongkai.records.files.examination import Marked
from records.files.examined import examine

office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="没有 LibreOffice；请运行：apt install libreoffice-writer-nogui"
)


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Makes .doc, .xls and .pdf of our documents by LibreOffice, all in one run a format."""
    folder = tmp_path_factory.mktemp("office")
    sources = {
        "prose.docx": made.docx("关于商业机密的说明", "不涉及国家秘密"),
        "mark.docx": made.docx("机密★10年", "正文"),
        "plain-mark.docx": made.docx("标题", "绝密", "正文"),
    }
    for name, content in sources.items():
        (folder / name).write_bytes(content)
    for goal in ("doc:MS Word 97", "pdf"):
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            goal,
        ]
        subprocess.run(
            [*command, "--outdir", folder, *(folder / name for name in sources)],
            check=True,
            capture_output=True,
        )
    return folder


@office
@pytest.mark.office
@pytest.mark.parametrize("extension", ["doc", "pdf"])
def test_what_libreoffice_writes(converted, extension):
    assert examine((converted / f"prose.{extension}").read_bytes(), f"a.{extension}") == extension
    for name in ("mark", "plain-mark"):
        with pytest.raises(Marked):
            examine((converted / f"{name}.{extension}").read_bytes(), f"a.{extension}")
