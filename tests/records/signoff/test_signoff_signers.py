"""Who signs a paper and who does not: drafters, substitutes, outsiders."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import Event, Standing
from gongkai.records.signoff import handlers
from officers import TEST, a_section, bureau, officer, on_leave
from records.signoff.chains import waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside")]


def test_nobody_approves_their_own(office):
    head = officer(office.organ, Role.CLERK, Role.SECTION_HEAD, name="科长")
    chain = office.send(head)
    assert waiting(head, office.organ) == []
    for decide in (signoff.agree, signoff.send_back):
        with pytest.raises(PermissionDenied, match="您拟的"):
            decide(chain, by=head, opinion="同意")
    assert signoff.candidates(chain.steps.get(position=0), today()) == []
    other = officer(office.organ, Role.SECTION_HEAD, name="副科长")
    assert signoff.candidates(chain.steps.get(position=0), today()) == [other]


def test_nobody_signs_two_steps_of_one_chain(office, clerk):
    both = officer(office.organ, Role.SECTION_HEAD, Role.OFFICE_HEAD, name="身兼两职")
    chain = signoff.agree(office.send(clerk), by=both)
    assert waiting(both, office.organ) == []
    with pytest.raises(PermissionDenied, match="已经签过一步"):
        signoff.agree(chain, by=both)


def test_a_substitute_signs_in_the_holders_name(office, clerk, head):
    substitute = officer(office.organ, Role.CLERK, name="李四")
    on_leave(head, substitute, office.organ)
    chain = office.send(clerk)
    assert waiting(substitute, office.organ) == [chain]
    signoff.agree(chain, by=substitute, opinion="同意")
    step = chain.steps.get(position=0)
    assert (step.decided_by, step.for_whom) == (substitute, head)
    event = Event.objects.get(action="signoff.agree")
    assert (event.actor, event.for_whom) == (substitute, head)


def test_a_substitute_does_not_sign_what_they_drafted_nor_a_second_step(office, clerk, head, office_head):
    substitute = officer(office.organ, Role.CLERK, name="李四")
    on_leave(head, substitute, office.organ)
    own = office.send(substitute, kind="test.own")
    with pytest.raises(PermissionDenied, match="您拟的"):
        signoff.agree(own, by=substitute)
    on_leave(office_head, substitute, office.organ)
    chain = signoff.agree(office.send(clerk), by=substitute)
    assert waiting(substitute, office.organ) == []
    with pytest.raises(PermissionDenied, match="已经签过一步"):
        signoff.agree(chain, by=substitute)


def test_no_paper_is_signed_in_the_name_of_who_drafted_or_signed_it(office, clerk):
    boss = officer(office.organ, Role.CLERK, Role.SECTION_HEAD, Role.OFFICE_HEAD, name="身兼两职")
    substitute = officer(office.organ, Role.CLERK, name="李四")
    on_leave(boss, substitute, office.organ)
    drafted = office.send(boss, kind="test.drafted")
    assert waiting(substitute, office.organ) == []
    with pytest.raises(PermissionDenied, match="以其名义"):
        signoff.agree(drafted, by=substitute)
    signed = signoff.agree(office.send(clerk), by=boss)
    with pytest.raises(PermissionDenied, match="以其名义"):
        signoff.agree(signed, by=substitute)
    # and the other way round: what was signed in one's name is not signed by oneself again
    named = signoff.agree(office.send(clerk, kind="test.named"), by=substitute)
    assert waiting(boss, office.organ) == []
    with pytest.raises(PermissionDenied, match="已经签过一步"):
        signoff.agree(named, by=boss)


def test_in_whose_name_a_paper_was_drafted_neither_signs_it_nor_is_it_signed_for_them(office, clerk):
    boss = officer(office.organ, Role.CLERK, Role.SECTION_HEAD, name="身兼两职")
    chain = office.send(clerk, for_whom=boss)
    assert waiting(boss, office.organ) == []
    with pytest.raises(PermissionDenied, match="以您的名义拟的"):
        signoff.agree(chain, by=boss)
    substitute = officer(office.organ, Role.CLERK, name="李四")
    on_leave(boss, substitute, office.organ)
    with pytest.raises(PermissionDenied, match="以其名义"):
        signoff.agree(chain, by=substitute)
    assert Event.objects.get(action="signoff.start").for_whom == boss
    assert signoff.recall(chain, by=boss).state == Standing.RECALLED


def test_whose_own_the_matter_is_signs_no_step(office, clerk, head, monkeypatch):
    monkeypatch.setattr(handlers, "_owned", {})
    signoff.owned("test.paper")(lambda chain: frozenset({head.pk}))
    chain = office.send(clerk)
    assert waiting(head, office.organ) == []
    with pytest.raises(PermissionDenied, match="您经办的事项"):
        signoff.agree(chain, by=head)
    other = officer(office.organ, Role.SECTION_HEAD, name="副科长")
    assert signoff.candidates(chain.steps.get(position=0), today()) == [other]


def test_a_section_step_is_for_that_sections_head(office, clerk):
    basic, higher = (a_section(office.organ, name) for name in ("基教科", "高教科"))
    own = officer(office.organ, Role.SECTION_HEAD, name="基教科长", section=basic)
    foreign = officer(office.organ, Role.SECTION_HEAD, name="高教科长", section=higher)
    chain = office.send(clerk, section=basic)
    assert (waiting(own, office.organ), waiting(foreign, office.organ)) == ([chain], [])
    with pytest.raises(PermissionDenied, match="别的科室"):
        signoff.agree(chain, by=foreign)
    assert signoff.agree(chain, by=own).state == Standing.OPEN


def test_the_system_may_send_and_recall_but_signs_nothing(office, head):
    chain = office.send(TEST)
    assert chain.drafted_by is None
    with pytest.raises(PermissionDenied, match="本人办理"):
        signoff.agree(chain, by=TEST)
    assert signoff.recall(chain, by=TEST).state == Standing.RECALLED
    assert signoff.agree(office.send(TEST, default=(Role.SECTION_HEAD,)), by=head).state == Standing.AGREED


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR])
def test_administrators_and_supervisors_stay_out_of_the_substance(office, clerk, role):
    outsider = officer(office.organ, role, name="管理员")
    with pytest.raises(PermissionDenied):
        office.send(outsider)
    with pytest.raises(Refused, match="签批只能由"):
        office.send(clerk, default=(role,))


def test_someone_of_another_organ_signs_nothing_here(office, clerk):
    other = type(office)(bureau("yi"))
    with scope.organ(other.organ):
        stranger = officer(other.organ, Role.SECTION_HEAD, name="外人")
    chain = office.send(clerk)
    assert waiting(stranger, office.organ) == []
    with pytest.raises(PermissionDenied):
        signoff.agree(chain, by=stranger)
