"""One text sealed by itself, directly with the ring's key: for what lies in a table that is not ours."""

from gongkai.base import keyring
from gongkai.base.sealed import cipher

PURPOSE = "fields"


def seal_text(text: str, context: str) -> str:
    """The text sealed; `context` (table:pk:field) says where it belongs and must be given again to open it."""
    key = keyring.current(PURPOSE)
    return cipher.seal(key.secret, key.kid, text.encode("utf-8", "surrogatepass"), context)


def open_text(sealed: str, context: str) -> str:
    """The text. Raises KeyLost, and SealBroken where it was changed or belongs elsewhere."""
    key = keyring.by_id(PURPOSE, cipher.kid_of(sealed, context))
    return cipher.unseal(key.secret, sealed, context).decode("utf-8", "surrogatepass")
