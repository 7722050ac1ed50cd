"""Every organ already entered gets its first record: as it stands, from the beginning on."""

from typing import Any

from django.db import migrations

KEPT = (
    "name", "short_name", "slug", "place", "kind", "parent_id", "address", "postcode", "phone", "fax", "website",
    "contact_year", "channels",
)


def open_first_periods(apps: Any, schema_editor: Any) -> None:
    organs = apps.get_model("organs", "Organ")
    periods = apps.get_model("organs", "OrganPeriod")
    periods._base_manager.bulk_create(
        periods(organ_id=organ.pk, since=None, **{field: getattr(organ, field) for field in KEPT})
        for organ in organs._base_manager.filter(periods=None).order_by("pk")
    )


class Migration(migrations.Migration):

    dependencies = [
        ("organs", "0002_records_and_posts"),
    ]

    operations = [
        migrations.RunPython(open_first_periods, migrations.RunPython.noop, elidable=False),
    ]
