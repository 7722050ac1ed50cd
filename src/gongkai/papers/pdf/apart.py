"""Tables whose cells are boxes of their own, set apart from each other (`border-spacing`, double rules): the two lines
of each gap become the one border that they mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.papers.pdf.page import Rule

_WIDEST = 6.5  # points between two lines of one gap; a column is wider, a row higher
_NEAREST = 2.7  # lines nearer than this become one anyhow
_ALIKE = 0.7  # points by which the gaps of one table may differ
_SHARE = 0.5  # of the lines of either direction stand at a gap


@dataclass(slots=True)
class _Net:
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)


def connected(
    level: Sequence[Rule], upright: Sequence[Rule], reach: float
) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of level and upright lines that meet, or miss each other by no more than `reach` points."""
    parents = list(range(len(level) + len(upright)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for n, row in enumerate(level):
        for m, column in enumerate(upright, len(level)):
            if (
                row.start - reach <= column.at <= row.end + reach
                and column.start - reach <= row.at <= column.end + reach
            ):
                parents[root(m)] = root(n)
    nets: dict[int, _Net] = {}
    for n, row in enumerate(level):
        nets.setdefault(root(n), _Net()).level.append(row)
    for m, column in enumerate(upright, len(level)):
        nets.setdefault(root(m), _Net()).upright.append(column)
    return [(net.level, net.upright) for net in nets.values()]


def closed_up(level: Sequence[Rule], upright: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The lines of a page; those at the gaps of a table that has gaps everywhere meet in the middle of them."""
    found: tuple[list[Rule], list[Rule]] = [], []
    for group in connected(level, upright, _WIDEST):
        for all_lines, lines in zip(found, _closed_up(*group), strict=True):
            all_lines += lines
    return found


def _closed_up(level: list[Rule], upright: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    gaps = [_gaps(lines) for lines in (level, upright)]
    widths = sorted(abs(gap) for each in gaps for gap in each if gap)
    if not widths:
        return level, upright
    width = widths[len(widths) // 2]
    gaps = [[gap if abs(abs(gap) - width) <= _ALIKE else 0.0 for gap in each] for each in gaps]
    if any(sum(map(bool, each)) < _SHARE * len(each) for each in gaps):
        return level, upright
    ats = [
        [rule.at + gap / 2 for rule, gap in zip(lines, each, strict=True)]
        for lines, each in zip((level, upright), gaps, strict=True)
    ]
    return _moved(level, ats[0], ats[1], width), _moved(upright, ats[1], ats[0], width)


def _moved(lines: list[Rule], ats: list[float], crossing: list[float], width: float) -> list[Rule]:
    """Lines at their new places: those of the boxes reach into the gaps, those of a frame around all of them end where
    the crossing lines of the frame now stand."""
    places = sorted(set(crossing))

    def end(old: float, outward: float) -> float:
        near = min(places, key=lambda place: abs(place - old), default=old)
        inside = (near - old) * outward < 0
        return near if inside and abs(near - old) <= width else old + outward * width / 2

    return [Rule(at, end(rule.start, -1), end(rule.end, 1)) for rule, at in zip(lines, ats, strict=True)]


def _gaps(lines: Sequence[Rule]) -> list[float]:
    """For each line the distance to the nearest one beside it, negative to the left or above; 0.0 without one."""
    order = sorted(range(len(lines)), key=lambda n: lines[n].at)
    found = [0.0] * len(lines)
    for place, n in enumerate(order):
        for step in (1, -1):
            other = place + step
            while 0 <= other < len(order):
                m = order[other]
                distance = lines[m].at - lines[n].at
                if abs(distance) > _WIDEST:
                    break
                if abs(distance) >= _NEAREST and _beside(lines[n], lines[m]):
                    if not found[n] or abs(distance) < abs(found[n]):
                        found[n] = distance
                    break
                other += step
    return found


def _beside(one: Rule, other: Rule) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0.5 * min(one.end - one.start, other.end - other.start)
