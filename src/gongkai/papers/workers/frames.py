"""What passes between a program and its worker processes: length, then a pickle.

A worker reads files that strangers wrote. What it sends back is therefore unpickled as values of our own classes
and of plain ones only: a worker that was taken over cannot make its program run anything.
"""

import pickle
import struct
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from io import BytesIO
from typing import Any

LENGTH = struct.Struct(">Q")
MOST = 512 * 1024 * 1024  # bytes of one answer; a document at all its limits is far below


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be spent until the next value of a task.

    `seconds` wall time and, roughly, processor time; `memory` address space beyond what the worker had before the
    task, `written` the size of a file it writes, in bytes.
    """

    seconds: float
    memory: int
    written: int


class Word(Enum):
    """What a frame from a worker says."""

    READY = "ready"
    BOUNDS = "bounds"
    VALUE = "value"
    FINISHED = "finished"
    RETIRED = "retired"  # finished, and too large to go on
    NO_MEMORY = "no-memory"


class NotAFrame(ValueError):  # noqa: N818 - reads as what it says
    """Bytes that no worker of ours sends."""


def framed(value: object) -> bytes:
    body = pickle.dumps(value, protocol=5)
    return LENGTH.pack(len(body)) + body


def unframed(buffer: bytearray) -> list[tuple[Word, Any]]:
    """Takes the whole frames off the front of the buffer. Raises NotAFrame."""
    found = []
    start = 0
    while len(buffer) - start >= LENGTH.size:
        (length,) = LENGTH.unpack_from(buffer, start)
        if length > MOST:
            raise NotAFrame(length)
        end = start + LENGTH.size + length
        if len(buffer) < end:
            break
        found.append(_frame(bytes(buffer[start + LENGTH.size : end])))
        start = end
    del buffer[:start]
    return found


def _frame(body: bytes) -> tuple[Word, Any]:
    try:
        match _Plain(BytesIO(body)).load():
            case (Word() as word, value):
                return word, value
    except Exception as problem:  # whatever a broken pickle raises
        raise NotAFrame(type(problem).__name__) from problem
    raise NotAFrame(len(body))


class _Plain(pickle.Unpickler):
    """Unpickles values: plain ones, Decimal, and classes of this package that are dataclasses, enums or tuples."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("decimal", "Decimal"):
            return Decimal
        if module.startswith("gongkai.") and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and (
                hasattr(found, "__dataclass_fields__") or issubclass(found, Enum | tuple)
            ):
                return found
        raise NotAFrame(f"{module}.{name}")
