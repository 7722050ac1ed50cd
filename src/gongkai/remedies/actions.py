"""Writes of remedies: one function, one transaction, one entry in the log."""

from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.base import scope, typed
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import actions as cases
from gongkai.cases.models import Request
from gongkai.law import words
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route
from gongkai.law.terms import FIRST_REGULATION_FROM
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.records import log
from gongkai.records.bound import bound
from gongkai.remedies import policies
from gongkai.remedies.models import Remedy

UPHELD_ORDERS_NOTHING = gettext_lazy(
    "结果是维持，原来的答复仍然有效，没有责令重新答复可以登记；文书责令重新答复的，结果应当是纠正或者其他（条例第五十一条）。"
)


def file(
    *,
    organ: Organ,
    by: Actor,
    route: Route,
    filed_on: date,
    request: Request | None = None,
    after: Remedy | None = None,
    body: str = "",
    number: str = "",
    is_demo: bool = False,
    key: UUID | None = None,
) -> Remedy:
    """Enter a reconsideration or suit. `after`: the reconsideration a suit follows.

    `key`: the new row's own, given where a form may be sent twice; the second is refused.
    Raises PermissionDenied, Refused.
    """
    remedy = Remedy(
        id=key or uuid4(),
        organ=organ,
        route=route.value,
        request=request,
        after=after,
        number=typed.one_line(number, _("案号")),
        body=typed.one_line(body, _("复议机关或者法院")),
        filed_on=filed_on,
        is_demo=is_demo,
    )
    return _entered(remedy, by, doing=_("登记复议诉讼"), action="remedies.file")


def bring_in(
    *,
    organ: Organ,
    by: Actor,
    route: Route,
    filed_on: date,
    verdict: Verdict | None = None,
    ended_on: date | None = None,
    request: Request | None = None,
    after: Remedy | None = None,
    body: str = "",
    number: str = "",
    is_demo: bool = False,
) -> Remedy:
    """Enter one from before the system (历史补录), ended or still pending. Raises PermissionDenied, Refused."""
    if (verdict is None) != (ended_on is None):
        raise Refused(_("结果和审结日期应当同时有，或者同时没有（尚未审结）。"))
    if verdict is not None and ended_on is not None:
        _refuse_ending(verdict, ended_on, filed_on)
    remedy = Remedy(
        organ=organ,
        route=route.value,
        request=request,
        after=after,
        number=typed.one_line(number, _("案号")),
        body=typed.one_line(body, _("复议机关或者法院")),
        filed_on=filed_on,
        verdict=verdict.value if verdict is not None else "",
        ended_on=ended_on,
        received_before_system=True,
        is_demo=is_demo,
    )
    return _entered(remedy, by, doing=_("补录以往的复议诉讼"), action="remedies.bring_in")


def conclude(remedy: Remedy, *, by: Actor, verdict: Verdict, ended_on: date) -> Remedy:
    """Enter how a remedy ended. Raises PermissionDenied; Refused where it has ended already."""
    for_whom = _permitted(by, remedy.organ, doing=_("登记复议诉讼的结果"))
    _refuse_ending(verdict, ended_on, remedy.filed_on)
    with transaction.atomic(), scope.organ(remedy.organ):
        locked = Remedy.objects.select_for_update().get(pk=remedy.pk)
        if locked.verdict:
            raise Refused(
                _("这件已经登记为“%(verdict)s”（%(ended)s），没有改动。")
                % {"verdict": locked.verdict_label(), "ended": words.day(locked.ended_on)}
            )
        remedy.verdict, remedy.ended_on = verdict.value, ended_on
        remedy.save(update_fields=["verdict", "ended_on", "updated_at"])
        _log("remedies.conclude", remedy, by, for_whom, ended_on, {"verdict": verdict.value})
    return remedy


def order(remedy: Remedy, *, by: Actor, received_on: date, days: int | None = None) -> Remedy:
    """Enter that the decision or judgment orders a new reply: its request may then be reopened (条例第五十一条).

    What was upheld (结果维持) leaves the reply as it stands and orders none.
    `days`: the working days it sets, where it sets any. Raises PermissionDenied, Refused.
    """
    for_whom = _permitted(by, remedy.organ, doing=_("登记责令重新答复"))
    if remedy.request is None:
        raise Refused(_("这件复议诉讼没有对应本系统里的申请，不能据以重新办理。"))
    if remedy.verdict == Verdict.UPHELD:
        raise Refused(UPHELD_ORDERS_NOTHING)
    if remedy.ended_on is None or received_on < remedy.ended_on:
        raise Refused(_("请先登记结果；收到文书的日期不能早于审结日期。"))
    with transaction.atomic(), scope.organ(remedy.organ):
        locked = Remedy.objects.select_for_update().get(pk=remedy.pk)
        if locked.order_on is not None:
            raise Refused(_("责令重新答复已经登记过了，没有改动。"))
        remedy.order_on, remedy.order_days = received_on, days
        remedy.save(update_fields=["order_on", "order_days", "updated_at"])
        cases.take_step(remedy.request, "note_order", by=by, on=received_on, days=days, remedy=remedy.pk.hex)
        _log("remedies.order", remedy, by, for_whom, received_on, {"days": days})
    return remedy


