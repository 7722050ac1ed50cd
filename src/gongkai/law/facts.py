"""What the procedure must know of a case, and that case as seen on one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.cite import Cite
from gongkai.law.clock import Deadline, deadline
from gongkai.law.events import Answer, Party
from gongkai.law.history import Consultation, History
from gongkai.law.outcomes import Outcome
from gongkai.law.pauses import Pause
from gongkai.law.refusal import RefusalError
from gongkai.law.steps import State
from gongkai.law.workdays import Calendar

Refusal = tuple[str, tuple[Cite, ...]]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the procedure must know of a case.

    `state` is None before the case is opened, `history` until the day of receipt is known.
    `excessive`: number or frequency clearly beyond reason. `grounds`: the reason of the decision is on file.
    `outweighed`: so is a finding that withholding would gravely affect the public interest. `order`: the day
    a decision or judgment ordering a new reply was received. `late_supplement_approved`: by the legal unit.
    """

    arrived: date
    state: State | None = None
    history: History | None = None
    outcome: Outcome | None = None
    excessive: bool = False
    searched: bool = False
    secrecy_reviewed: bool = False
    grounds: bool = False
    outweighed: bool = False
    third_party_told: bool = False
    answered_before: bool = False
    late_supplement_approved: bool = False
    max_rounds: int | None = None  # of supplement; the law's number when the organ sets none
    order: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one day, with the clock read once."""

    facts: CaseFacts
    history: History
    clock: Deadline
    on: date
    calendar: Calendar

    def pauses(self, party: Party) -> Iterable[tuple[Pause, Consultation]]:
        for pause in self.clock.runs[-1].pauses:
            if isinstance(pause.of, Consultation) and pause.of.party is party:
                yield pause, pause.of

    def awaits(self, party: Party) -> bool:
        """Whether a letter to the party is unanswered and its period, where it has one, still runs."""
        return any(
            letter.answered is None and (pause.until is None or self.on <= pause.until)
            for pause, letter in self.pauses(party)
        )

    def has_lapsed(self, party: Party) -> bool:
        return any(pause.lapsed and pause.until and self.on > pause.until for pause, _ in self.pauses(party))

    def answers(self) -> list[Answer | None]:
        """What each third party said; None for one that is silent or still expected."""
        return [letter.answer for _, letter in self.pauses(Party.THIRD_PARTY)]

    def objected(self) -> bool:
        return Answer.OBJECTS_WITH_REASON in self.answers()

    def would_be_refused(self, history: History) -> Refusal | None:
        """The clock's own refusal of an act, so that button and clock use the same sentence."""
        try:
            deadline(history, self.calendar)
        except RefusalError as error:
            return str(error), error.cites
        return None
