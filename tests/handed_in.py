"""Files of reports as officers hand them in: made reports through our own writers, and what goes wrong with files."""

import io
import random
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from django.core.files.base import ContentFile
from django.test import override_settings

from corpus.made import Made, make
from corpus.writing import write
from gongkai.annual.batch import Answer, FileRead
from gongkai.annual.batch_load import load
from gongkai.annual.compose import compose
from gongkai.annual.form import Address, Edition
from gongkai.annual.read import NotAReport
from gongkai.annual.report import Chapter, Report
from gongkai.annual.writers import WRITERS
from gongkai.base import scope
from gongkai.organs.models import Organ
from gongkai.papers.geometry import placed
from gongkai.papers.model import Block, Grid, Heading
from gongkai.papers.refusal import CannotOpen
from gongkai.reports.models import Batch
from gongkai.reports.receiving.handing_in import hand_in
from gongkai.reports.receiving.reading import Taking
from made_files import ole
from officers import TEST

NO_REPORT = "会议通知\n请各科室于周五下午到三楼会议室开会。\n"


def made(seed: int, edition: Edition | None = None) -> Made:
    rng = random.Random(seed)
    found = make(rng)
    while edition is not None and found.edition is not edition:
        found = make(rng)
    return found


def report(seed: int, edition: Edition | None = None) -> Report:
    """A made report as the pure packages know one."""
    found = made(seed, edition)
    chapters = {"一": Chapter("总体情况", "我局认真办理。"), "六": Chapter("其他需要报告的事项", "无。")}
    return Report(found.organ, found.year, found.edition, found.values, found.units, chapters)


def written(seed: int, extension: str, edition: Edition | None = None) -> bytes:
    """A made report as a file of a kind that needs no fonts."""
    return WRITERS[extension](report(seed, edition), None)


def doubtful(seed: int = 3) -> bytes:
    """A web page in which one cell of table 三 prints two numbers: `new` of `natural`, as everyone counts it."""
    address = Address("table3", "new", "natural")
    found = report(seed, Edition.E2021)
    found = replace(found, cells={**found.cells, address: 987654})
    return WRITERS["html"](found, None).replace(b">987654<", b">3 1<")


def text(seed: int, layout: str = "tab_rows", damage: str = "none") -> bytes:
    rng = random.Random(seed)
    return write(make(rng), layout, damage, rng).encode()


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as found:
        for name, content in members.items():
            found.writestr(name, content)
    return file.getvalue()


def uploads(**files: bytes) -> list[ContentFile]:
    return [ContentFile(content, name=name) for name, content in files.items()]


@override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}})
def waiting(organ: Organ, by=TEST, **files: bytes) -> Batch:
    """A batch that no job has read yet."""
    return hand_in(uploads(**files), organ=organ, by=by)


def handed_in(organ: Organ, by=TEST, **files: bytes) -> Batch:
    """A batch, read in this process: a worker process takes half a second to come up."""
    batch = waiting(organ, by, **files)
    with scope.organ(organ), tempfile.TemporaryDirectory() as folder:
        taking = Taking(batch, Path(folder))
        for path in taking.fresh():
            taking.tell(_answer(path))
    return batch


def _answer(path: Path) -> FileRead:
    try:
        found = load(path.read_bytes(), path.name)
    except CannotOpen as problem:
        return FileRead(str(path), Answer.CANNOT_OPEN, says=str(problem))
    except NotAReport as problem:
        return FileRead(str(path), Answer.NOT_A_REPORT, says=f"{path}：{problem}")
    return FileRead(str(path), Answer.READ, found.report, found.kind, document=found.document)


def odt(seed: int) -> bytes:
    """A made report as LibreOffice's own format, tables with true spans."""
    body = "".join(map(_odt_block, compose(report(seed)).blocks))
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {_ODF}>{text}</office:document-content>"
    return zipped(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def encrypted() -> bytes:
    """What Word writes where a password was set: the document is a stream of a compound file."""
    return ole({"EncryptedPackage": b"\x01" * 5000, "EncryptionInfo": b"\x04\x00\x04\x00" + bytes(100)})


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)


def _odt_block(block: Block) -> str:
    if isinstance(block, Grid):
        rows = "".join(f"<table:table-row>{''.join(cells)}</table:table-row>" for cells in _odt_rows(block))
        return f"<table:table>{rows}</table:table>"
    if isinstance(block, Heading):
        return f'<text:h text:outline-level="{block.level}">{escape(block.text)}</text:h>'
    return f"<text:p>{escape(block.text)}</text:p>"


def _odt_rows(grid: Grid) -> Iterator[list[str]]:
    """A covered place is written as such, as LibreOffice does."""
    covered: set[tuple[int, int]] = set()
    for row in placed(grid):
        cells: list[str] = []
        for each in row:
            cells += _covered(covered, each.row, len(cells), each.column)
            cells.append(
                f'<table:table-cell table:number-columns-spanned="{each.cell.across}" '
                f'table:number-rows-spanned="{each.cell.down}"><text:p>{escape(each.cell.text)}</text:p></table:table-cell>'
            )
            places = {
                (each.row + down, each.column + across)
                for down in range(each.cell.down)
                for across in range(each.cell.across)
            }
            covered |= places - {(each.row, each.column)}
        cells += _covered(covered, row[0].row if row else 0, len(cells), 99)
        yield cells


def _covered(covered: set[tuple[int, int]], row: int, start: int, end: int) -> list[str]:
    found = []
    for column in range(start, end):
        if (row, column) not in covered:
            break
        found.append("<table:covered-table-cell/>")
    return found
