"""Why a backup could not be made, read or restored: each carries one Chinese sentence."""

from gongkai.base.refusal import Refused


class CannotWrite(Refused):
    """The backup could not be written; nothing of it is left."""


class CannotRead(Refused):
    """The file is no backup, or not a whole one."""


class CannotRestore(Refused):
    """The backup is good, but it cannot be restored here and now."""


class NeedsReplace(CannotRestore):
    """There are records here, and nobody said that they are to be replaced."""
