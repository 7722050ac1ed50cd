"""Finding what is sealed: a keyed digest of the normalised text, for exact lookup only."""

import unicodedata

from cryptography.hazmat.primitives import hashes, hmac

from gongkai.base import keyring


def normalised(text: str) -> str:
    """The text as it is compared: full width and half width, blanks, upper and lower case are one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Once more: without the blanks between them, signs may join.
    return unicodedata.normalize("NFKC", "".join(unicodedata.normalize("NFKC", folded).split()))


def blind(text: str) -> str:
    """HMAC-SM3 of the normalised text: 64 hexadecimal digits; nothing for nothing. Raises KeyLost."""
    compared = normalised(text)
    if not compared:
        return ""
    digest = hmac.HMAC(keyring.current("index").secret, hashes.SM3())
    digest.update(compared.encode("utf-8", "surrogatepass"))
    return digest.finalize().hex()
