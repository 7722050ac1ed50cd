"""Where requests meet the sign-off chain: a reply is approved by it, and consent to a step is given by it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.cases import evidence, hands, replay, taking
from gongkai.cases.case import Happened
from gongkai.cases.models import Proposal, ProposalState, Request, RequestEvent
from gongkai.law.labelled import member
from gongkai.law.steps import Role as LawRole
from gongkai.law.steps import State, Step
from gongkai.organs.roles import LAW, Role
from gongkai.records import log, signoff
from gongkai.records.bound import bound
from gongkai.records.models import SignOff, Standing

_ROUTE_OF_REPLY = (Role.OFFICE_HEAD, Role.LEADER)
REPLY = signoff.declare("cases.reply", _lazy("答复"), _ROUTE_OF_REPLY).key
CONSENT = signoff.declare("cases.step", _lazy("办理步骤")).key
SIGNED = ("approve", "send_back")


def past_the_chain(request: Request, step: Step, by: Actor) -> str | None:
    """Why a reply is not approved or returned beside its sign-off; None where it is.

    What is on no chain is sent on one or sent back; the system alone approves it so.
    """
    if request.state != State.DECIDED or step.name not in SIGNED:
        return None
    if not is_unsent(request):
        return _("这件答复正在签批，请在签批单上同意或者退回。")
    if step.name == "approve" and not isinstance(by, System):
        return _("这件答复没有在签批，不能不经签批批准；请先重新送签，或者退回重新拟定。")
    return None


def is_unsent(request: Request) -> bool:
    """Whether a decision waits that is on no chain: its drafter took it back, or the system drafted it."""
    return request.state == State.DECIDED and signoff.open_chain(request, REPLY) is None


def refuse_past_the_chain(request: Request, step: Step, by: Actor) -> None:
    """Raises Refused where the step is the sign-off's to take."""
    if sentence := past_the_chain(request, step, by):
        raise Refused(sentence)


def hold(request: Request) -> list[Proposal]:
    """Lock what is being signed of a request before the request itself: signing locks in that order too.

    Gives the proposals that wait.
    """
    proposals = list(Proposal.objects.filter(request=request, state=ProposalState.OPEN))
    papers = [row.pk for row in proposals]
    if request.state == State.DECIDED:
        papers.append(request.pk)
    if papers:
        chains = SignOff.objects.filter(state=Standing.OPEN, subject_id__in=list(map(str, papers)))
        list(chains.order_by("pk").select_for_update())
    return proposals


def propose(
    request: Request, step: Step, data: dict[str, Any], *, by: User, for_whom: User | None
) -> Proposal:
    """Ask for the consent a step needs. Raises Refused where another proposal waits."""
    if Proposal.objects.filter(request=request, state=ProposalState.OPEN).exists():
        raise Refused(_("这件申请已有一个步骤在等待同意，请等它办完再提。"))
    proposal = Proposal(organ=request.organ, request=request, step=step.name, data=data, proposed_by=by)
    proposal.save(force_insert=True)
    _log("cases.propose", proposal, by, for_whom)
    signoff.start(
        proposal,
        kind=CONSENT,
        organ=request.organ,
        by=by,
        for_whom=for_whom,
        title=f"{request.number} {step.label}",
        default=LAW[step.approval or LawRole.OFFICE_HEAD],
        section=request.section,
    )
    return proposal


def send(request: Request, step: Step, *, by: Actor, for_whom: User | None) -> None:
    """A decision that an officer drafted goes on its way to be approved."""
    if step.name.startswith("decide_") and not isinstance(by, System):
        signoff.start(
            request,
            kind=REPLY,
            organ=request.organ,
            by=by,
            for_whom=for_whom,
            title=f"{request.number} {step.label}",
            default=_ROUTE_OF_REPLY,
            section=request.section,
        )


