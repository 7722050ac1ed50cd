"""Taking in files to be read: archives are unpacked, each file is kept by itself or refused with its sentence.

A file is kept before the batch is written (`records.files`): what is refused there stays in the log.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.accounts.actor import Actor
from gongkai.base import jobs, personal, scope
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ
from gongkai.papers import archive
from gongkai.papers.kinds import Kind, kind_of
from gongkai.papers.limits import LIMITS
from gongkai.papers.refusal import CannotOpen
from gongkai.records import files
from gongkai.records.bound import bound
from gongkai.records.files import marks, names
from gongkai.records.files.examination import Marked
from gongkai.records.files.kinds import FOR_READING, by_extension
from gongkai.records.models import StoredFile
from gongkai.reports.models import Batch, ReceivedFile
from gongkai.reports.receiving.doing import ask, person, tell
from gongkai.reports.receiving.jobs import read_batch

MOST_FILES = 500  # of one batch, those in archives too
_MANY = gettext_lazy("压缩包里超过 %(most)d 个文件，后面的没有读取；请分成几个包再上传。")
_NAME = 250  # characters of a file's name
_SAYS = 500
# What a file is called by its content, where its name promises another kind.
_EXTENSIONS = {
    Kind.TEXT: "txt", Kind.CSV: "csv", Kind.HTML: "html", Kind.MHTML: "mht", Kind.DOCX: "docx", Kind.DOC: "doc",
    Kind.ODT: "odt", Kind.RTF: "rtf", Kind.XLSX: "xlsx", Kind.XLS: "xls", Kind.ODS: "ods", Kind.PDF: "pdf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was kept, or why it was not. The name is blank where it may not be written down."""

    name: str
    file: StoredFile | None
    says: str = ""


def hand_in(
    uploads: Iterable["File[Any]"],
    *,
    organ: Organ,
    by: Actor,
    key: uuid.UUID | None = None,
    is_demo: bool = False,
) -> Batch:
    """Keep the files and have them read. Raises PermissionDenied; Refused where there are none or too many.

    `key`: the batch's, where the same form may be sent twice.
    """
    ask(by, "hand-in", organ)
    uploads = list(uploads)
    if len(uploads) > MOST_FILES:
        raise Refused(_("一次最多上传 %(most)d 个文件，没有保存；请分几次上传。") % {"most": MOST_FILES})
    taken = [each for upload in uploads for each in _take(upload, organ, by, is_demo)]
    if not taken:
        raise Refused(_("没有选择文件，请选好以后再上传。"))
    return _written(taken, organ, by, key or uuid.uuid4(), is_demo)


@transaction.atomic
def _written(taken: list[Taken], organ: Organ, by: Actor, key: uuid.UUID, is_demo: bool) -> Batch:
    with scope.organ(organ):
        batch = Batch(pk=key, organ=organ, by=person(by), is_demo=is_demo)
        batch.save(force_insert=True)
        rows = [
            ReceivedFile(
                organ=organ,
                batch=batch,
                position=position,
                name=each.name[:_NAME],
                file=each.file,
                says=each.says[:_SAYS],
                is_demo=is_demo,
            )
            for position, each in enumerate(taken, 1)
        ]
        ReceivedFile.objects.bulk_create(rows)
        tell("hand-in", batch, by, {"files": len(rows), **bound(batch, *rows)})
        jobs.enqueue(read_batch, str(batch.pk))
    return batch


def _take(upload: "File[Any]", organ: Organ, by: Actor, is_demo: bool) -> Iterator[Taken]:
    """One upload: itself, or what is in it."""
    name = upload.name or ""
    if getattr(upload, "no_room", False) or upload.size > min(LIMITS.size, settings.UPLOAD_LIMIT):
        # Not all of it is here, or too much: `keep` says so.
        yield _keep(upload, name, organ, by, is_demo)
        return
    data = upload.read()
    upload.seek(0)
    if kind_of(data) is not Kind.ZIP:
        yield _keep(upload, name, organ, by, is_demo, kind_of(data))
        return
    try:
        for number, (inner, content) in enumerate(archive.members(data, name, LIMITS), 1):
            if number > MOST_FILES:
                yield _refused(name, _MANY % {"most": MOST_FILES})
                return
            yield _member(inner, content, organ, by, is_demo)
    except CannotOpen as problem:
        yield _refused(name, str(problem))


def _member(inner: str, content: bytes | CannotOpen, organ: Organ, by: Actor, is_demo: bool) -> Taken:
    if isinstance(content, CannotOpen):
        return _refused(inner, str(content))
    file = ContentFile(content, name=inner.rpartition("/")[2])
    return _keep(file, inner, organ, by, is_demo, kind_of(content))


def _keep(
    file: "File[Any]", name: str, organ: Organ, by: Actor, is_demo: bool, kind: Kind | str | None = None
) -> Taken:
    """Keep one file under a name that fits its content."""
    try:
        kept = files.keep(
            file, organ=organ, by=by, name=_called(name, kind), is_demo=is_demo, kinds=FOR_READING
        )
    except Marked as problem:
        return Taken("", None, str(problem))
    except Refused as problem:
        return _refused(name, str(problem))
    return Taken(name, kept)


def _called(name: str, kind: Kind | str | None) -> str:
    promised = by_extension(names.extension(name), FOR_READING)
    fit = _EXTENSIONS.get(kind) if isinstance(kind, Kind) else None
    if fit is None or (promised is not None and fit in promised.extensions):
        return name
    if kind is Kind.TEXT and promised is not None and promised.key == "csv":
        return name
    return f"{name}.{fit}"


def _refused(name: str, says: str) -> Taken:
    """What was not kept. A name with a person's number in it, or with a mark of secrecy, is not written down."""
    if personal.has_number(name) or marks.marked_name(name):
        return Taken("", None, says.replace(name, _("这个文件")))
    return Taken(name, None, says)
