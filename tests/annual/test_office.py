"""A real converter between writer and reader: our HTML, saved as text by LibreOffice, read again."""

import shutil
import subprocess
from pathlib import Path

import pytest

import gongkai
from gongkai.annual.compose import compose
from gongkai.annual.read import read
from gongkai.papers.open import open_document
from gongkai.papers.writing.write_html import write_html

OFFICE = shutil.which("soffice")
SAMPLES = Path(gongkai.__file__).parent / "demo" / "samples"

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        OFFICE is None, reason="没有 LibreOffice；Debian 上运行：apt install libreoffice-writer-nogui"
    ),
]


@pytest.mark.parametrize("name", ["wenxian-2020", "yuhang-2020"])
def test_what_libreoffice_makes_of_our_page_is_read_right_or_not_at_all(tmp_path: Path, name: str) -> None:
    report = read(open_document(SAMPLES / f"{name}.txt"))
    page = tmp_path / "report.html"
    page.write_text(write_html(compose(report)), encoding="utf-8")
    # Starting LibreOffice takes seconds: this is the one test that needs it.
    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(page)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    again = read(open_document(tmp_path / "report.txt"))

    unread = {(item.table, item.row, item.column) for item in again.unread}
    wrong = {
        address: (report.cells[address], value)
        for address, value in again.cells.items()
        if value != report.cells.get(address) and tuple(address) not in unread
    }
    assert wrong == {}
    printed = {address for address, value in report.cells.items() if value is not None}
    assert {address for address in printed if again.cells.get(address) is not None} == printed
