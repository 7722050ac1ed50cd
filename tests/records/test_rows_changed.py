"""A row changed, added or taken away past the program is named by `rows.verify`: column by column."""

import datetime
import uuid
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import override_settings

from annual_reports import AT, report
from gongkai.accounts.models import User
from gongkai.annual.form import Address, Edition
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.organs import actions, mirror
from gongkai.organs.models import (
    Duty,
    Group,
    GroupMember,
    Membership,
    Organ,
    OrganPeriod,
    Post,
    Section,
    Substitution,
    Succession,
    Unit,
    UnitKind,
)
from gongkai.organs.roles import Role
from gongkai.records import rows, signoff
from gongkai.records.bound import log_began
from gongkai.records.models import Event, Route, SignOff, SignOffStep
from gongkai.reports.actions import freeze, publish, store
from gongkai.reports.models import (
    AnnualReport,
    Batch,
    CellCorrection,
    FileReading,
    FindingVerdict,
    Judgement,
    ReceivedFile,
    ReceivedReport,
    Says,
    Snapshot,
)
from gongkai.reports.receiving import queries
from gongkai.reports.receiving.actions import correct, judge, undo
from gongkai.reports.receiving.keeping import keep_received
from handed_in import doubtful, handed_in
from officers import LONG_AGO, TEST, a_section, administrators, bureau, officer, person

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 6, 3)
MOMENT = datetime.datetime(2020, 6, 3, 4, tzinfo=datetime.UTC)

CHANGES = {
    Organ: {"until": DAY, "is_demo": True, "name": "乙局", "phone": "1", "channels": [], "court": "某法院"},
    OrganPeriod: {"since": DAY, "name": "乙局", "phone": "1", "channels": [], "kind": "city-government"},
    Section: {"name": "别科", "since": DAY, "until": today(), "withdrawn_on": DAY},
    Unit: {"name": "别校", "kind": "senior", "is_private": True, "address": "某路", "until": today()},
    GroupMember: {"name": "某人", "duty": "deputy", "position": "副局长", "since": DAY, "until": today()},
    Succession: {"on": DAY},
    Post: {"since": DAY, "until": today(), "withdrawn_on": DAY, "role": "legal", "section_id": None},
    Substitution: {"since": DAY, "until": DAY + datetime.timedelta(days=9999), "reason": "other", "withdrawn_on": DAY},
    User: {"is_superuser": True, "is_staff": True, "is_active": False, "username": "other", "name": "某人"},
    Route: {"roles": ["leader"], "kind": "another"},
    SignOff: {
        "kind": "another", "subject_type": "records.route", "subject_id": "999", "title": "别的", "state": "returned",
        "drafted_by": None, "section": None, "ended_at": MOMENT,
    },
    SignOffStep: {"role": "legal", "position": 7, "opinion": "不同意", "decided_at": MOMENT, "state": "returned"},
    AnnualReport: {
        "year": 2022, "edition": "2021", "cells": {}, "units": {}, "chapters": [], "unread": [], "trace": [],
        "source": "x", "figures_from": "x", "published_at": None, "is_demo": True,
    },
    Snapshot: {
        "year": 2022, "edition": "2019", "cells": {}, "units": {"table4": {}}, "behind": {}, "taken_at": MOMENT,
        "by": None, "log_seq": 1, "log_mac": "x", "is_demo": True,
    },
    Batch: {"by": None, "is_demo": True},
    ReceivedFile: {"position": 7, "name": "x", "says": "x", "wanted": 7, "is_demo": True},
    FileReading: {
        "number": 7, "answer": "cannot-open", "says": "x", "kind": "x", "seconds": 9.5, "printed_organ": "x",
        "year": 2020, "edition": "", "doubts": 7, "cells": {}, "units": {"table4": {}}, "chapters": [], "unread": [{}],
        "trace": [], "document": [], "is_demo": True,
    },
    CellCorrection: {
        "number": 7, "edition": "2019", "table": "table2", "row": "x", "column": "x", "says": "blank", "value": "77",
        "printed": "x", "reason": "x", "undoes": None, "by": None, "is_demo": True,
    },
    FindingVerdict: {
        "number": 7, "key": "x", "code": "x", "finding": "x", "judgement": "unknown", "note": "x", "by": None,
        "is_demo": True,
    },
    ReceivedReport: {
        "about": "x", "year": 2020, "edition": "2019", "cells": {}, "units": {"table4": {}}, "chapters": [],
        "unread": [{}], "trace": [], "corrections": [], "by": None, "supersedes": None, "superseded_at": MOMENT,
        "is_demo": True,
    },
}  # fmt: skip
EACH = [(model, column, value) for model, columns in CHANGES.items() for column, value in columns.items()]


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker, tmp_path_factory):
    """An organ of which every kind of row was written, by every kind of action."""
    folder = tmp_path_factory.mktemp("everything")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA=folder, KEYS=folder / "keys"),
        transaction.atomic(),
    ):
        organ, ended = bureau("jia"), bureau("yi")
        system, security, _ = administrators(organ)
        actions.reorganise(ended, successors=[organ], on=today(), by=TEST)
        section = a_section(organ)
        actions.add_unit(organ, name="一中", kind=UnitKind.JUNIOR, by=system)
        actions.add_member(organ, group=Group.LEADING, name="组长", duty=Duty.HEAD, since=LONG_AGO, by=system)
        kept, _ = actions.open_account(organ, username="kept", name="经办", by=system)
        post = actions.appoint(kept, organ, Role.CLERK, section=section, by=security)
        closed, _ = actions.open_account(organ, username="closed", name="离任", by=system)
        actions.close_account(closed, organ=organ, by=system)
        moved = actions.hand_over(
            actions.appoint(kept, organ, Role.OFFICE, by=security), person(), on=today(), by=security
        )
        actions.end_post(moved, until=today(), by=security)
        actions.stand_in(post, person(), since=today(), until=today(), by=security)
        actions.amend(organ, since=today(), phone="0571-1234", by=system)
        signoff.set_route(
            organ, "test.paper", [Role.SECTION_HEAD, Role.LEADER], by=officer(organ, Role.OFFICE_HEAD)
        )
        chain = signoff.start(
            organ, kind="test.paper", organ=organ, by=kept, title="文件", default=(), section=section
        )
        signoff.agree(chain, by=officer(organ, Role.SECTION_HEAD, section=section), opinion="同意")
        signoff.agree(chain, by=officer(organ, Role.LEADER))
        publish(store(report(), organ=organ, by=TEST, source="某文件"), by=TEST, at=AT)
        freeze(organ, 2021, Edition.E2021, by=officer(organ, Role.OFFICE))
        _received(organ, officer(organ, Role.OFFICE))
        yield organ, folder
        transaction.set_rollback(True)


