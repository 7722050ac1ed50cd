"""Taking a file in."""

from django.core.files.base import File

from gongkai.accounts.actor import Actor
from gongkai.organs.models import Organ
from gongkai.records.models import StoredFile


def keep(upload: File, *, organ: Organ, by: Actor, name: str = "", is_demo: bool = False) -> StoredFile:
    """Keep a file for an organ. Raises PermissionDenied; Refused with a sentence, then nothing is kept.

    `name`: what to call it; else the name it was handed in under.
    """
    raise NotImplementedError