def overtake(request: Request, before: State, proposals: Iterable[Proposal]) -> None:
    """What a step has made pointless is taken back: a reply no longer to be approved, a step no longer possible."""
    if before is State.DECIDED and request.state != State.DECIDED:
        _recall(request, REPLY)
    for proposal in proposals:
        if request.state not in evidence.step(proposal.step).since:
            _close(proposal, ProposalState.DROPPED, System("cases.overtaken"))
            _recall(proposal, CONSENT)


def _recall(paper: Model, kind: str) -> None:
    if (chain := signoff.open_chain(paper, kind)) is not None:
        signoff.recall(chain, by=System("cases.overtaken"))


@signoff.owned(REPLY)
def _drafters(chain: SignOff) -> frozenset[Any]:
    """Also where another sent the reply on its way again."""
    return hands.drafters(RequestEvent.objects.filter(request=chain.subject_id).order_by("seq"))


@signoff.owned(CONSENT)
def _handlers(chain: SignOff) -> frozenset[Any]:
    request = Request.objects.get(proposals=chain.subject_id)
    return hands.handlers(request, list(RequestEvent.objects.filter(request=request).order_by("seq")))


@signoff.concluded(REPLY)
def _reply_signed(chain: SignOff, by: Actor, on: datetime.date) -> None:
    _take_for(chain, "approve", by, on)


@signoff.returned(REPLY)
def _reply_returned(chain: SignOff, by: Actor, on: datetime.date) -> None:
    _take_for(chain, "send_back", by, on)


def _take_for(chain: SignOff, name: str, by: Actor, on: datetime.date) -> None:
    """The step that the chain's end is: the organ's route says who decides (条例没有规定由谁批准)."""
    with scope.organ(chain.organ):
        _take(Request.objects.get(pk=chain.subject_id), name, on, by=by, chain=chain)


@signoff.concluded(CONSENT)
def _consented(chain: SignOff, by: Actor, on: datetime.date) -> None:
    with scope.organ(chain.organ):
        proposal = Proposal.objects.select_related("request", "proposed_by").get(pk=chain.subject_id)
        _close(proposal, ProposalState.TAKEN, by)
        request, before = proposal.request, member(State, proposal.request.state)
        hold(request)
        _take(
            request,
            proposal.step,
            on,
            by=proposal.proposed_by,
            chain=chain,
            data={**proposal.data, "consent": str(chain.pk)},
            told_by=by,
        )
        overtake(request, before, ())


@signoff.returned(CONSENT)
def _not_consented(chain: SignOff, by: Actor, on: datetime.date) -> None:
    with scope.organ(chain.organ):
        _close(Proposal.objects.get(pk=chain.subject_id), ProposalState.RETURNED, by)


def _take(
    request: Request,
    name: str,
    on: datetime.date,
    *,
    by: Actor,
    chain: SignOff,
    data: dict[str, Any] | None = None,
    told_by: Actor | None = None,
) -> None:
    """A step by the chain's authority, held against the law once more. Raises Refused: the signature is undone."""
    step = evidence.step(name)
    events = taking.locked(request, request.last_seq)
    case = replay.replay(taking.happened(events))
    taking.refuse_obstacles(step, case, request, on)
    taking.refuse_day(on, case, events)
    event = Happened(case.seq + 1, name, on, data or {})
    last = chain.steps.exclude(decided_by=None).order_by("position").last()
    for_whom = chain.drafted_for
    if told_by is None:
        for_whom = last.for_whom if last is not None else None
    after = taking.lawful(case, event, request.organ)
    taking.written(request, after, event, by=by, for_whom=for_whom, told_by=told_by)


def _close(proposal: Proposal, state: ProposalState, by: Actor) -> None:
    proposal.state = state
    proposal.save(update_fields=["state", "updated_at"])
    _log("cases.proposal_ended", proposal, by)


def _log(action: str, proposal: Proposal, by: Actor, for_whom: User | None = None) -> None:
    data = {"step": proposal.step, "state": str(proposal.state), **bound(proposal)}
    log.append(action, proposal, organ=proposal.organ, by=by, data=data, for_whom=for_whom)
