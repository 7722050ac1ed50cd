"""Taking a file in."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.base import personal, scope
from gongkai.base.clock import now, today
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ
from gongkai.records import log
from gongkai.records.files import examination, marks, names, policies, scanning, storage
from gongkai.records.files.examination import Marked
from gongkai.records.files.kinds import KINDS, Kind
from gongkai.records.files.receiving import NO_ROOM
from gongkai.records.models import Scan, StoredFile


def keep(
    upload: "File[Any]",
    *,
    organ: Organ,
    by: Actor,
    name: str = "",
    is_demo: bool = False,
    kinds: Mapping[str, Kind] = KINDS,
) -> StoredFile:
    """Keep a file for an organ. Raises PermissionDenied; Refused with a sentence, then nothing is kept.

    `name`: what to call it; else the name it was handed in under. Where the scanner is away the file is kept
    in quarantine: see `attachable`. `kinds`: which are taken.
    """
    if refusal := policies.to_keep(by, organ):
        raise PermissionDenied(refusal)
    _refuse_size(upload)
    given = (name, upload.name or "")  # whole, as it was handed in
    called = names.clean(name or upload.name or "")
    file: Any = upload.file
    try:
        if any(map(marks.marked_name, given)):
            raise Marked
        if any(map(personal.has_number, given)):
            raise Refused(
                _("文件名里有身份证号或者手机号，没有保存；文件名会列在目录里，请从文件名里删去后再上传。")
            )
        kind = examination.examine(file, called, kinds)
    except Marked:
        _tell_refusal("files.refuse-marked", organ, by)
        raise
    found = scanning.verdict(file)
    if found is Scan.DISCARDED:
        _refuse_infected(file, organ, by)
    try:
        sha256 = storage.put(file)
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise _no_room() from problem
        raise
    row = StoredFile(
        organ=organ,
        name=called,
        sha256=sha256,
        size=upload.size,
        content_type=kind.content_type,
        state=found,
        scanned_at=now() if found is Scan.CLEAN else None,
        added_by=by if isinstance(by, User) else None,
        is_demo=is_demo,
    )
    return _written(row, kind, by=by)


@transaction.atomic
def _written(row: StoredFile, kind: Kind, *, by: Actor) -> StoredFile:
    with scope.organ(row.organ):
        row.full_clean()
        row.save(force_insert=True)
        data = {"sha256": row.sha256, "size": row.size, "kind": kind.key, "state": row.state}
        log.append("files.keep", row, organ=row.organ, by=by, on=today(), data=data)
    return row


def _refuse_size(upload: "File[Any]") -> None:
    if getattr(upload, "no_room", False):
        raise _no_room()
    if upload.size > settings.UPLOAD_LIMIT:
        raise Refused(
            _("文件超过 %(most)d MB，没有保存；请把它拆成几个文件，或者压缩其中的图片。")
            % {"most": settings.UPLOAD_LIMIT // 2**20}
        )


def _refuse_infected(file: Any, organ: Organ, by: Actor) -> None:
    """The refused file leaves its fact in the log alone. The same content kept earlier is condemned with it."""
    sha256 = storage.digest(file)
    with scope.everywhere("files: a content was found to be harmful"):
        scanning.pronounce(sha256, Scan.DISCARDED, by=by)
    _tell_refusal("files.refuse-infected", organ, by)
    raise Refused(_("文件里查出病毒，没有保存；请用杀毒软件检查您的计算机，并告知本机关的系统管理员。"))


@transaction.atomic
def _tell_refusal(action: str, organ: Organ, by: Actor) -> None:
    """Only that it happened, and the day: nothing of the file."""
    log.append(action, organ, organ=organ, by=by, on=today())


def _no_room() -> Refused:
    return Refused(_("服务器的磁盘满了，文件没有保存；请告知系统管理员，腾出空间后再上传。"))
