"""A database of each landing so far, brought to today's tables: every row is found again, word for word.

A landing's file holds the last migration of each app and the rows, as that landing's own program wrote them.
"""

import json
from pathlib import Path

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.web
FILES = sorted(Path(__file__).parent.glob("landing-*.json"))
ALIAS = "landing"


@pytest.fixture
def fresh(django_db_setup, django_db_blocker, tmp_path):
    """An empty database of the kind that the tests run on."""
    with django_db_blocker.unblock():
        default = connections["default"]
        described = default.settings_dict | {"CONN_MAX_AGE": 0}
        if default.vendor == "sqlite":
            described["NAME"] = str(tmp_path / "landing.sqlite3")
        else:
            described["NAME"] = "gongkai_landing"
            with default._nodb_cursor() as cursor:
                cursor.execute("DROP DATABASE IF EXISTS gongkai_landing")
                cursor.execute("CREATE DATABASE gongkai_landing")
        connections.settings[ALIAS] = described
        try:
            yield connections[ALIAS]
        finally:
            connections[ALIAS].close()
            del connections[ALIAS], connections.settings[ALIAS]
            if default.vendor != "sqlite":
                with default._nodb_cursor() as cursor:
                    cursor.execute("DROP DATABASE gongkai_landing")


def stored(model, row):
    """The row's values by column, as the model's fields read them."""
    fields = {field.name: field for field in model._meta.fields}
    values = {fields[name].attname: fields[name].to_python(value) for name, value in row["fields"].items() if name in fields}
    return values | {model._meta.pk.attname: model._meta.pk.to_python(row["pk"])}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_of_a_landing_is_found_after_the_upgrade(fresh, file):
    landing = json.loads(file.read_text(encoding="utf-8"))
    executor = MigrationExecutor(fresh)
    then = [tuple(step) for step in landing["migrations"]]
    executor.migrate(then)
    models = executor.loader.project_state(then).apps
    for row in landing["rows"]:
        model = models.get_model(row["model"])
        for field in model._meta.fields:
            field.auto_now = field.auto_now_add = False  # as it was written then
        model._base_manager.using(ALIAS).bulk_create([model(**stored(model, row))])

    executor = MigrationExecutor(fresh)
    now = executor.loader.graph.leaf_nodes()
    executor.migrate(now)
    models = executor.loader.project_state(now).apps

    for row in landing["rows"]:
        model = models.get_model(row["model"])
        found = model._base_manager.using(ALIAS).get(pk=row["pk"])
        expected = stored(model, row)
        assert {name: getattr(found, name) for name in expected} == expected


def test_there_is_a_file_for_each_landing():
    assert [file.stem for file in FILES] == [f"landing-{number}" for number in range(1, len(FILES) + 1)]
    assert FILES
