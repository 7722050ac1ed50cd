"""A number as an officer types it into a cell of the form."""

import re
import unicodedata

from django.utils.translation import gettext as _

from gongkai.annual.form import Kind
from gongkai.base.refusal import Refused

DIGITS = 15  # before the point
_WHOLE = re.compile(rf"[+-]?\d{{1,{DIGITS}}}")
_AMOUNT = re.compile(rf"\d{{1,{DIGITS}}}(?:\.\d{{1,6}})?")
_LONG = re.compile(rf"[+-]?\d{{{DIGITS + 1}}}")


def typed(text: str, kind: Kind) -> str:
    """The number in one spelling, as `CellCorrection.value` keeps it. Raises Refused."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    if _LONG.match(plain):
        raise Refused(
            _("“%(text)s”有%(digits)d位以上，不像是报告里的数，没有保存；请对照原件再填。")
            % {"text": text.strip(), "digits": DIGITS + 1}
        )
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
