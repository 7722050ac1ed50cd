"""Remedies: reconsideration and suit, their verdicts, periods and notices."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law import words
from gongkai.law.cite import Cite, Instrument
from gongkai.law.labelled import Labelled
from gongkai.law.outcomes import Notice, OtherGround, Outcome
from gongkai.law.refusal import RefusalError
from gongkai.law.terms import RECONSIDERATION_FIRST_FROM, Key, term

_SUIT = (Cite(Instrument.LITIGATION_LAW, 44), Cite(Instrument.LITIGATION_LAW, 46, 1))
_SUIT_AFTER = Cite(Instrument.LITIGATION_LAW, 45)
_ORGAN_OF_REVIEW = Cite(Instrument.RECONSIDERATION_LAW, 24, 1, 1)
_ONLINE = Cite(Instrument.RECONSIDERATION_LAW, 22, 2)
_FIRST = (Cite(Instrument.RECONSIDERATION_LAW, 23, 1, 4), Cite(Instrument.RECONSIDERATION_LAW, 23, 2))


class Verdict(Labelled):
    """How a reconsideration or suit ended, as table 四 counts it."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


class LocalChoice(StrEnum):
    """What the organ's legal unit decided for outcomes against which courts normally take no suit (R3)."""

    ORDINARY = "ordinary"  # the ordinary notice: reconsideration or suit
    RECONSIDERATION_ONLY = "reconsideration_only"


@dataclass(frozen=True, slots=True)
class Bodies:
    """Where remedies are sought.

    `government`: the people's government of the organ's own level, since 2024 the only reconsideration organ.
    `superior`: the department one level up, a second choice before 2024. `portal`: the address for filing
    reconsideration online, owed whenever the decision itself is served online.
    """

    government: str = "本级人民政府"
    court: str = "有管辖权的人民法院"
    superior: str = "上一级主管部门"
    portal: str = ""


@dataclass(frozen=True, slots=True)
class RemedyNotice:
    """The notice a decision carries: no sentence at all where none is owed."""

    kind: Notice
    sentences: tuple[str, ...]
    cites: tuple[Cite, ...]

    @property
    def text(self) -> str:
        return "".join(self.sentences)


def remedy_notice(
    outcome: Outcome,
    decided: date,
    *,
    bodies: Bodies | None = None,
    electronic: bool = False,
    local: LocalChoice = LocalChoice.ORDINARY,
    ground: OtherGround | None = None,
) -> RemedyNotice:
    """The remedy notice by outcome and day of decision.

    `electronic`: the decision is served through an internet channel; refused from 2024 on if `bodies.portal`
    is missing. `ground` says more about OT_OTHER. Refused for an outcome not yet possible on that day.
    """
    if decided < outcome.since:
        raise RefusalError(
            words.OUTCOME_TOO_EARLY.format(
                outcome=outcome.label, day=words.day(decided), since=words.day(outcome.since)
            ),
            *outcome.cites,
        )
    kind = ground.notice if ground is not None and outcome is Outcome.OT_OTHER else outcome.notice
    if kind is Notice.NONE:
        return RemedyNotice(kind, (), ())
    bodies = bodies or Bodies()
    if decided < RECONSIDERATION_FIRST_FROM:
        return _free_choice(decided, bodies, f"{bodies.government}或者{bodies.superior}", _SUIT)
    if kind is Notice.FIRST_RECONSIDERATION:
        notice = _first(outcome, decided, bodies)
    elif kind is Notice.LOCAL and local is LocalChoice.RECONSIDERATION_ONLY:
        sentence = words.NOTICE_RECONSIDERATION_ONLY.format(
            government=bodies.government, reconsider=term(Key.RECONSIDERATION, decided)
        )
        notice = RemedyNotice(kind, (sentence,), (term(Key.RECONSIDERATION, decided).cite, _ORGAN_OF_REVIEW))
    else:
        notice = _free_choice(decided, bodies, bodies.government, (_ORGAN_OF_REVIEW, *_SUIT))
    return _with_portal(notice, bodies) if electronic else notice


def _first(outcome: Outcome, decided: date, bodies: Bodies) -> RemedyNotice:
    what = words.WITHHELD_PART if outcome is Outcome.PARTIAL else words.WITHHELD
    sentence = words.NOTICE_FIRST.format(
        what=what,
        government=bodies.government,
        court=bodies.court,
        reconsider=term(Key.RECONSIDERATION, decided),
        after=term(Key.SUIT_AFTER, decided),
    )
    cites = (*_FIRST, term(Key.RECONSIDERATION, decided).cite, _ORGAN_OF_REVIEW, _SUIT_AFTER)
    return RemedyNotice(Notice.FIRST_RECONSIDERATION, (sentence,), cites)


def _free_choice(decided: date, bodies: Bodies, government: str, cites: tuple[Cite, ...]) -> RemedyNotice:
    reconsider = term(Key.RECONSIDERATION, decided)
    sentence = words.NOTICE_EITHER.format(
        government=government,
        court=bodies.court,
        reconsider=reconsider,
        direct=term(Key.SUIT_DIRECT, decided),
    )
    return RemedyNotice(Notice.EITHER, (sentence,), (reconsider.cite, *cites))


def _with_portal(notice: RemedyNotice, bodies: Bodies) -> RemedyNotice:
    if not bodies.portal:
        raise RefusalError(words.PORTAL_MISSING, _ONLINE)
    sentence = words.NOTICE_PORTAL.format(portal=bodies.portal)
    return RemedyNotice(notice.kind, (*notice.sentences, sentence), (*notice.cites, _ONLINE))
