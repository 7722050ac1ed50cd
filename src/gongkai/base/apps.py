"""The floor of the Django apps."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "gongkai.base"
    label = "base"
    verbose_name = _("基础")

    def ready(self) -> None:
        """Forms speak our words. An app's jobs stand in its module `jobs`; a worker must know them all."""
        import_module("gongkai.base.sentences").say_ours()
        autodiscover_modules("jobs")
