"""Accounts."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "gongkai.accounts"
    label = "accounts"
    verbose_name = _("账号")

    def ready(self) -> None:
        import_module("gongkai.accounts.receivers")
