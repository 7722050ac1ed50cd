"""The floor of the Django apps."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "gongkai.base"
    label = "base"
    verbose_name = _("基础")

    def ready(self) -> None:
        """An app's jobs stand in its module `jobs`; a worker must know them all."""
        autodiscover_modules("jobs")
