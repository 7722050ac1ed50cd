"""Receiving an upload: no more than the limit is kept of it, and nothing that outlives the process.

A large upload lies in a file without a name: when the process is killed, the system frees it. What is too large
or does not fit on the disk is read to its end and thrown away; `keep` then says so in words.
"""

import errno
import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class Received(UploadedFile):  # type: ignore[type-arg]
    """An upload with its true size. `no_room`: the disk was full."""

    no_room = False


class Receiver(FileUploadHandler):
    """Takes what Django's handler for small uploads leaves."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = Received(
            tempfile.TemporaryFile(),  # noqa: SIM115  closed with the upload
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size > settings.UPLOAD_LIMIT or self.file.no_room:
            return
        try:
            self.file.write(raw_data)
        except OSError as problem:
            if problem.errno not in NO_ROOM:
                raise
            self.file.no_room = True

    def file_complete(self, file_size: int) -> Received:
        self.file.size = file_size
        self.file.seek(0)
        return self.file

    def upload_interrupted(self) -> None:
        self.file.close()
