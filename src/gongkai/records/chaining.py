"""How an event is bound to the one before it: HMAC-SM3 over its fields and the mac of its predecessor."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac

from gongkai.base import keyring

PURPOSE = "log"


@dataclass(frozen=True, slots=True)
class Link:
    """What of an event is bound, in the order in which it is written down."""

    chain: str
    seq: int
    recorded_at: datetime.datetime
    on: datetime.date | None
    actor: str
    system: str
    for_whom: str
    action: str
    subject_type: str
    subject_id: str
    data: dict[str, Any]
    prev: str
    kid: str

    def text(self) -> bytes:
        """The fields as one line; the same whatever database kept them."""
        fields = [
            self.chain,
            self.seq,
            self.recorded_at.astimezone(datetime.UTC).isoformat(),
            self.on and self.on.isoformat(),
            self.actor,
            self.system,
            self.for_whom,
            self.action,
            self.subject_type,
            self.subject_id,
            self.data,
            self.prev,
            self.kid,
        ]
        return _dumps(fields).encode()


_dumps: Callable[[Any], str] = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


class Binder:
    """Computes macs; the keys it needs are looked up once."""

    def __init__(self) -> None:
        self._keyed: dict[str, hmac.HMAC] = {}

    def current_kid(self) -> str:
        return keyring.current(PURPOSE).kid

    def mac(self, link: Link) -> str:
        """64 hex digits. Raises KeyLost where the event's key is no longer in the ring."""
        keyed = self._keyed.get(link.kid)
        if keyed is None:
            keyed = hmac.HMAC(keyring.by_id(PURPOSE, link.kid).secret, hashes.SM3())
            self._keyed[link.kid] = keyed
        running = keyed.copy()
        running.update(link.text())
        return running.finalize().hex()
