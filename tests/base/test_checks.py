"""`manage.py check` finds a model that breaks a convention."""

from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from gongkai.base.models import OrganRow


def test_the_project_keeps_its_conventions() -> None:
    assert [found for found in run_checks() if not found.is_silenced()] == []


@isolate_apps("gongkai.base")
def test_a_row_without_organ_public_part_or_scope_is_named() -> None:
    class Loose(OrganRow):
        objects = models.Manager()

        class Meta:
            app_label = "base"

    found = Loose.check()
    assert [error.id for error in found] == ["gongkai.E001", "gongkai.E002", "gongkai.E003"]
    assert all(error.hint for error in found)
