"""The floor of the Django apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "gongkai.base"
    label = "base"
    verbose_name = _("基础")