def _received(organ, by):
    """A file handed in, read, corrected, judged and kept twice."""
    with scope.organ(organ):
        (row,) = handed_in(organ, by, **{"报告.html": doubtful()}).files.select_related("organ")
        cell = Address("table3", "new", "natural")
        undo(correct(row, cell, Says.BLANK, by=by, reason="看错"), by=by, reason="又看错")
        correct(row, cell, Says.VALUE, by=by, reason="原件", value="31")
        view = queries.view(row, queries.last_reading(row))
        judge(row, view.findings[0].key, Judgement.HOLDS, by=by, note="是")
        for replaces in (False, True):
            keep_received(row, about="甲局", year=2024, by=by, seen=view.mark, replaces=replaces)


@pytest.fixture(autouse=True)
def own_keys(everything, settings):
    """The keys by which everything was bound."""
    settings.DATA = everything[1]
    settings.KEYS = everything[1] / "keys"


@pytest.fixture(autouse=True)
def inside(everything, db):
    with scope.everywhere("test"):
        yield


def found():
    return [str(each) for each in rows.verify() if not isinstance(each, rows.Remark)]


def table(model):
    """The rows as who writes SQL reaches them."""
    return QuerySet(model).order_by("pk")


def unlike(row):
    """What makes another row of one: the table does not take the same one twice."""
    match row:
        case Organ():
            return {"name": "丙局", "slug": "bing"}
        case OrganPeriod():
            return {"since": DAY}
        case Post():
            return {"until": today()}
        case Succession():
            return {"organ_id": row.successor_id, "successor_id": row.organ_id}
        case Membership():
            return {"user": person()}
        case Section() | Unit():
            return {"name": "别的"}
        case Route():
            return {"kind": "another"}
        case SignOffStep():
            return {"position": 7, "state": "closed", "decided_by": None, "decided_at": None}
        case AnnualReport():
            return {"year": 2022}
        case ReceivedReport():
            return {"year": 2022, "supersedes": None}
        case ReceivedFile():
            return {"position": 7}
        case FileReading() | FindingVerdict():
            return {"number": 7}
        case CellCorrection():
            return {"number": 7, "undoes": None}
    return {}


