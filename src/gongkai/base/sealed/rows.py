"""A row with sealed fields. Each row has a key of its own, kept with the row under the ring's key.

So rotation writes one short value a row, and destroying the row's key destroys what the row says of a person.
"""

import secrets
import uuid
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.refusal import Refused
from gongkai.base.sealed import cipher
from gongkai.base.sealed.texts import open_text, seal_text

ROW = "row"  # stands for the key's name in a field: the key is the row's own
ERASED = "erased"


class Erased(Refused):
    """The row's key was destroyed: what was sealed cannot be read by anybody."""

    def __init__(self) -> None:
        super().__init__("个人信息已按规定销毁，不能再查看")


class SealedField(models.TextField):  # type: ignore[type-arg]
    """Holds `v1|row|iv|tag|ct`, or nothing; set with `conceal`, read with `reveal`. In no form, no serializer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, **kwargs | {"blank": True, "default": "", "editable": False, "serialize": False}
        )

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for word in ("blank", "default", "editable", "serialize"):
            kwargs.pop(word, None)
        return name, path, args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """Only what is sealed reaches the database, in a lookup too. Raises ValueError, without the value."""
        if value in ("", ERASED) or (isinstance(value, str) and value.startswith(cipher.PREFIX)):
            return value
        raise ValueError(f"{self.name} is sealed: set it with conceal(), find it by its blind index.")

    def get_lookup(self, lookup_name: str) -> Any:
        """Nothing can be searched in a sealed text."""
        return super().get_lookup(lookup_name) if lookup_name in ("exact", "in", "startswith") else None

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        faults = []
        pk = self.model._meta.pk
        if (
            not issubclass(self.model, SealedRow)
            or not isinstance(pk, models.UUIDField)
            or not pk.has_default()
        ):
            faults.append(
                Error(
                    f"{self.model.__name__}.{self.name} cannot be bound to its row.",
                    hint="Let the model be a SealedRow, and keep its UUID key, which is made before storing.",
                    obj=self,
                    id="gongkai.E004",
                )
            )
        return [*super().check(**kwargs), *faults]


class SealedRow(models.Model):
    """A row with sealed fields and its own key. Set fields with `conceal`, then save."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    row_key = SealedField(_("行密钥"))

    class Meta:
        abstract = True

    def conceal(self, **texts: str) -> None:
        """Seal these texts into the fields of these names; an empty one stays empty. Raises Erased, KeyLost."""
        for name in texts:
            self._sealed(name)
        secret = self._secret() if self.row_key else self._new_secret()
        for name, text in texts.items():
            value = text.encode("utf-8", "surrogatepass")
            setattr(self, name, cipher.seal(secret, ROW, value, self._place(name)) if text else "")

    def reveal(self, name: str) -> str:
        """What the field says; empty where nothing was sealed. Raises Erased, KeyLost, SealBroken."""
        self._sealed(name)
        if self.erased:
            raise Erased
        sealed = getattr(self, name)
        if not sealed:
            return ""
        place = self._place(name)
        if cipher.kid_of(sealed, place) != ROW:
            raise cipher.SealBroken(place)
        return cipher.unseal(self._secret(), sealed, place).decode("utf-8", "surrogatepass")

    def erase_key(self) -> None:
        """Destroy the row's key and what it sealed; then save. The action clears its blind indexes itself."""
        for field in self._meta.fields:
            if isinstance(field, SealedField):
                setattr(self, field.attname, "")
        self.row_key = ERASED

    @property
    def erased(self) -> bool:
        """Whether the row's key was destroyed."""
        return bool(self.row_key == ERASED)

    def key_place(self) -> str:
        """Where the row's key belongs."""
        return self._place("row_key")

    def _sealed(self, name: str) -> None:
        if name == "row_key" or not isinstance(self._meta.get_field(name), SealedField):
            raise ValueError(f"{self._meta.label}.{name} is not sealed.")

    def _place(self, name: str) -> str:
        return f"{self._meta.db_table}:{self.pk}:{name}"

    def _secret(self) -> bytes:
        if self.erased:
            raise Erased
        return bytes.fromhex(open_text(self.row_key, self.key_place()))

    def _new_secret(self) -> bytes:
        secret = secrets.token_bytes(16)
        self.row_key = seal_text(secret.hex(), self.key_place())
        return secret
