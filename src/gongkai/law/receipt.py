"""The day a request counts as received, by channel (条例第三十一条)."""

from dataclasses import dataclass
from datetime import date

from gongkai.law import words
from gongkai.law.cite import Cite, Instrument, regulation
from gongkai.law.labelled import Labelled
from gongkai.law.refusal import RefusalError

_LETTER_207 = Cite(Instrument.REPLY_2015_207)
_CASE_26 = Cite(Instrument.GUIDING_CASE_26)
_IN_PERSON = regulation(31, item=1)
_BY_POST = regulation(31, item=2)
_BY_NETWORK = regulation(31, item=3)


class Channel(Labelled):
    """How a request comes in."""

    IN_PERSON = "in_person", "当面提交"
    POST_SIGNED = "post_signed", "邮寄（需签收）"
    POST_ORDINARY = "post_ordinary", "平常信函（无需签收）"
    ONLINE = "online", "网上提交"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    OTHER = "other", "其他渠道"

    @property
    def is_basic(self) -> bool:
        """In person and by post may never be refused (19号函)."""
        return self in (Channel.IN_PERSON, Channel.POST_SIGNED, Channel.POST_ORDINARY)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How one request reached the organ.

    `arrived`: handed in, signed for (by any unit of the organ), in the mail, or in the system.
    `at_office`: paper that another unit took in: the day the disclosure office really had it.
    `acknowledged`: the success message or automatic reply went out. `confirmed`: both sides confirmed.
    `announced`: the organ's guide names this channel. `manual`: the guide announced beforehand that this
    channel needs a confirmation by a person. `reachable`: the applicant left a number or address that works.
    """

    channel: Channel
    arrived: date
    at_office: date | None = None
    acknowledged: date | None = None
    confirmed: date | None = None
    announced: bool = True
    manual: bool = False
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt, or None while a confirmation is missing; the reason, what is to do, the articles.

    `caution` names the day a strict reader would take instead, where the law leaves a doubt.
    """

    on: date | None
    reason: str
    cites: tuple[Cite, ...]
    duty: str = ""
    caution: str = ""


def receipt(arrival: Arrival) -> Receipt:
    """The receipt of one request. Refused when a confirmation lies before the arrival."""
    for later in (arrival.at_office, arrival.acknowledged, arrival.confirmed):
        if later is not None and later < arrival.arrived:
            raise RefusalError(
                words.CONFIRMED_TOO_EARLY.format(day=words.day(later), arrived=words.day(arrival.arrived))
            )
    match arrival.channel:
        case Channel.IN_PERSON:
            return Receipt(arrival.arrived, words.RECEIPT_IN_PERSON, (_IN_PERSON,), words.DUTY_RECEIPT)
        case Channel.POST_SIGNED:
            return Receipt(arrival.arrived, words.RECEIPT_SIGNED, (_BY_POST,), words.DUTY_TRACKING)
        case Channel.POST_ORDINARY:
            return _ordinary_mail(arrival)
        case Channel.ONLINE:
            return _online(arrival)
        case Channel.EMAIL if arrival.announced and not arrival.manual:
            return _published_mailbox(arrival)
        case _:
            return _both_confirm(arrival, (_BY_NETWORK, _LETTER_207))


def _ordinary_mail(arrival: Arrival) -> Receipt:
    """The day of confirmation with the applicant, owed on the very day the office gets the letter."""
    had = arrival.at_office or arrival.arrived
    cites: tuple[Cite, ...] = (_BY_POST,)
    if arrival.at_office is not None or not arrival.reachable:
        cites = (_BY_POST, _LETTER_207)
    if arrival.confirmed is None:
        duty = words.DUTY_CONFIRM_TODAY if arrival.reachable else words.DUTY_UNREACHABLE
        return Receipt(None, words.RECEIPT_UNCONFIRMED, cites, duty.format(day=words.day(had)))
    caution = ""
    if arrival.confirmed > had and arrival.reachable:
        caution = words.CAUTION_CONFIRMED_LATE.format(
            confirmed=words.day(arrival.confirmed), had=words.day(had)
        )
    reason = words.RECEIPT_CONFIRMED if arrival.reachable else words.RECEIPT_CONTACT_RESTORED
    return Receipt(arrival.confirmed, reason, cites, caution=caution)


def _online(arrival: Arrival) -> Receipt:
    """The form's success message confirms, unless the guide announced a manual confirmation."""
    if arrival.manual:
        return _both_confirm(arrival, (_BY_NETWORK, _CASE_26))
    if arrival.acknowledged is not None:
        return Receipt(arrival.acknowledged, words.RECEIPT_SUCCESS_MESSAGE, (_BY_NETWORK, _CASE_26))
    return _both_confirm(arrival, (_BY_NETWORK,))


def _published_mailbox(arrival: Arrival) -> Receipt:
    """Arrival in the mail system (207号函); the Regulation of 2019 says both confirm, hence the caution."""
    if arrival.acknowledged is not None:
        return Receipt(arrival.acknowledged, words.RECEIPT_AUTOMATIC_REPLY, (_BY_NETWORK, _CASE_26))
    caution = ""
    if arrival.confirmed != arrival.arrived:
        caution = words.CAUTION_MAILBOX
    return Receipt(arrival.arrived, words.RECEIPT_MAILBOX, (_BY_NETWORK, _LETTER_207), caution=caution)


def _both_confirm(arrival: Arrival, cites: tuple[Cite, ...]) -> Receipt:
    if arrival.confirmed is None:
        duty = words.DUTY_CONFIRM if arrival.reachable else words.DUTY_UNREACHABLE
        return Receipt(None, words.RECEIPT_UNCONFIRMED, cites, duty.format(day=words.day(arrival.arrived)))
    return Receipt(arrival.confirmed, words.RECEIPT_BOTH_CONFIRMED, cites)
