"""What every page says where files are handed in."""

from typing import NamedTuple

from django import template
from django.conf import settings

from gongkai.records.files.kinds import EXTENSIONS

register = template.Library()


class Terms(NamedTuple):
    """Which kinds are taken, how many MB at most, whether a scanner is set up."""

    kinds: str
    most: int
    scanned: bool


@register.simple_tag
def upload_terms() -> Terms:
    return Terms("、".join(EXTENSIONS), settings.UPLOAD_LIMIT // 2**20, bool(settings.CLAMD))
