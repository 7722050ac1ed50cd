"""Officers who decide at the same moment, each in a process of their own: one wins, the others are told."""

import pytest

import real_database
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import Event, SignOff, Standing, Turn
from officers import bureau, officer

pytestmark = pytest.mark.django_db(transaction=True)
HEADS = 4


@pytest.fixture
def shared(tmp_path, db):
    with real_database.in_a_file(tmp_path):
        yield


@pytest.fixture
def people(shared):
    organ = bureau()
    heads = [officer(organ, Role.SECTION_HEAD, name=f"科长{number}") for number in range(HEADS)]
    return organ, officer(organ, Role.CLERK, name="经办"), heads


def sent(organ, clerk):
    default = (Role.SECTION_HEAD, Role.LEADER)
    return signoff.start(organ, kind="test.paper", organ=organ, by=clerk, title="一份文件", default=default)


def test_of_those_who_sign_one_step_at_once_one_wins(people):
    organ, clerk, heads = people
    chain = sent(organ, clerk)
    with scope.organ(organ):
        step = chain.steps.get(state=Turn.WAITING).pk

    def sign(pk):
        return lambda: signoff.agree(
            SignOff._base_manager.get(pk=chain.pk), by=User.objects.get(pk=pk), opinion="同意", step=step
        )

    said = real_database.at_once(*(sign(head.pk) for head in heads))
    assert said.count("done") == 1
    assert sum("刚刚由别人签批" in each for each in said) == HEADS - 1
    with scope.organ(organ):
        assert [each.state for each in chain.steps.all()] == [Turn.AGREED, Turn.WAITING]
        assert Event.objects.filter(action="signoff.agree").count() == 1


def test_a_recall_and_a_signature_at_once_do_not_both_happen(people):
    organ, clerk, heads = people
    chain = sent(organ, clerk)
    said = real_database.at_once(
        lambda: signoff.recall(SignOff._base_manager.get(pk=chain.pk), by=User.objects.get(pk=clerk.pk)),
        lambda: signoff.send_back(
            SignOff._base_manager.get(pk=chain.pk), by=User.objects.get(pk=heads[0].pk), opinion="缺依据"
        ),
    )
    assert said.count("done") == 1
    with scope.organ(organ):
        chain.refresh_from_db()
        assert chain.state in (Standing.RECALLED, Standing.RETURNED)
        assert Event.objects.filter(action__in=("signoff.recall", "signoff.return")).count() == 1


def test_one_paper_sent_twice_at_once_is_sent_once(people):
    organ, clerk, _heads = people
    said = real_database.at_once(*[lambda: sent(organ, User.objects.get(pk=clerk.pk))] * 3)
    assert said.count("done") == 1
    assert sum("正在签批中" in each for each in said) == 2
    with scope.organ(organ):
        assert SignOff.objects.count() == 1
