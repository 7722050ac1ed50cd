"""A snapshot stays as it was; what the records give otherwise later is listed with what was done."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.annual.form import Address, Edition
from gongkai.base import scope
from gongkai.cases.actions import open_request, take_step
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import log
from gongkai.registers.actions import amend, enter, enter_many, void
from gongkai.reports import queries
from gongkai.reports.actions import freeze
from gongkai.reports.models import Snapshot, SnapshotFixed
from officers import TEST, bureau, officer

pytestmark = pytest.mark.django_db
NEW = Address("table3", "new", "natural")
DECISIONS = Address("table2", "penalties", "decisions")


def asked(organ: Organ):
    return open_request(
        organ=organ,
        by=TEST,
        channel=Channel.IN_PERSON,
        arrived=date(2022, 3, 3),
        applicant_kind=Applicant.NATURAL,
    )


def punished(organ: Organ, number: str):
    return enter("penalties", organ=organ, by=TEST, number=number, matter="某行为", on=date(2022, 6, 1))


def changed(snapshot: Snapshot) -> dict[Address, queries.Changed]:
    return {each.address: each for each in queries.changes(snapshot)}


def test_a_snapshot_keeps_cells_position_and_who_took_it(organ: Organ) -> None:
    asked(organ)
    office = officer(organ, Role.OFFICE)
    head = log.head(organ)
    row = freeze(organ, 2022, Edition.E2021, by=office)
    assert row.facts().cells[NEW] == 1
    assert row.facts().cells[DECISIONS] is None
    assert (row.log_seq, row.log_mac, row.by) == (head.seq, head.mac, office)
    assert queries.changes(row) == []
    again = freeze(organ, 2022, Edition.E2021, by=office)
    assert again.log_seq == head.seq + 1  # the first freeze is itself in the log
    with scope.organ(organ):
        assert list(queries.snapshots(organ, 2022)) == [again, row]


def test_a_snapshot_is_never_changed_nor_removed(organ: Organ) -> None:
    row = freeze(organ, 2022, Edition.E2021, by=TEST)
    with scope.organ(organ):
        row.cells["table3"]["new/natural"] = 7
        with pytest.raises(SnapshotFixed):
            row.save()
        with pytest.raises(SnapshotFixed):
            row.delete()
        with pytest.raises(SnapshotFixed):
            Snapshot.objects.update(year=2021)
        with pytest.raises(SnapshotFixed):
            Snapshot.objects.all().delete()
        row.refresh_from_db()
    assert row.facts().cells[NEW] == 0


def test_what_came_is_listed_with_the_event_that_brought_it(organ: Organ) -> None:
    asked(organ)
    row = freeze(organ, 2022, Edition.E2021, by=TEST)
    late = asked(organ)
    found = changed(row)
    assert set(found) == {
        Address("table3", line, column) for line in ("new", "carried_out") for column in ("natural", "total")
    }
    new = found[NEW]
    assert (new.change.before, new.change.after, new.came, new.left) == (1, 2, 1, 0)
    assert [(touch.event.action, touch.subject) for touch in new.touched] == [("cases.register", late)]


def test_what_left_is_listed_too(organ: Organ) -> None:
    request = asked(organ)
    row = freeze(organ, 2022, Edition.E2021, by=TEST)
    take_step(request, "set_apart_correction", by=TEST, on=date(2022, 3, 4))
    new = changed(row)[NEW]
    assert (new.change.before, new.change.after, new.came, new.left) == (1, 0, 0, 1)
    assert [touch.event.action for touch in new.touched] == ["cases.set_apart_correction"]


def test_a_line_voided_or_moved_to_another_year_is_listed(organ: Organ) -> None:
    first, second = punished(organ, "一"), punished(organ, "二")
    row = freeze(organ, 2022, Edition.E2021, by=TEST)
    void(first, by=TEST, reason="登记错了")
    amend(second, by=TEST, reason="日期错了", number="二", matter="某行为", on=date(2021, 6, 1))
    found = changed(row)
    assert set(found) == {DECISIONS}
    assert (found[DECISIONS].change.before, found[DECISIONS].change.after) == (2, 0)
    assert found[DECISIONS].left == 2
    assert [touch.event.action for touch in found[DECISIONS].touched] == ["registers.void", "registers.amend"]


def test_lines_entered_in_bulk_show_their_batch(organ: Organ) -> None:
    row = freeze(organ, 2022, Edition.E2021, by=TEST)
    lines = [{"number": f"{n}", "matter": "某许可", "on": date(2022, 6, 1)} for n in range(3)]
    enter_many("licences", lines, organ=organ, by=TEST)
    enter_many("services", [{"matter": "某事", "on": date(2022, 6, 1)}], organ=organ, by=TEST)
    (found,) = queries.changes(row)
    assert (found.change.before, found.change.after, found.came) == (None, 3, 3)
    assert [(touch.event.action, touch.subject) for touch in found.touched] == [
        ("registers.enter_many", organ)
    ]


def test_a_change_that_moves_no_figure_is_no_difference(organ: Organ) -> None:
    line = punished(organ, "一")
    row = freeze(organ, 2022, Edition.E2021, by=TEST)
    amend(line, by=TEST, reason="错字", number="一", matter="某些行为", on=line.on)
    assert queries.changes(row) == []


@pytest.mark.parametrize("role", Role)
def test_the_office_and_its_head_freeze(organ: Organ, role: Role) -> None:
    user = officer(organ, role)
    if role in (Role.OFFICE, Role.OFFICE_HEAD):
        assert freeze(organ, 2022, Edition.E2021, by=user).by == user
        with scope.organ(organ):
            assert log.head(organ).seq > 0
    else:
        with pytest.raises(PermissionDenied, match="定格报表由jia县教育局的政府信息公开工作机构经办人"):
            freeze(organ, 2022, Edition.E2021, by=user)


def test_a_snapshot_is_its_organs_alone_and_never_public(organ: Organ) -> None:
    freeze(organ, 2022, Edition.E2021, by=TEST)
    with scope.public():
        assert not Snapshot.objects.exists()
    with scope.organ(bureau("yi")):
        assert not Snapshot.objects.exists()
