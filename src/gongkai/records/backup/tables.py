"""Which tables and columns belong to a state of the migrations, and how each column is written.

The state is asked, not the models of today: a backup of an older version is restored into that version's tables,
and these are then migrated.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.migrations.loader import MigrationLoader

from gongkai.base.schema import Step

# What is of no use elsewhere: signs of life, and sessions that must not come back to life.
LEFT_OUT = frozenset({"base_heartbeat", "django_session"})


class Kind(Enum):
    """How a value of a column is written; databases differ in these."""

    PLAIN = "plain"  # numbers, days, addresses of machines: digits and signs
    TEXT = "text"
    BOOL = "bool"
    UUID = "uuid"
    MOMENT = "moment"
    TIME = "time"
    BINARY = "binary"


_KINDS = {
    **dict.fromkeys(
        ("CharField", "TextField", "SlugField", "FileField", "FilePathField", "JSONField"), Kind.TEXT
    ),
    **dict.fromkeys(
        (
            *(
                "AutoField",
                "BigAutoField",
                "SmallAutoField",
                "IntegerField",
                "BigIntegerField",
                "SmallIntegerField",
            ),
            *("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"),
            *("DecimalField", "FloatField", "DateField", "GenericIPAddressField"),
        ),
        Kind.PLAIN,
    ),
    "BooleanField": Kind.BOOL,
    "UUIDField": Kind.UUID,
    "DateTimeField": Kind.MOMENT,
    "TimeField": Kind.TIME,
    "BinaryField": Kind.BINARY,
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns in order."""

    name: str
    columns: tuple[tuple[str, Kind], ...]

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.columns]


def targets(loader: MigrationLoader, applied: set[Step]) -> list[Step]:
    """The last of these migrations in each app: migrating to them gives this state."""
    return sorted(
        step
        for step in applied
        if step in loader.graph.nodes
        and not any(child.key in applied and child.key[0] == step[0] for child in _children(loader, step))
    )


def _children(loader: MigrationLoader, step: Step) -> Any:
    return loader.graph.node_map[step].children


def of_state(loader: MigrationLoader, applied: set[Step]) -> list[Table]:
    """The tables of a state whose rows are kept, by name. Raises KeyError for a kind of field nobody has met."""
    state = loader.project_state(targets(loader, applied))
    found = {}
    for model in state.apps.get_models(include_auto_created=True):
        options = model._meta
        if options.managed and not options.proxy and options.db_table not in LEFT_OUT:
            columns = tuple((str(field.column), kind_of(field)) for field in options.local_concrete_fields)
            found[options.db_table] = Table(options.db_table, columns)
    return [found[name] for name in sorted(found)]


def kind_of(field: Any) -> Kind:
    """How the values of a field are written. Raises KeyError for a kind of field that nobody has met."""
    while field.is_relation:
        field = field.target_field
    return _KINDS[field.get_internal_type()]
