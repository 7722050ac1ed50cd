"""Where a page stands: the steps shown as 当前位置, after 首页."""

from typing import NamedTuple

from django.utils.functional import Promise


class Step(NamedTuple):
    """One step; the last one, the page itself, leads nowhere."""

    words: str | Promise
    href: str = ""
