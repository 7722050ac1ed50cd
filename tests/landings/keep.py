"""Keeps this landing's database for the tests of those to come: `python tests/landings/keep.py NUMBER DAY`.

One thing of every kind, made through the real actions on an installation that is thrown away; written as rows beside
the last migration of each app. Run it once, when the landing is complete.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import django
from django.core import serializers
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder

HERE = Path(__file__).parent
LEFT_OUT = {"auth.permission", "contenttypes.contenttype"}  # made anew by every database itself


def rows():
    from django.apps import apps

    for model in apps.get_models():
        if model._meta.label_lower in LEFT_OUT or model._meta.proxy or not model._meta.managed:
            continue
        found = model._base_manager.order_by("pk")
        yield from serializers.serialize("python", found)


def migrations():
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(dict(sorted(MigrationRecorder(connection).applied_migrations())).items())


def main():
    number, day = int(sys.argv[1]), sys.argv[2]
    sys.path.insert(0, str(HERE.parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "gongkai.site.settings.dev",
            "GONGKAI_DATA": folder,
            "GONGKAI_DEMO": "0",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        from annual_reports import stored
        from foreign import things_of
        from officers import bureau

        organ = bureau("jia")
        stored(organ, 2020)
        things_of(organ)
        lines = [json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder) for row in rows()]
        head = {"landing": number, "day": day, "migrations": migrations()}
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [\n' + ",\n".join(lines) + "\n]}\n"
    (HERE / f"landing-{number}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
