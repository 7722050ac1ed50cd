"""Made reports as web pages whose cells or spans are dropped, added or changed in the source."""

import random
import re

from corpus.as_html import plain
from corpus.made import Made
from corpus.ruled import page

_CELL = re.compile(r"<td([^>]*)>([^<]*(?:<br>[^<]*)*)</td>")
_SPAN = re.compile(r' (?:row|col)span="(\d+)"')
MUTATIONS = (
    "drop",
    "drop_figure",
    "add",
    "add_figure",
    "no_span",
    "other_span",
    "no_rowspans",
    "no_colspans",
)


def source(made: Made, rng: random.Random) -> str:
    return plain(page(made, rng), rng).decode()


def mutate(html: str, rng: random.Random) -> tuple[str, str]:
    """One mutation of the source, and its name."""
    how = rng.choice(MUTATIONS)
    if how in ("no_rowspans", "no_colspans"):
        return re.sub(rf' {how[3:-1]}="\d+"', "", html), how
    cells = [found for found in _CELL.finditer(html) if how != "drop_figure" or not found[1]]
    spans = list(_SPAN.finditer(html))
    if how in ("no_span", "other_span"):
        found = rng.choice(spans)
        other = int(found[1]) + rng.choice((-1, 1))
        text = "" if how == "no_span" or other < 1 else found[0].replace(found[1], str(other))
    else:
        found = rng.choice(cells)
        text = "" if how.startswith("drop") else f"<td>{rng.choice(('', '7'))}</td>"
        if how.startswith("add"):
            text = text + found[0] if rng.random() < 0.5 else found[0] + text
    return html[: found.start()] + text + html[found.end() :], how
