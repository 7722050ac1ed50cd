"""Records."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "gongkai.records"
    label = "records"
    verbose_name = _("档案登记")

    def ready(self) -> None:
        # By name: models can be imported from now on only.
        import_string("gongkai.records.listening.connect")()
        autodiscover_modules("verifying")
