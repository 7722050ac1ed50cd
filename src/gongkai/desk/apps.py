"""The officers' desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gongkai.desk"
