"""Pieces of ruling lines become whole lines: programs draw them cell by cell, dashed, doubled or dotted."""

from collections.abc import Iterable

from gongkai.papers.pdf.page import Rule

_BESIDE = 0.8  # points: pieces so near side by side are one line
_GAP = 1.5  # points between two pieces of one line
_DASH = 9.0  # points: a piece so short is a dash
_DASH_GAP = 7.0  # points between two dashes
_SHORTEST = 4.0  # points: what is shorter in the end is no line


def whole(pieces: Iterable[Rule], extent: float, length: float) -> list[Rule]:
    """The lines that the pieces make up, within the page: `extent` points across the lines, `length` along them."""
    inside = [
        Rule(piece.at, max(0.0, piece.start), min(length, piece.end))
        for piece in pieces
        if -1 <= piece.at <= extent + 1 and piece.end > 0 and piece.start < length
    ]
    lines: list[Rule] = []
    for level in _levels(inside):
        at = sum(piece.at for piece in level) / len(level)
        level.sort(key=lambda piece: piece.start)
        start, end = level[0].start, level[0].end
        last_short = end - start <= _DASH
        for piece in level[1:]:
            short = piece.end - piece.start <= _DASH
            if piece.start - end <= (_DASH_GAP if short and last_short else _GAP):
                end = max(end, piece.end)
            else:
                lines.append(Rule(at, start, end))
                start, end = piece.start, piece.end
            last_short = short
        lines.append(Rule(at, start, end))
    return [line for line in lines if line.end - line.start >= _SHORTEST]


def _levels(pieces: list[Rule]) -> list[list[Rule]]:
    """Pieces at the same height."""
    levels: list[list[Rule]] = []
    for piece in sorted(pieces):
        if levels and piece.at - levels[-1][0].at <= _BESIDE:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return levels
