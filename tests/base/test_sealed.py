"""Sealed fields: only the right key, row and field open a value; what is found is what is equal."""

import json
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, models
from django.forms import modelform_factory
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongkai.base import keyring, sealed
from gongkai.base.keyring import KeyLost
from gongkai.base.sealed import Erased, Held, SealBroken, SealedField, SealedRow, cipher, rotation

with isolate_apps("gongkai.base"):

    class Letter(SealedRow):
        """A table for these tests alone."""

        applicant = SealedField()
        contact = SealedField()
        index = models.CharField(max_length=64, blank=True)

        class Meta:
            app_label = "base"


TEXT = st.text(st.characters())
NAME = "张三丰"
quick = hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def ring(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.KEYS = tmp_path / "keys"
    monkeypatch.setattr(keyring, "_namers", [])
    return tmp_path / "keys" / "ring"


@quick
@given(TEXT, TEXT)
def test_what_was_sealed_is_revealed(applicant: str, contact: str) -> None:
    row = Letter()
    row.conceal(applicant=applicant, contact=contact)
    assert (row.reveal("applicant"), row.reveal("contact")) == (applicant, contact)
    assert sealed.open_text(sealed.seal_text(contact, "place"), "place") == contact


def test_nothing_stays_nothing_and_equal_texts_look_different() -> None:
    row = Letter()
    row.conceal(applicant="", contact="")
    assert (row.applicant, row.reveal("applicant"), Letter().reveal("contact")) == ("", "", "")
    row.conceal(applicant=NAME, contact=NAME)
    assert row.applicant != row.contact
    assert row.applicant.startswith("v1|row|")
    assert row.row_key.startswith(f"v1|{keyring.current('fields').kid}|")


@quick
@given(st.data())
def test_any_changed_character_is_refused(data: st.DataObject) -> None:
    row = Letter()
    row.conceal(applicant=NAME)
    name = data.draw(st.sampled_from(["applicant", "row_key"]))
    whole = getattr(row, name)
    at = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.characters(min_codepoint=0x21, max_codepoint=0x7E))
    assume(put != whole[at])
    setattr(row, name, whole[:at] + put + whole[at + 1 :])
    with pytest.raises((SealBroken, KeyLost)) as caught:  # KeyLost: the changed letter named another key
        row.reveal("applicant")
    assert NAME not in str(caught.value)


def test_a_value_moved_to_another_row_or_field_does_not_open() -> None:
    one, other = Letter(), Letter()
    one.conceal(applicant=NAME)
    one.contact = one.applicant
    other.row_key, other.applicant = one.row_key, one.applicant
    for moved, name in ((one, "contact"), (other, "applicant")):
        with pytest.raises(SealBroken, match="从别处移来") as caught:
            moved.reveal(name)
        assert NAME not in str(caught.value)
    with pytest.raises(SealBroken):
        sealed.open_text(sealed.seal_text(NAME, "mfa:1:secret"), "mfa:2:secret")


def test_a_destroyed_key_is_gone_for_good() -> None:
    row = Letter()
    row.conceal(applicant=NAME)
    row.erase_key()
    assert row.erased
    for attempt in (lambda: row.reveal("applicant"), lambda: row.conceal(applicant=NAME)):
        with pytest.raises(Erased, match="销毁"):
            attempt()
    assert NAME not in json.dumps(vars(row), default=str)


def test_a_lost_key_is_named(ring: Path) -> None:
    row = Letter()
    row.conceal(applicant=NAME)
    kid = keyring.current("fields").kid
    shutil.rmtree(ring)
    keyring._read.clear()
    with pytest.raises(KeyLost, match=f"fields-{kid}"):
        row.reveal("applicant")


def test_a_sealed_field_shows_itself_nowhere() -> None:
    row = Letter()
    row.conceal(applicant=NAME)
    assert row.applicant not in repr(row)
    assert "applicant" not in serializers.serialize("json", [row])
    assert list(modelform_factory(Letter, fields="__all__").base_fields) == ["index"]


def test_plain_text_cannot_be_stored_or_looked_for() -> None:
    for attempt in (
        lambda: Letter._meta.get_field("applicant").get_prep_value(NAME),
        lambda: str(Letter._base_manager.filter(applicant=NAME).query),
        lambda: Letter().conceal(index=NAME),
        lambda: Letter().conceal(row_key=NAME),
        lambda: Letter().reveal("index"),
    ):
        with pytest.raises(ValueError, match="sealed") as caught:
            attempt()
        assert NAME not in str(caught.value)


def test_nothing_is_searched_in_a_sealed_text() -> None:
    with pytest.raises(FieldError) as caught:
        Letter._base_manager.filter(applicant__contains=NAME)
    assert NAME not in str(caught.value)


