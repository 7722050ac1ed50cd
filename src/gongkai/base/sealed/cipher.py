"""The sealed form of a value: SM4-GCM (GB/T 32907) bound to its place, written `v1|kid|iv|tag|ct`.

`kid` names the key, iv (12 bytes, random), tag (16) and ct are base64url without padding. The place, for a field
`table:pk:field`, is authenticated but not written: a value moved elsewhere does not open.
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from gongkai.base.refusal import Refused

VERSION = "v1"
PREFIX = f"{VERSION}|"


class SealBroken(Refused):
    """A sealed value is not what was put there: changed, cut off, or moved from another place."""

    def __init__(self, place: str) -> None:
        table, _, rest = place.partition(":")
        # The row is named by its id alone; nothing of the value may be said.
        super().__init__(
            f"{table} 里 {rest} 的密文打不开：它被改动过，或是从别处移来的；"
            "请从备份恢复，并用 gongkai audit verify 核对日志"
        )


def seal(secret: bytes, kid: str, value: bytes, place: str) -> str:
    """The value under this key, bound to its place."""
    iv = os.urandom(12)
    sealing = Cipher(algorithms.SM4(secret), modes.GCM(iv)).encryptor()
    sealing.authenticate_additional_data(place.encode())
    text = sealing.update(value) + sealing.finalize()
    return "|".join((VERSION, kid, _written(iv), _written(sealing.tag), _written(text)))


def kid_of(sealed: str, place: str) -> str:
    """Which key a sealed value names. Raises SealBroken."""
    parts = sealed.split("|", 2)
    if len(parts) != 3 or parts[0] != VERSION:
        raise SealBroken(place)
    return parts[1]


def unseal(secret: bytes, sealed: str, place: str) -> bytes:
    """What was sealed. Raises SealBroken."""
    try:
        version, _, iv, tag, text = sealed.split("|")
        if version != VERSION:
            raise SealBroken(place)
        opening = Cipher(algorithms.SM4(secret), modes.GCM(_read(iv), _read(tag))).decryptor()
        opening.authenticate_additional_data(place.encode())
        return opening.update(_read(text)) + opening.finalize()
    except (ValueError, InvalidTag, binascii.Error) as problem:
        raise SealBroken(place) from problem


def _written(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _read(text: str) -> bytes:
    """The bytes of their one spelling: another that decodes to the same was not written by us."""
    value = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _written(value) != text:
        raise ValueError("not the spelling in which it was written")
    return value
