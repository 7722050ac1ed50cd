"""Several readings of every row of table 三: which of them can stand together under all balances of the form."""

from collections.abc import Mapping, Sequence

from gongkai.annual.form import Balance

Figures = tuple[int, ...]
_MOST = 20_000  # sums kept at a time: beyond that nothing is decided
_STEPS = 400_000  # additions in all


class _TooManyError(Exception):
    pass


def standing(
    choices: Mapping[str, Sequence[Figures]], balances: Sequence[Balance]
) -> dict[str, set[Figures]]:
    """For each row (by key) the readings that occur in any combination that satisfies every balance in every column.
    Empty when there is no such combination, or too many to go through. The balances: several rows that add up to
    one (A2), and that one with another equal to two more (A1)."""
    parts, whole = _sum_of(balances)
    (flow,) = (balance for balance in balances if len(balance.right) == 2)
    others = [key for key in (*flow.left, *flow.right) if key != whole]
    sign = {key: 1 if key in flow.left else -1 for key in others}
    try:
        wanted = _ends([(choices[key], sign[key]) for key in others]) & set(choices[whole])
        through = _through([choices[key] for key in parts], wanted)
        if through is None:
            return {}
        alive, ends = through
        found = dict(zip(parts, alive, strict=True)) | {whole: ends}
        for key in others:
            rest = _ends([(choices[each], sign[each]) for each in others if each != key])
            found[key] = {
                figures
                for figures in choices[key]
                if any(_plus(each, figures, sign[key]) in ends for each in rest)
            }
    except _TooManyError:
        return {}
    return found


def _sum_of(balances: Sequence[Balance]) -> tuple[tuple[str, ...], str]:
    (balance,) = (balance for balance in balances if len(balance.right) == 1)
    return balance.left, balance.right[0]


def _plus(left: Figures, right: Figures, sign: int = 1) -> Figures:
    return tuple(a + sign * b for a, b in zip(left, right, strict=True))


def _ends(terms: Sequence[tuple[Sequence[Figures], int]]) -> set[Figures]:
    """Every sum of one reading each."""
    sums = {(0,) * len(terms[0][0][0])}
    for readings, sign in terms:
        if len(sums) * len(readings) > _STEPS:
            raise _TooManyError
        sums = {_plus(each, figures, sign) for each in sums for figures in readings}
    return sums


def _through(
    rows: Sequence[Sequence[Figures]], wanted: set[Figures]
) -> tuple[list[set[Figures]], set[Figures]] | None:
    """The readings of each row on some way to a wanted sum, and the sums that are reached; None without any."""
    if not wanted:
        return None
    most = tuple(map(max, zip(*wanted, strict=True)))
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    stages = [{(0,) * len(most)}]
    steps = 0
    for place in order:
        steps += len(stages[-1]) * len(rows[place])
        if steps > _STEPS:
            raise _TooManyError
        after = {_plus(each, figures) for each in stages[-1] for figures in rows[place]}
        stages.append({each for each in after if all(a <= b for a, b in zip(each, most, strict=True))})
        if len(stages[-1]) > _MOST:
            raise _TooManyError
    ends = goal = stages[-1] & wanted
    if not goal:
        return None
    alive: dict[int, set[Figures]] = {}
    for place, before in zip(reversed(order), reversed(stages[:-1]), strict=True):
        ways = [(each, figures) for each in before for figures in rows[place] if _plus(each, figures) in goal]
        alive[place] = {figures for _, figures in ways}
        goal = {each for each, _ in ways}
    return [alive[place] for place in range(len(rows))], ends