def _entered(remedy: Remedy, by: Actor, *, doing: str, action: str) -> Remedy:
    organ = remedy.organ
    for_whom = _permitted(by, organ, doing=doing)
    if remedy.filed_on > today():
        raise Refused(_("%(day)s还没有到，不能登记。") % {"day": words.day(remedy.filed_on)})
    if remedy.filed_on < FIRST_REGULATION_FROM:
        raise Refused(
            _("提出日期%(day)s早于%(since)s，《政府信息公开条例》还没有施行，请核对日期。")
            % {"day": words.day(remedy.filed_on), "since": words.day(FIRST_REGULATION_FROM)}
        )
    if remedy.request is not None and remedy.filed_on < remedy.request.arrived:
        raise Refused(
            _("提出日期%(day)s早于所涉申请到达的日期%(arrived)s，请核对日期。")
            % {"day": words.day(remedy.filed_on), "arrived": words.day(remedy.request.arrived)}
        )
    for each in (remedy.request, remedy.after):
        if each is not None and each.organ_id != organ.pk:
            raise Refused(_("所涉的申请或者复议不属于本机关。"))
    if remedy.after is not None:
        _refuse_sequel(remedy, remedy.after)
    with transaction.atomic(), scope.organ(organ):
        # The organ's row is the lock: of two at once the second finds the first.
        Organ.objects.select_for_update(no_key=True).only("pk").get(pk=organ.pk)
        if not remedy.received_before_system:  # old books have no form to be sent twice
            _refuse_double(remedy)
        remedy.save(force_insert=True)
        _log(
            action, remedy, by, for_whom, remedy.filed_on, {"route": remedy.route, "verdict": remedy.verdict}
        )
    return remedy


def _refuse_double(remedy: Remedy) -> None:
    same = Remedy.objects.filter(
        route=remedy.route, filed_on=remedy.filed_on, request=remedy.request, number=remedy.number
    )
    if Remedy.objects.filter(pk=remedy.pk).exists() or same.exists():
        raise Refused(
            _("%(day)s提出的这件%(route)s已经登记，没有重复登记；确为另一件的，请填写不同的案号。")
            % {"day": words.day(remedy.filed_on), "route": remedy.route_label()}
        )


def _refuse_sequel(suit: Remedy, before: Remedy) -> None:
    if suit.route != Route.SUIT_AFTER or before.route != Route.RECONSIDERATION:
        raise Refused(_("只有复议后起诉的，才对应此前的行政复议。"))
    if before.request_id != suit.request_id:
        raise Refused(_("复议和诉讼所涉的不是同一件申请，请核对。"))
    if suit.filed_on < before.filed_on:
        raise Refused(_("起诉日期早于申请行政复议的日期，请核对。"))


def _refuse_ending(verdict: Verdict, ended_on: date, filed_on: date) -> None:
    if verdict is Verdict.PENDING:
        raise Refused(_("“尚未审结”不是结果：没有审结的不登记结果。"))
    if ended_on < filed_on:
        raise Refused(
            _("审结日期%(ended)s早于提出日期%(filed)s，请核对。")
            % {"ended": words.day(ended_on), "filed": words.day(filed_on)}
        )
    if ended_on > today():
        raise Refused(_("%(day)s还没有到，不能登记。") % {"day": words.day(ended_on)})


def _permitted(by: Actor, organ: Organ, *, doing: str) -> User | None:
    """For whom the actor stands in, if for anybody. Raises PermissionDenied."""
    if refusal := policies.refusal(by, organ, doing=doing):
        raise PermissionDenied(refusal)
    mandate = authority.mandate(by, organ, *policies.KEEPERS)
    return mandate.principal if mandate else None


def _log(
    action: str, remedy: Remedy, by: Actor, for_whom: User | None, on: date, data: dict[str, object]
) -> None:
    kept = Remedy.objects.get(pk=remedy.pk)  # the row as it is now, whatever the given one was read from
    told = {**data, **bound(kept)}
    log.append(action, remedy, organ=remedy.organ, by=by, on=on, data=told, for_whom=for_whom)
