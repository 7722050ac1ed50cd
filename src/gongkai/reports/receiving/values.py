"""A number as an officer types it into a cell of the form."""

import re
import unicodedata

from django.utils.translation import gettext as _

from gongkai.annual.form import Kind
from gongkai.base.refusal import Refused

_WHOLE = re.compile(r"[+-]?\d{1,15}")
_AMOUNT = re.compile(r"\d{1,15}(?:\.\d{1,6})?")


def typed(text: str, kind: Kind) -> str:
    """The number in one spelling, as `CellCorrection.value` keeps it. Raises Refused."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    if kind is Kind.AMOUNT:
        if not _AMOUNT.fullmatch(plain):
            raise Refused(
                _("“%(text)s”不是金额；请只填数字，可以有小数，单位不要写在这里。") % {"text": text.strip()}
            )
        return plain
    if not _WHOLE.fullmatch(plain):
        raise Refused(_("“%(text)s”不是整数；请按原件填写数字，不要写单位和逗号。") % {"text": text.strip()})
    if kind is not Kind.CHANGE and plain.startswith("-"):
        raise Refused(
            _("“%(text)s”是负数；只有“本年增/减”可以是负数，这一格不可以，请对照原件。")
            % {"text": text.strip()}
        )
    return str(int(plain))
