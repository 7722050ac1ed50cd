"""When the reply counts as given, and whether that was in time (235号函)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law import words
from gongkai.law.cite import Cite, Instrument
from gongkai.law.clock import ClockState, Deadline

_LETTER_235 = Cite(Instrument.REPLY_2016_235)


class Service(StrEnum):
    """How a decision is served; `decisive` is the day that counts, never the date printed on the letter."""

    label: str
    decisive: str
    cites: tuple[Cite, ...]

    def __new__(cls, value: str, label: str, decisive: str, *cites: Cite) -> "Service":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.decisive, member.cites = label, decisive, cites
        return member

    DIRECT = "direct", "直接送达", "申请人签收之日", _LETTER_235
    ENTRUSTED = "entrusted", "委托其他行政机关送达", "申请人签收之日", _LETTER_235
    POST = "post", "邮政企业邮寄送达（不得使用民营快递）", "交邮之日", _LETTER_235
    # The letter of 2016 does not speak of it; the logged time of successful sending is an inference.
    ELECTRONIC = "electronic", "互联网渠道送达", "系统记录的成功发送之日"


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Whether a reply was in time; `on_time` is None where no due date stands to compare with."""

    on_time: bool | None
    days_late: int  # working days after the due date
    sentence: str
    cites: tuple[Cite, ...]


def on_time(deadline: Deadline, service: Service, day: date) -> Timeliness:
    """Compares the decisive day of service with the due date."""
    due, said = deadline.due, words.day(day)
    if due is None:
        in_time = True if deadline.state is ClockState.SUSPENDED else None
        sentence = words.SERVED_NO_DUE.format(decisive=service.decisive, day=said, state=deadline.state.label)
        return Timeliness(in_time, 0, sentence, service.cites)
    if day <= due:
        sentence = words.SERVED_IN_TIME.format(decisive=service.decisive, day=said, due=words.day(due))
        return Timeliness(True, 0, sentence, service.cites)
    late = deadline.calendar.count(due, day)
    sentence = words.SERVED_LATE.format(decisive=service.decisive, day=said, due=words.day(due), late=late)
    return Timeliness(False, late, sentence, service.cites)
