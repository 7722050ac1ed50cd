"""What the log's codes mean, in the officers' words. Each page adds the words of what is done there."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

WORDS: dict[str, str | Promise] = {
    "accounts.signed_in": gettext_lazy("登录"),
    "accounts.signed_out": gettext_lazy("退出登录"),
    "accounts.sign_in_failed": gettext_lazy("登录失败"),
    "accounts.locked_out": gettext_lazy("多次登录失败，账号锁定"),
    "accounts.password_changed": gettext_lazy("更改密码"),
    "accounts.second_factor_changed": gettext_lazy("变更第二重验证"),
    "accounts.superuser": gettext_lazy("开设超级用户"),
}


def words_of(action: str) -> str | Promise:
    """The words for a code; the code itself where there are none."""
    return WORDS.get(action, action)