@isolate_apps("gongkai.base")
def test_a_sealed_field_on_a_row_without_such_a_key_is_named() -> None:
    class Loose(models.Model):
        name = SealedField()

        class Meta:
            app_label = "base"

    class Numbered(SealedRow):
        id = models.BigAutoField(primary_key=True)

        class Meta:
            app_label = "base"

    for model in (Loose, Numbered):
        assert {error.id for error in model.check()} == {"gongkai.E004"}
    assert Letter.check() == []


@quick
@given(TEXT, TEXT)
def test_found_is_what_is_equal_when_normalised(one: str, other: str) -> None:
    assert (sealed.blind(one) == sealed.blind(other)) == (sealed.normalised(one) == sealed.normalised(other))
    assert sealed.normalised(sealed.normalised(one)) == sealed.normalised(one)


def test_ways_of_writing_one_name_are_found_together() -> None:
    assert sealed.blind("  ＡＢＣ 张　三\t") == sealed.blind("abc张三")
    assert sealed.blind("张三") != sealed.blind("张山")
    assert len(sealed.blind("张三")) == 64
    assert sealed.blind(" \u3000") == ""


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (sealed.masked_name, "张三", "张**"),
        (sealed.masked_name, " 欧阳修远 ", "欧**"),
        (sealed.masked_name, "", ""),
        (sealed.masked_number, "110105194912311234", "110105********1234"),
        (sealed.masked_number, "11010519491231002x", "110105********002x"),
        (sealed.masked_number, "110105491231002", "110105******002"),
        (sealed.masked_number, "E12345678", "E1********78"),
        (sealed.masked_number, "1234567", "****"),
        (sealed.masked_number, "", ""),
        (sealed.masked_phone, "13812345678", "138****5678"),
        (sealed.masked_phone, "+86 138-1234-5678", "138****5678"),
        (sealed.masked_phone, "0571-88886666", "****66"),
        (sealed.masked_phone, "a@b.cn", "****"),
        (sealed.masked_phone, "", ""),
    ],
)
def test_a_mask_keeps_what_tells_two_apart_and_no_more(mask, text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.fixture
def table(transactional_db, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rotation, "sealed_models", lambda: [Letter])
    monkeypatch.setattr(rotation, "_holders", [])
    with connection.schema_editor() as editor:
        editor.create_model(Letter)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Letter)


def letter(text: str = NAME) -> Letter:
    row = Letter()
    row.conceal(applicant=text)
    row.save()
    return row


@pytest.mark.usefixtures("table")
def test_rotation_goes_bit_by_bit_and_ends() -> None:
    rows = [letter(f"{NAME}{number}") for number in range(5)]
    gone = letter()
    gone.erase_key()
    gone.save()
    texts = {"a": sealed.seal_text("one", "a"), "b": sealed.seal_text("two", "b")}
    sealed.resealed_by(
        lambda: [
            Held(text, name, lambda new, name=name: texts.update({name: new})) for name, text in texts.items()
        ]
    )
    old = keyring.current("fields").kid
    assert set(rotation._named()) == {("fields", old)}
    assert rotation.reseal().done == 0
    new = keyring.rotate("fields").kid
    assert rotation.remaining() == 7
    assert rotation.reseal(limit=3) == sealed.Progress(done=3, remain=4, failed=0)
    assert set(rotation._named()) == {("fields", old), ("fields", new)}
    assert rotation.reseal() == sealed.Progress(done=4, remain=0, failed=0)
    assert set(rotation._named()) == {("fields", new)}
    assert [Letter.objects.get(pk=row.pk).reveal("applicant") for row in rows] == [
        f"{NAME}{number}" for number in range(5)
    ]
    assert {name: sealed.open_text(text, name) for name, text in texts.items()} == {"a": "one", "b": "two"}
    assert Letter.objects.get(pk=gone.pk).erased


@pytest.mark.usefixtures("table")
def test_rotation_passes_over_what_it_cannot_open(ring: Path) -> None:
    letter()
    old = keyring.current("fields").kid
    keyring.rotate("fields")
    (ring / f"fields-{old}.key").unlink()
    keyring._read.clear()
    assert rotation.reseal() == sealed.Progress(done=0, remain=1, failed=1)


@pytest.mark.usefixtures("table")
def test_a_key_destroyed_during_rotation_does_not_come_back() -> None:
    row = letter()
    held = rotation._of_row(Letter.objects.get(pk=row.pk))
    row.erase_key()
    row.save()
    held.replace(held.sealed)
    assert Letter.objects.get(pk=row.pk).row_key == "erased"


def test_a_key_is_a_uuid_made_before_storing() -> None:
    assert isinstance(Letter().pk, uuid.UUID)
    assert cipher.VERSION == "v1"
