"""An authenticator app of the tests' own (RFC 4226, RFC 6238), from the standard library."""

import base64
import hmac
import struct
import time


def code(secret: str, ahead: int = 0) -> str:
    """What the app shows now, or so many half minutes from now, for a secret as the page prints it."""
    counter = int(time.time()) // 30 + ahead
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.digest(key, struct.pack(">Q", counter), "sha1")
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
