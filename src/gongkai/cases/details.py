"""What each step needs to be told beside its day. Form, action and event read this one table.

Details are days, numbers and codes; words that a person writes never enter an event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.base.refusal import Refused
from gongkai.cases.case import Case
from gongkai.law import words
from gongkai.law.events import Answer, Party
from gongkai.law.outcomes import OtherGround
from gongkai.law.service import Service

Words = str | Promise


class Kind(Enum):
    """What a detail is, and how it is stored."""

    DAY = "day"  # ISO text
    NUMBER = "number"
    CODE = "code"
    FLAG = "flag"
    ANSWER = "answer"  # yes or no, both said
    LETTER = "letter"  # the number of the event that sent the letter
    ID = "id"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing to be told. `codes`: value and label of a CODE. `parties`: whose letters a LETTER may be."""

    name: str
    label: Words
    kind: Kind
    required: bool = True
    codes: tuple[tuple[str, Words], ...] = ()
    parties: tuple[Party, ...] = ()
    help: Words = ""
    shown: bool = True  # on a form; what is not shown is given by other actions


ANSWERS: dict[Answer, Words] = {
    Answer.AGREES: gettext_lazy("同意公开"),
    Answer.OBJECTS_WITH_REASON: gettext_lazy("不同意公开，理由合理"),
    Answer.OBJECTS_WITHOUT_REASON: gettext_lazy("不同意公开，没有合理理由"),
}
_answers = tuple((answer.value, label) for answer, label in ANSWERS.items())
_services = tuple((service.value, f"{service.label}（以{service.decisive}为准）") for service in Service)
_grounds = tuple(
    (ground.value, ground.label)
    for ground in OtherGround
    if ground in (OtherGround.ARCHIVED, OtherGround.NOT_INFORMATION)
)
_RECEIVED = Detail("received", gettext_lazy("对方收到征求意见书的日期"), Kind.DAY, required=False)


def _letter(*parties: Party) -> Detail:
    return Detail("letter", gettext_lazy("哪一份征求意见书"), Kind.LETTER, parties=parties)


DETAILS: dict[str, tuple[Detail, ...]] = {
    "ask_supplement": (
        Detail(
            "until",
            gettext_lazy("补正期限届满日"),
            Kind.DAY,
            help=gettext_lazy("条例没有规定长短，应当合理；末日是休息日的顺延"),
        ),
    ),
    "consult_third_party": (_RECEIVED,),
    "consult_co_makers": (_RECEIVED,),
    "record_third_party": (
        _letter(Party.THIRD_PARTY),
        Detail("answer", gettext_lazy("第三方的意见"), Kind.CODE, codes=_answers),
        _RECEIVED,
    ),
    "record_co_maker": (
        _letter(Party.CO_MAKER),
        Detail("answer", gettext_lazy("共同制作机关的意见"), Kind.CODE, required=False, codes=_answers),
        _RECEIVED,
    ),
    "record_organ": (_letter(Party.OTHER_ORGAN),),
    "record_secrecy": (_letter(Party.SECRECY),),
    "note_letter_received": (_letter(Party.THIRD_PARTY, Party.CO_MAKER),),
    "extend": (
        Detail("days", gettext_lazy("延长的工作日数"), Kind.NUMBER, help=gettext_lazy("1 到 20 个工作日")),
        Detail(
            "decided",
            gettext_lazy("决定延长的日期"),
            Kind.DAY,
            required=False,
            help=gettext_lazy("与告知申请人不在同一天的才填"),
        ),
    ),
    "ask_reasons": (Detail("suspends", gettext_lazy("本地规定其间停止计算期限"), Kind.FLAG, required=False),),
    "record_reasons": (Detail("reasonable", gettext_lazy("申请人的理由合理"), Kind.ANSWER),),
    "delay": (Detail("until", gettext_lazy("告知申请人的答复日期"), Kind.DAY),),
    "charge": (Detail("received", gettext_lazy("申请人收到收费通知的日期"), Kind.DAY, required=False),),
    "decide_ot_other": (
        Detail("ground", gettext_lazy("属于哪一种"), Kind.CODE, required=False, codes=_grounds),
    ),
    "serve": (Detail("service", gettext_lazy("送达方式"), Kind.CODE, codes=_services),),
    "note_order": (
        Detail(
            "days",
            gettext_lazy("文书写明的答复期限（工作日）"),
            Kind.NUMBER,
            required=False,
            help=gettext_lazy("没有写明的不填，按二十个工作日计算"),
        ),
        Detail("remedy", gettext_lazy("复议或者诉讼"), Kind.ID, required=False, shown=False),
    ),
}


def of(step: str) -> tuple[Detail, ...]:
    """What a step needs to be told."""
    return DETAILS.get(step, ())


def cleaned(step: str, given: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """The details as an event stores them. Raises Refused: what is missing, unknown or not of its kind."""
    known = {detail.name: detail for detail in of(step)}
    for name in given:
        if name not in known:
            raise TypeError(f"The step {step} takes no detail {name!r}.")
    if sentence := no_letter(step, case):
        raise Refused(sentence)
    data = {}
    for name, detail in known.items():
        value = given.get(name)
        if detail.kind is Kind.LETTER and value is None:
            value = _only_letter(detail, case)
        if value is None or value == "":
            if detail.required:
                raise Refused(_("请填写“%(label)s”。") % {"label": detail.label})
            continue
        data[name] = _stored(detail, value, case)
    return data


def no_letter(step: str, case: Case) -> str | None:
    """The law's sentence where a step speaks of a letter and none waits to be answered; None where one does."""
    for detail in of(step):
        if detail.kind is Kind.LETTER and not letters(detail, case):
            return words.NEED_LETTER_OPEN.format(party="、".join(party.label for party in detail.parties))
    return None


def letters(detail: Detail, case: Case) -> list[int]:
    """The letters a detail may name: those sent to its parties that are not answered."""
    return sorted(seq for party in detail.parties for seq in case.open_letters(party))


def _only_letter(detail: Detail, case: Case) -> int | None:
    """The one letter that is open: there is nothing to choose."""
    found = letters(detail, case)
    return found[0] if len(found) == 1 else None


def _stored(detail: Detail, value: Any, case: Case) -> Any:
    match detail.kind:
        case Kind.DAY if isinstance(value, date):
            return value.isoformat()
        case Kind.NUMBER if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 999:
            return value
        case Kind.CODE if str(value) in {code for code, _label in detail.codes}:
            return str(value)
        case Kind.FLAG | Kind.ANSWER if isinstance(value, bool):
            return value
        case Kind.LETTER if value in letters(detail, case):
            return value
        case Kind.ID:
            return str(value)
    raise Refused(_("“%(label)s”填写不对，请核对后再填。") % {"label": detail.label})


def shown(step: str, data: Mapping[str, Any]) -> list[tuple[Words, str]]:
    """An event's details as people read them: label and value."""
    found: list[tuple[Words, str]] = []
    for detail in of(step):
        if detail.name not in data or not detail.shown:
            continue
        value = data[detail.name]
        match detail.kind:
            case Kind.DAY:
                text = words.day(date.fromisoformat(value))
            case Kind.CODE:
                text = str(dict(detail.codes).get(value, value))
            case Kind.FLAG | Kind.ANSWER:
                text = _("是") if value else _("否")
            case Kind.LETTER:
                text = _("第%(seq)s步发出的") % {"seq": value}
            case _:
                text = str(value)
        found.append((detail.label, text))
    return found
