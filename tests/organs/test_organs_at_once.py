"""Two administrators at the same moment, each in a process of their own: rules over several rows still hold."""

import pytest

import real_database
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.organs import authority, queries
from gongkai.organs.actions import amend, appoint, end_post, hand_over
from gongkai.organs.models import Organ, Post
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from officers import TEST, administrators, bureau, officer, person, post_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shared(tmp_path, db):
    with real_database.in_a_file(tmp_path):
        yield


@pytest.fixture
def organ(shared):
    return bureau("jia")


def fresh(model, row):
    return model._base_manager.get(pk=row.pk)


def test_of_two_last_administrators_one_stays(organ, day):
    administrators(organ)
    second = officer(organ, Role.AUDIT_ADMIN)
    with scope.organ(organ):
        posts = list(Post.objects.filter(role=Role.AUDIT_ADMIN))
    said = real_database.at_once(
        *(lambda post=post: end_post(fresh(Post, post), until=day(), by=TEST) for post in posts)
    )
    assert sorted(each == "done" for each in said) == [False, True]
    assert "最后一名审计管理员" in "".join(said)
    assert second.pk in {post.user_id for post in posts}


def test_nobody_becomes_two_administrators_by_two_hands(organ, day):
    other, user = bureau("yi"), person()
    said = real_database.at_once(
        *(
            lambda at=at, role=role: appoint(fresh(User, user), fresh(Organ, at), role, by=TEST)
            for at, role in ((organ, Role.SYSTEM_ADMIN), (other, Role.AUDIT_ADMIN))
        )
    )
    assert said.count("done") == 1
    assert "三类管理员分设" in "".join(said)
    assert len(authority.holdings(user)) == 1


def test_a_post_is_handed_over_once(organ, day):
    post = post_of(officer(organ, Role.LEADER))
    people = person(), person()
    said = real_database.at_once(
        *(lambda to=to: hand_over(fresh(Post, post), fresh(User, to), on=day(1), by=TEST) for to in people)
    )
    assert sorted(each == "done" for each in said) == [False, True]
    holders = [to for to in people if authority.mandate(to, organ, Role.LEADER, on=day(1))]
    assert len(holders) == 1
    with scope.organ(organ):
        assert Event.objects.filter(action="organs.hand_over").count() == 1


def test_two_changes_of_the_record_at_once_are_both_kept(organ, day):
    said = real_database.at_once(
        lambda: amend(fresh(Organ, organ), since=day(), by=TEST, phone="1"),
        lambda: amend(fresh(Organ, organ), since=day(), by=TEST, fax="2"),
    )
    assert said == ["done", "done"]
    record = queries.as_of(organ, day())
    assert (record.phone, record.fax) == ("1", "2")
    assert len(queries.history(organ)) == 2
