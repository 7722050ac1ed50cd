"""Real converters: our page of a random report, turned into text by whatever programs the machine has.

The random figures do not add up: nothing but the shown places can tell where they belong. pandoc writes no cell for
the second and third column that a label spans, so it prints the values of those rows in other columns than the page;
they are left out of the count."""

import json
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from corpus.made import Made
from gongkai.annual.compose import compose
from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.forms import FORMS, form_of
from gongkai.annual.report import Chapter, Report, Value
from gongkai.papers.writing.write_html import write_html

BLANKS = (0.0, 0.3, 0.9)  # share of blank cells
_SPANNED = ("new", "carried_in", "carried_out", "closed", "partial", "open", "ot_any")
_PANDOC = ("plain", "gfm", "markdown", "rst", "org", "mediawiki", "textile", "asciidoc", "jira")


def random_report(edition: Edition, blanks: float, rng: random.Random) -> Report:
    cells: dict[Address, Value] = {}
    form = form_of(edition)
    most = rng.choice((9, 300, 20000))
    for address in form.addresses:
        kind = form.kind(address)
        value: Value = rng.choice((0, 0, 0, 1, 2, 3, rng.randint(0, most)))
        if kind is Kind.CHANGE:
            value = rng.randint(-5, 12)
        elif kind is Kind.AMOUNT:
            value = Decimal(rng.randint(0, 999999)) / 100
        cells[address] = None if rng.random() < blanks else value
    chapters = {
        "一": Chapter("总体情况", "我局认真办理。\n（一）主动公开。发布信息12条。"),
        "五": Chapter("存在的主要问题及改进情况", "还有不足，下一步改进。"),
        "六": Chapter("其他需要报告的事项", "无"),
    }
    year = 2022 if edition is Edition.E2021 else 2020
    return Report("云溪县教育局", year, edition, cells, {}, chapters)


def converted(seed: int = 0) -> Iterator[tuple[str, str, Made]]:
    """Name of the way with edition and share of blanks, text, truth."""
    for edition in FORMS:
        for blanks in BLANKS:
            report = random_report(edition, blanks, random.Random(f"{seed}/{edition}/{blanks}"))
            with tempfile.TemporaryDirectory() as folder:
                for way, text in _ways(write_html(compose(report)), Path(folder)):
                    yield f"{way}-{edition.value}-{blanks}", text, _truth(report, way)


def _truth(report: Report, way: str) -> Made:
    values = {
        address: value
        for address, value in report.cells.items()
        if not (way.startswith("pandoc") and address.row in _SPANNED)
    }
    assert report.organ
    assert report.year
    assert report.edition
    return Made(report.organ, report.year, report.edition, {}, values, {})


def _ways(html: str, folder: Path) -> Iterator[tuple[str, str]]:
    page = folder / "r.html"
    page.write_text(html, encoding="utf-8")
    for columns in ("300", "80"):
        yield (
            f"w3m {columns}",
            _said("w3m", "-dump", "-T", "text/html", "-cols", columns, "-O", "UTF-8", page),
        )
    yield (
        "lynx",
        _said("lynx", "-dump", "-width=300", "-display_charset=utf-8", "-assume_charset=utf-8", page),
    )
    yield "html2text", _said("html2text", "-width", "300", page)
    for target in _PANDOC:
        yield f"pandoc {target}", _said("pandoc", "-f", "html", "-t", target, "--columns=300", page)
    _said("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
          f"--print-to-pdf={folder / 'r.pdf'}", page)  # fmt: skip
    for mode in ("-layout", "-raw", "-nopgbrk"):
        yield f"pdftotext {mode}", _said("pdftotext", mode, folder / "r.pdf", "-")
    for target in ("txt:Text (encoded):UTF8", "docx:MS Word 2007 XML", "doc:MS Word 97"):
        _said("soffice", "--headless", f"-env:UserInstallation=file://{folder / 'office'}",
              "--convert-to", target, "--outdir", folder, page)  # fmt: skip
    if (text := folder / "r.txt").exists():
        yield "LibreOffice txt", text.read_text(encoding="utf-8")
    yield (
        "docx, pandoc plain",
        _said("pandoc", "-f", "docx", "-t", "plain", "--columns=300", folder / "r.docx"),
    )
    yield "antiword", _said("antiword", "-m", "UTF-8.txt", "-w", "0", folder / "r.doc")
    yield "catdoc", _said("catdoc", "-d", "utf-8", folder / "r.doc")


def _said(program: str, *arguments: str | Path) -> str:
    """What the program prints; nothing where it is missing or fails."""
    found = shutil.which(program)
    if found is None:
        return ""
    done = subprocess.run([found, *map(str, arguments)], capture_output=True, check=False, timeout=180)
    return done.stdout.decode("utf-8", "replace")


def keep(name: str, text: str, made: Made, folder: Path) -> None:
    """Write text and truth for `mutate.py --texts`."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = name.replace(" ", "_").replace(",", "")
    (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
    values = {
        "/".join(address): None if value is None else str(value) for address, value in made.values.items()
    }
    said = {"organ": made.organ, "year": made.year, "edition": made.edition.value, "values": values}
    (folder / f"{stem}.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
