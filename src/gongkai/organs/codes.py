"""The codes of an organ and what makes them well formed."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# GB 32100-2015: 17 signs without I, O, S, V, Z, and a check sign; weights are powers of 3 modulo 31.
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(code: str) -> None:
    """统一社会信用代码 (GB 32100-2015). Raises ValidationError."""
    if len(code) != 18 or any(sign not in _SIGNS for sign in code):
        raise ValidationError(_("统一社会信用代码是18位数字和大写字母（不用I、O、S、V、Z）。"))
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    if _SIGNS[(31 - total) % 31] != code[17]:
        raise ValidationError(_("统一社会信用代码的校验位不对，请对照证书重新录入。"))


division_code = RegexValidator(
    r"^\d{6}(\d{3}){0,2}$", gettext_lazy("行政区划代码是6位、9位或者12位数字（GB/T 2260、统计用区划代码）。")
)
site_code = RegexValidator(
    r"^[0-9A-Za-z]{10}$", gettext_lazy("网站标识码是10位数字和字母，见网站底部的标识。")
)
