"""The public site as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gongkai.portal"
