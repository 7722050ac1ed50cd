"""Rows as text: what SQLite stores is written so that PostgreSQL reads it, and read back as it was."""

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from gongkai.records.backup import copy_text
from gongkai.records.backup.tables import LEFT_OUT, Kind, kind_of

VALUES = {
    Kind.PLAIN: st.integers().map(str),
    Kind.TEXT: st.text(st.characters(exclude_categories=["Cs"])),
    Kind.BOOL: st.integers(0, 1),
    Kind.UUID: st.uuids().map(lambda key: key.hex),
    Kind.MOMENT: st.datetimes().map(str),
    Kind.TIME: st.times().map(str),
    Kind.BINARY: st.binary(),
}
KINDS = list(VALUES)
ROWS = st.lists(st.tuples(*(st.none() | VALUES[kind] for kind in KINDS)), min_size=1)


@given(ROWS)
def test_rows_come_back_as_they_were(rows: list[tuple]) -> None:
    content = copy_text.written(rows, KINDS)
    assert content.count(b"\n") == len(rows)
    assert list(copy_text.read(content, KINDS)) == rows


def test_postgres_writes_otherwise_and_means_the_same() -> None:
    line = b"1\tt\t8a2b1c00-0000-4000-8000-000000000001\t2026-11-20 13:03:47.12+00\t08:30:00.5\t\\\\x00ff\n"
    kinds = [Kind.PLAIN, Kind.BOOL, Kind.UUID, Kind.MOMENT, Kind.TIME, Kind.BINARY]
    assert list(copy_text.read(line, kinds)) == [
        (
            "1",
            1,
            "8a2b1c00000040008000000000000001",
            "2026-11-20 13:03:47.120000",
            "08:30:00.500000",
            b"\0\xff",
        )
    ]


@pytest.mark.parametrize("content", [b"a\n", b"a\tb\tc\n", b"a\tb\nc\n"])
def test_a_line_with_columns_too_many_or_too_few_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="columns"):
        list(copy_text.read(content, [Kind.TEXT, Kind.TEXT]))


def test_every_kind_of_field_in_use_is_known() -> None:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in LEFT_OUT:
            for field in model._meta.local_concrete_fields:
                assert isinstance(kind_of(field), Kind), field
