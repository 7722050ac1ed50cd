"""The tables follow the models: nothing forgotten, and every step runs on this database."""

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai.base import schema

pytestmark = [pytest.mark.web, pytest.mark.django_db]


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_database_is_wholly_migrated() -> None:
    """The test database was made by running every migration from nothing."""
    assert schema.pending() == []
    assert schema.unknown() == []


@pytest.mark.django_db(transaction=True)
def test_our_migrations_run_back_and_forth() -> None:
    call_command("migrate", "reports", "zero", verbosity=0)
    assert "reports_annualreport" not in connection.introspection.table_names()
    assert ("reports", "0001_initial") in schema.pending()
    call_command("migrate", verbosity=0)
    assert schema.pending() == []
