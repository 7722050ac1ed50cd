"""Asking clamd, the daemon of ClamAV, whether a content is known to be harmful: its command INSTREAM.

The content goes to the daemon in pieces, each with its length; the answer is one line. The daemon may limit the
length of a stream (StreamMaxLength) and closes the connection beyond it.
"""

import socket
import struct
import time
from typing import IO

_PIECE = 64 * 1024
_LONGEST_ANSWER = 4096
CONNECT = 3.0  # seconds
ANSWER = 60.0  # seconds for all of it


class Away(RuntimeError):  # noqa: N818  named for what happened
    """The daemon cannot be asked now: not there, too slow, or its answer is none."""


def is_infected(file: IO[bytes], address: str) -> bool:
    """Whether the daemon at `unix:/path` or `host:port` finds something. The file is left at its beginning.

    Raises Away, with the reason for the operator.
    """
    deadline = time.monotonic() + ANSWER
    try:
        with _connected(address) as daemon:
            _send(daemon, file, deadline)
            answer = _answer(daemon, deadline)
    except OSError as problem:
        raise Away(f"clamd at {address}: {problem}") from problem
    finally:
        file.seek(0)
    if answer == "stream: OK":
        return False
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return True
    raise Away(f"clamd at {address} answered {answer[:100]!r}")


def _connected(address: str) -> socket.socket:
    if address.startswith("unix:"):
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(CONNECT)
        try:
            daemon.connect(address.removeprefix("unix:"))
        except BaseException:
            daemon.close()
            raise
        return daemon
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT)


def _send(daemon: socket.socket, file: IO[bytes], deadline: float) -> None:
    file.seek(0)
    daemon.sendall(b"zINSTREAM\0")
    try:
        while piece := file.read(_PIECE):
            _in_time(daemon, deadline)
            daemon.sendall(struct.pack("!L", len(piece)) + piece)
        daemon.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return  # it has heard enough: its answer says why


def _answer(daemon: socket.socket, deadline: float) -> str:
    received = b""
    while b"\0" not in received and len(received) < _LONGEST_ANSWER:
        _in_time(daemon, deadline)
        piece = daemon.recv(_LONGEST_ANSWER)
        if not piece:
            break
        received += piece
    return received.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _in_time(daemon: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    daemon.settimeout(left)
