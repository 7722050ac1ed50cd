"""What must be so before a step of the procedure: each need tested on the facts, refused in one sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from gongkai.law import words
from gongkai.law.cite import Cite, regulation
from gongkai.law.clock import ClockState, deadline
from gongkai.law.events import Answer, Party
from gongkai.law.facts import Case, CaseFacts, Refusal
from gongkai.law.history import Delay, Extension, FeeNotice
from gongkai.law.outcomes import Group
from gongkai.law.refusal import RefusalError
from gongkai.law.runs import FEE_CITES
from gongkai.law.steps import Need
from gongkai.law.terms import FEES_FROM, Key, term
from gongkai.law.workdays import Calendar


def unmet(need: Need, facts: CaseFacts, on: date, calendar: Calendar) -> Refusal | None:
    """The sentence and articles why a need is not met on a day, or None."""
    if facts.history is None:
        return words.NEED_RECEIPT, (regulation(31),)
    try:
        clock = deadline(facts.history, calendar)
    except RefusalError as error:
        return str(error), error.cites
    return _TESTS[need](Case(facts, facts.history, clock, on, calendar))


def _when(met: bool, sentence: str, *cites: Cite) -> Refusal | None:
    return None if met else (sentence, cites)


def _receipt_known(case: Case) -> Refusal | None:
    sentence = words.BEFORE_RECEIPT.format(day=words.day(case.on), receipt=words.day(case.history.receipt))
    return _when(case.on >= case.history.receipt, sentence, regulation(31))


def _supplement_in_time(case: Case) -> Refusal | None:
    start = case.clock.runs[-1].start
    rule = term(Key.SUPPLEMENT_NOTICE, start)
    limit = case.calendar.nth(start, rule.value)
    sentence = words.NEED_SUPPLEMENT_IN_TIME.format(start=words.day(start), rule=rule, limit=words.day(limit))
    return _when(case.on <= limit or case.facts.late_supplement_approved, sentence, rule.cite)


def _round_left(case: Case) -> Refusal | None:
    rounds = len(case.history.supplements)
    most = case.facts.max_rounds
    if most is None:
        most = term(Key.SUPPLEMENT_ROUNDS, case.history.receipt).value
    return _when(rounds < most, words.NEED_ROUND_LEFT.format(rounds=rounds), regulation(30))


def _supplement_asked(case: Case) -> Refusal | None:
    closed = case.clock.state_on(case.on) is ClockState.CLOSED
    excused = bool(case.history.supplements) and case.history.supplements[-1].excused
    return _when(not closed or excused, words.NEED_SUPPLEMENT_ASKED, regulation(30))


def _run_out(state: ClockState, sentence: str, *cites: Cite) -> Callable[[Case], Refusal | None]:
    def test(case: Case) -> Refusal | None:
        closes = case.clock.closes
        until = words.day(closes) if closes is not None else words.DAY_UNKNOWN
        is_out = case.clock.state_on(case.on) is ClockState.CLOSED and case.clock.state in (
            state,
            ClockState.CLOSED,
        )
        return _when(is_out, sentence.format(until=until), *cites)

    return test


def _payment_in_time(case: Case) -> Refusal | None:
    closes = case.clock.closes
    until = words.day(closes) if closes is not None else words.DAY_UNKNOWN
    closed = case.clock.state_on(case.on) is ClockState.CLOSED
    return _when(not closed, words.NEED_PAYMENT_IN_TIME.format(until=until), *FEE_CITES)


def _extendable(case: Case) -> Refusal | None:
    extension = Extension(1, case.on, case.on)
    return case.would_be_refused(replace(case.history, extensions=(*case.history.extensions, extension)))


def _delayable(case: Case) -> Refusal | None:
    until = max(case.clock.due or case.on, case.on) + timedelta(days=1)
    return case.would_be_refused(replace(case.history, delays=(*case.history.delays, Delay(case.on, until))))


def _chargeable(case: Case) -> Refusal | None:
    if case.on < FEES_FROM:
        return words.NO_FEE_YET.format(day=words.day(case.on), since=words.day(FEES_FROM)), (regulation(42),)
    return case.would_be_refused(replace(case.history, fees=(*case.history.fees, FeeNotice(case.on))))


def _reasons_bad(case: Case) -> Refusal | None:
    is_bad = bool(case.history.reasons) and case.history.reasons[-1].reasonable is False
    return _when(is_bad, words.NEED_REASONS_BAD, regulation(35))


def _reasons_good(case: Case) -> Refusal | None:
    is_good = bool(case.history.reasons) and case.history.reasons[-1].reasonable is True
    return _when(is_good, words.NEED_REASONS_GOOD, regulation(35))


def _awaited(party: Party) -> Callable[[Case], Refusal | None]:
    def test(case: Case) -> Refusal | None:
        sent = any(letter.answered is None for _, letter in case.pauses(party))
        return _when(sent, words.NEED_LETTER_OPEN.format(party=party.label), *party.cites)

    return test


def _lapsed(party: Party) -> Callable[[Case], Refusal | None]:
    def test(case: Case) -> Refusal | None:
        return _when(case.has_lapsed(party), words.NEED_LETTER_LAPSED.format(party=party.label), *party.cites)

    return test


def _consulted_out(case: Case) -> Refusal | None:
    waiting = [party for party in Party if case.awaits(party)]
    names = "、".join(party.label for party in waiting)
    cites = [cite for party in waiting for cite in party.cites[:1]]
    return _when(not waiting, words.NEED_CONSULTED_OUT.format(names=names), *cites)


def _third_party_heard(case: Case) -> Refusal | None:
    answers = case.answers()
    if not answers:
        return words.NEED_THIRD_PARTY_CONSULTED, (regulation(32),)
    agreed = all(answer is Answer.AGREES for answer in answers)
    return _when(not agreed, words.NEED_THIRD_PARTY_AGAINST, regulation(32))


def _objection_outweighed(case: Case) -> Refusal | None:
    # A part withheld for the third party's sake is no disclosure against its objection.
    return _when(
        not case.objected() or case.facts.outweighed, words.NEED_OUTWEIGHED, regulation(15), regulation(32)
    )


def _third_party_told(case: Case) -> Refusal | None:
    outcome = case.facts.outcome
    discloses = outcome is not None and outcome.group in (Group.OPEN, Group.PARTIAL)
    owed = discloses and case.objected() and case.facts.outweighed
    return _when(not owed or case.facts.third_party_told, words.NEED_THIRD_PARTY_TOLD, regulation(32))


def _disclosed(case: Case) -> Refusal | None:
    outcome = case.facts.outcome
    disclosed = outcome is not None and outcome.group in (Group.OPEN, Group.PARTIAL)
    return _when(disclosed, words.NEED_DISCLOSED, regulation(44))


def _ordered(case: Case) -> Refusal | None:
    order = case.facts.order
    return _when(order is not None and order <= case.on, words.NEED_ORDERED, regulation(51))


_TESTS: dict[Need, Callable[[Case], Refusal | None]] = {
    Need.RECEIPT_KNOWN: _receipt_known,
    Need.SUPPLEMENT_IN_TIME: _supplement_in_time,
    Need.ROUND_LEFT: _round_left,
    Need.SUPPLEMENT_ASKED: _supplement_asked,
    Need.SUPPLEMENT_RUN_OUT: _run_out(
        ClockState.AWAITING_SUPPLEMENT, words.NEED_SUPPLEMENT_RUN_OUT, regulation(30)
    ),
    Need.EXTENDABLE: _extendable,
    Need.DELAYABLE: _delayable,
    Need.EXCESSIVE: lambda case: _when(
        case.facts.excessive, words.NEED_EXCESSIVE, regulation(35), regulation(42)
    ),
    Need.REASONS_ASKED: lambda case: _when(
        bool(case.history.reasons), words.NEED_REASONS_ASKED, regulation(35)
    ),
    Need.REASONS_GOOD: _reasons_good,
    Need.REASONS_BAD: _reasons_bad,
    Need.CHARGEABLE: _chargeable,
    Need.PAYMENT_RUN_OUT: _run_out(ClockState.AWAITING_PAYMENT, words.NEED_PAYMENT_RUN_OUT, *FEE_CITES),
    Need.PAYMENT_IN_TIME: _payment_in_time,
    Need.THIRD_PARTY_OPEN: _awaited(Party.THIRD_PARTY),
    Need.THIRD_PARTY_LAPSED: _lapsed(Party.THIRD_PARTY),
    Need.CO_MAKER_OPEN: _awaited(Party.CO_MAKER),
    Need.CO_MAKER_LAPSED: _lapsed(Party.CO_MAKER),
    Need.OTHER_ORGAN_OPEN: _awaited(Party.OTHER_ORGAN),
    Need.SECRECY_OPEN: _awaited(Party.SECRECY),
    Need.CONSULTED_OUT: _consulted_out,
    Need.THIRD_PARTY_HEARD: _third_party_heard,
    Need.OBJECTION_OUTWEIGHED: _objection_outweighed,
    Need.OBJECTED: lambda case: _when(case.objected(), words.NEED_OBJECTED, regulation(32)),
    Need.THIRD_PARTY_TOLD: _third_party_told,
    Need.SEARCHED: lambda case: _when(case.facts.searched, words.NEED_SEARCHED, regulation(36, item=4)),
    Need.SECRECY_REVIEWED: lambda case: _when(
        case.facts.secrecy_reviewed, words.NEED_SECRECY_REVIEWED, regulation(17)
    ),
    Need.GROUNDS: lambda case: _when(
        case.facts.grounds, words.NEED_GROUNDS, regulation(36, item=3), regulation(36, item=5), regulation(37)
    ),
    Need.SUPPLEMENTED: lambda case: _when(
        any(each.received is not None for each in case.history.supplements),
        words.NEED_SUPPLEMENTED,
        regulation(30),
    ),
    Need.ANSWERED_BEFORE: lambda case: _when(
        case.facts.answered_before, words.NEED_ANSWERED_BEFORE, regulation(36, item=6)
    ),
    Need.DISCLOSED: _disclosed,
    Need.ORDERED: _ordered,
}