@contextmanager
def undone():
    """Within, keys may lead nowhere."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_what_the_program_wrote_is_clean():
    assert list(rows.verify()) == []


def test_nothing_here_is_forgotten():
    assert {model for model in CHANGES if not table(model).exists()} == set()


@pytest.mark.parametrize(
    ("model", "column", "value"), EACH, ids=[f"{model.__name__}.{column}" for model, column, _ in EACH]
)
def test_a_changed_column_is_named(model, column, value):
    known = table(model).filter(username="kept") if model is User else table(model)
    row = next(row for row in known if getattr(row, column) != value)
    table(model).filter(pk=row.pk).update(**{column: value})
    said = found()
    assert said
    assert all(str(row.pk) in each and "被改过" in each for each in said)


@pytest.mark.parametrize("model", [*CHANGES, Membership])
def test_a_row_taken_away_is_named(model):
    row = table(model).filter(username="kept").last() if model is User else table(model).last()
    with undone():
        table(model).filter(pk=row.pk)._raw_delete(connection.alias)
        assert any(f"{row.pk}，库里却没有" in said for said in found())


@pytest.mark.parametrize("model", [model for model in (*CHANGES, Membership) if model is not User])
def test_a_row_added_is_named(model):
    row = table(model).last()
    row.pk = uuid.uuid4() if isinstance(row.pk, uuid.UUID) else None
    for column, value in unlike(row).items():
        setattr(row, column, value)
    with undone():
        QuerySet(model).bulk_create([row])
        assert f"{model._meta.verbose_name} {row.pk} 在库里，日志里却没有登记它" in found()


def test_an_account_made_a_superuser_past_the_program_is_named():
    with undone():
        made = User(username="sneaked", name="某人", is_superuser=True)
        User.objects.bulk_create([made])
        assert found() == [f"账号 {made.pk} 在库里，日志里却没有登记它"]


def test_createsuperuser_is_told_to_the_log():
    call_command("createsuperuser", interactive=False, username="root", email="", verbosity=0)
    root = User.objects.get(username="root")
    assert Event.objects.get(action="accounts.superuser").subject_id == str(root.pk)
    assert found() == []
    table(User).filter(pk=root.pk).update(is_superuser=False)
    assert [str(root.pk) in said for said in found()] == [True]


def test_a_closed_account_opened_past_the_program_is_named():
    closed = User.objects.get(username="closed")
    table(User).filter(pk=closed.pk).update(is_active=True)
    (said,) = found()
    assert str(closed.pk) in said


def test_a_change_is_named_still_where_the_program_wrote_on_top_of_it(everything):
    """An account made a superuser does not become one by being given another post."""
    kept = User.objects.get(username="kept")
    table(User).filter(pk=kept.pk).update(is_superuser=True)
    actions.appoint(kept, everything[0], Role.LEGAL, by=TEST)
    assert any(str(kept.pk) in said for said in found())


def test_what_was_there_before_the_log_is_told_as_what_the_log_cannot_prove():
    long_ago = log_began() - datetime.timedelta(days=1)
    with undone():
        old = QuerySet(Organ).create(
            name="丙局", short_name="丙局", slug="bing", place="丙县", kind="city-department"
        )
        QuerySet(OrganPeriod).bulk_create(
            [OrganPeriod(organ=old, **{name: getattr(old, name) for name in mirror.FIELDS})]
        )
        assert len(found()) == 2
        table(Organ).filter(pk=old.pk).update(created_at=long_ago)
        assert found() == []
        assert len([each for each in rows.verify() if isinstance(each, rows.Remark)]) == 2


def test_a_record_not_yet_shown_is_a_remark():
    organ = Organ.objects.get(slug="jia")
    table(Organ).filter(pk=organ.pk).update(phone="")
    (said,) = rows.verify()
    assert isinstance(said, rows.Remark)
    assert "每日任务" in said


def test_it_reads_each_table_once(django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        list(rows.verify())
