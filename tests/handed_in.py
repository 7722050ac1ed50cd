"""Files of reports as officers hand them in: made reports through our own writers, and what goes wrong with files."""

import io
import random
import zipfile

from django.core.files.base import ContentFile

from corpus.made import Made, make
from corpus.writing import write
from gongkai.annual.form import Edition
from gongkai.annual.report import Chapter, Report
from gongkai.annual.writers import WRITERS
from gongkai.organs.models import Organ
from gongkai.reports.models import Batch
from gongkai.reports.receiving.handing_in import hand_in
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


def handed_in(organ: Organ, by=TEST, **files: bytes) -> Batch:
    """A batch, read at once: in tests a job is done when it is put in the queue."""
    return hand_in(uploads(**files), organ=organ, by=by)
