"""After the key for fields was rotated: what older keys hold is put under the new one, bit by bit.

How far it has come is read from the rows themselves, so it can be stopped and started at any point.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex, Substr

from gongkai.base import keyring
from gongkai.base.keyring import KeyLost, KeyName
from gongkai.base.sealed import cipher
from gongkai.base.sealed.rows import SealedRow
from gongkai.base.sealed.texts import PURPOSE, open_text, seal_text

BATCH = 500


@dataclass(frozen=True, slots=True)
class Held:
    """A text sealed in a table that is not ours: `replace` stores its new form if the old one still stands."""

    sealed: str
    context: str
    replace: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run did: values put under the new key, values that remain, and those that could not be opened."""

    done: int
    remain: int
    failed: int


Holder = Callable[[], Iterable[Held]]
_holders: list[Holder] = []


def resealed_by(holder: Holder) -> Holder:
    """Declare a function that yields every text an app sealed with `seal_text`."""
    _holders.append(holder)
    return holder


def sealed_models() -> list[type[SealedRow]]:
    return [model for model in apps.get_models() if issubclass(model, SealedRow)]


def reseal(limit: int | None = None) -> Progress:
    """Put values under the key now in use, `limit` at most. One that cannot be opened is left and counted."""
    stale = islice(_stale(keyring.current(PURPOSE).kid), limit)
    done = failed = 0
    while batch := list(islice(stale, BATCH)):
        with transaction.atomic():
            for held in batch:
                try:
                    held.replace(seal_text(open_text(held.sealed, held.context), held.context))
                    done += 1
                except (KeyLost, cipher.SealBroken):
                    failed += 1
    return Progress(done, remaining(), failed)


def remaining() -> int:
    """How many values are not yet under the key now in use."""
    kid = keyring.current(PURPOSE).kid
    texts = sum(cipher.kid_of(held.sealed, held.context) != kid for holder in _holders for held in holder())
    return texts + sum(_stale_rows(model, kid).count() for model in sealed_models())


@keyring.names_keys
def _named() -> Iterator[KeyName]:
    """The keys that sealed rows and texts name."""
    for model in sealed_models():
        rest = Substr("row_key", len(cipher.PREFIX) + 1)
        kids = _kept(model).annotate(kid=Substr(rest, 1, StrIndex(rest, Value("|")) - 1))
        for kid in kids.order_by().values_list("kid", flat=True).distinct():
            yield KeyName(PURPOSE, kid)
    for holder in _holders:
        for held in holder():
            yield KeyName(PURPOSE, cipher.kid_of(held.sealed, held.context))


def _kept(model: type[SealedRow]) -> QuerySet[SealedRow]:
    # The plain manager: keys are changed whatever the scope, and nothing of a row is read but its key.
    return model._base_manager.filter(row_key__startswith=cipher.PREFIX)


def _stale_rows(model: type[SealedRow], kid: str) -> QuerySet[SealedRow]:
    return _kept(model).exclude(row_key__startswith=f"{cipher.PREFIX}{kid}|")


def _stale(kid: str) -> Iterator[Held]:
    for model in sealed_models():
        last = None
        while True:
            rows = _stale_rows(model, kid).order_by("pk").only("pk", "row_key")
            batch = list(rows[:BATCH] if last is None else rows.filter(pk__gt=last)[:BATCH])
            if not batch:
                break
            yield from map(_of_row, batch)
            last = batch[-1].pk
    for holder in _holders:
        yield from (held for held in holder() if cipher.kid_of(held.sealed, held.context) != kid)


def _of_row(row: SealedRow) -> Held:
    # Only where the old value still stands: a key destroyed meanwhile must not come back.
    still = type(row)._base_manager.filter(pk=row.pk, row_key=row.row_key)
    return Held(row.row_key, row.key_place(), lambda sealed: still.update(row_key=sealed))
