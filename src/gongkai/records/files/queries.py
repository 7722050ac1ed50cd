"""Reading files, and whether what lies in the storage is what was handed in."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ
from gongkai.records import log
from gongkai.records.files import policies, storage
from gongkai.records.models import Scan, StoredFile


def content(row: StoredFile, *, by: Actor) -> "File[Any]":
    """The file, opened for reading; that it was read is told to the log.

    Raises PermissionDenied; Refused while it is not open, or where its content is gone or was changed.
    """
    if refusal := policies.to_read(by, row.organ):
        raise PermissionDenied(refusal)
    with scope.organ(row.organ), transaction.atomic():
        row = StoredFile.objects.select_related("organ").get(pk=row.pk)
        if refusal := shut(row):
            raise Refused(refusal)
        try:
            file = storage.opened(row.sha256)
        except FileNotFoundError as problem:
            raise Refused(_("文件的内容不见了，打不开；请告知系统管理员从备份中找回。")) from problem
        if storage.digest(file) != row.sha256:
            file.close()
            raise Refused(_("文件的内容与上传时不一样，不能打开；请告知系统管理员从备份中找回。"))
        log.append("files.read", row, organ=row.organ, by=by, on=today())
    return file


def shut(row: StoredFile) -> str | None:
    """The sentence that says why the file can be neither opened nor attached; None where it can."""
    match row.state:
        case Scan.QUARANTINED:
            return _("文件还在隔离待查：查毒程序恢复、查过之后才能打开和引用，请稍后再试。")
        case Scan.LOCKED:
            return _("文件后来查出病毒，已经锁定，不能打开和引用；请上传没有病毒的版本。")
        case Scan.DISCARDED:
            return _("文件查出病毒，内容已经删除；请上传没有病毒的版本。")
    return None


def attachable(row: StoredFile, organ: Organ) -> str | None:
    """The sentence that says why the file cannot be attached to a record of this organ; None where it can."""
    if row.organ_id != organ.pk:
        return _("这个文件不是%(organ)s的，不能引用。") % {"organ": organ.name}
    return shut(row)


def listed(organ: Organ) -> QuerySet[StoredFile]:
    """The organ's files, newest first."""
    rows: QuerySet[StoredFile] = StoredFile.objects.filter(organ=organ).select_related("added_by")
    return rows


def verify() -> Iterator[str]:
    """One sentence for each content that is gone or has changed. Reads each once. Needs scope.everywhere."""
    kept = StoredFile.objects.exclude(state=Scan.DISCARDED)
    for sha256 in kept.order_by("sha256").values_list("sha256", flat=True).distinct().iterator():
        try:
            with storage.opened(sha256) as file:
                wrong = None if storage.digest(file) == sha256 else "被改过"
        except FileNotFoundError:
            wrong = "不见了"
        if wrong:
            rows = "、".join(str(row.pk) for row in kept.filter(sha256=sha256).order_by("created_at"))
            yield f"文件 {rows} 的内容{wrong}（应在 {storage.place(sha256)}）"
