"""Brings a landing's rows to today's tables and looks for every one: `python tests/landings/upgrade.py FILE`.

A process of its own, because migrations of libraries write to the database named "default".
"""

import json
import sys
from pathlib import Path

import django
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


def stored(model, row):
    """The row's values by column, as the model's fields read them."""
    fields = {field.name: field for field in model._meta.fields}
    values = {
        fields[name].attname: fields[name].to_python(value)
        for name, value in row["fields"].items()
        if name in fields
    }
    return values | {model._meta.pk.attname: model._meta.pk.to_python(row["pk"])}


def fill(landing):
    executor = MigrationExecutor(connection)
    then = [tuple(step) for step in landing["migrations"]]
    executor.migrate(then)
    models = executor.loader.project_state(then).apps
    with transaction.atomic():  # a row may name one that comes later
        for row in landing["rows"]:
            model = models.get_model(row["model"])
            for field in model._meta.fields:
                field.auto_now = field.auto_now_add = False  # as it was written then
            model._base_manager.bulk_create([model(**stored(model, row))])


def upgrade():
    """Today's tables, and the models that read them."""
    executor = MigrationExecutor(connection)
    now = executor.loader.graph.leaf_nodes()
    executor.migrate(now)
    return executor.loader.project_state(now).apps


def main():
    landing = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    fill(landing)
    models = upgrade()
    lost = 0
    for row in landing["rows"]:
        model = models.get_model(row["model"])
        found = model._base_manager.filter(pk=row["pk"]).first()
        expected = stored(model, row)
        if found is None or any(getattr(found, name) != value for name, value in expected.items()):
            lost += 1
            print(f"{row['model']} {row['pk']} is gone or changed", file=sys.stderr)
    print(f"{len(landing['rows'])} rows, {lost} lost")
    return lost


if __name__ == "__main__":
    django.setup()
    sys.exit(main() != 0)
