"""Registers."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    name = "gongkai.registers"
    label = "registers"
    verbose_name = _("台账")

    def ready(self) -> None:
        # By name: models can be imported from now on only. Whoever signs a figure must find what follows.
        import_string("gongkai.registers.actions.counts.PAPER")
