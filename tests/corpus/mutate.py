"""Mutations of a text's blanks, line ends, tabs and bars: what bad converters and bad copying leave of a report.

`python tests/corpus/mutate.py --inputs 20000` runs them by hand over the generator's layouts, the samples and, with
`--texts FOLDER`, over what `score.py --converters FOLDER` has kept. No silent error may come of any."""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

import gongkai
from corpus.layouts import LAYOUTS
from corpus.made import Made
from corpus.score import Score, judge, sample
from gongkai.annual.form import Address, Edition
from gongkai.annual.read import NotAReport, read
from gongkai.annual.report import Value
from gongkai.papers.open import from_text

SAMPLES = Path(gongkai.__file__).parent / "demo" / "samples"
Lines = list[str]
Mutation = Callable[[Lines, random.Random], Lines]
_HAN = re.compile(r"[\u4e00-\u9fff]")


def some_blank_lines_lost(lines: Lines, rng: random.Random) -> Lines:
    blank = [place for place, line in enumerate(lines) if not line.strip()]
    lost = set(rng.sample(blank, min(len(blank), rng.randint(1, 8))))
    return [line for place, line in enumerate(lines) if place not in lost]


def many_blank_lines_lost(lines: Lines, rng: random.Random) -> Lines:
    share = rng.random()
    return [line for line in lines if line.strip() or rng.random() > share]


def one_blank_line_of_each_row_lost(lines: Lines, rng: random.Random) -> Lines:
    """The first, or the last, blank line between two lines with words."""
    order = 1 if rng.random() < 0.5 else -1
    kept: Lines = []
    lost = False
    for line in lines[::order]:
        if _HAN.search(line):
            lost = False
        elif not line.strip() and not lost:
            lost = True
            continue
        kept.append(line)
    return kept[::order]


def one_column_of_blank_lines_lost(lines: Lines, rng: random.Random) -> Lines:
    column = rng.randint(1, 7)
    kept: Lines = []
    since = 0
    for line in lines:
        since = 0 if _HAN.search(line) else since + 1
        if since != column or line.strip():
            kept.append(line)
    return kept


def blank_lines_added(lines: Lines, rng: random.Random) -> Lines:
    """No tab: where a tab begins a cell, that would print a cell more."""
    lines = list(lines)
    for _ in range(rng.randint(1, 6)):
        lines.insert(rng.randrange(len(lines)), rng.choice(("", " ")))
    return lines


def stripped(lines: Lines, rng: random.Random) -> Lines:
    return [line.strip() for line in lines]


def right_stripped(lines: Lines, rng: random.Random) -> Lines:
    return [line.rstrip() for line in lines]


def some_stripped(lines: Lines, rng: random.Random) -> Lines:
    return [line.strip() if rng.random() < 0.1 else line for line in lines]


def padded_right(lines: Lines, rng: random.Random) -> Lines:
    pad = rng.choice(("  ", "\t", "\t\t", "|", "\u3000"))
    return [line + pad if line.strip() and rng.random() < 0.8 else line for line in lines]


def squeezed(lines: Lines, rng: random.Random) -> Lines:
    return [re.sub(r"[ \t\u3000]+", " ", line) for line in lines]


def squeezed_to_two(lines: Lines, rng: random.Random) -> Lines:
    return [re.sub(r" {2,}", "  ", line) for line in lines]


def some_squeezed(lines: Lines, rng: random.Random) -> Lines:
    return [re.sub(r"\s+", " ", line) if rng.random() < 0.1 else line for line in lines]


def tabs_as_blanks(lines: Lines, rng: random.Random) -> Lines:
    return [line.replace("\t", " ") for line in lines]


def some_tabs_as_blanks(lines: Lines, rng: random.Random) -> Lines:
    return [re.sub(r"\t", lambda _: "\t" if rng.random() > 0.1 else "  ", line) for line in lines]


def tabs_as_line_ends(lines: Lines, rng: random.Random) -> Lines:
    return "\n".join(lines).replace("\t", "\n").split("\n")


def hard_blanks(lines: Lines, rng: random.Random) -> Lines:
    return [line.replace(" ", "\u00a0") for line in lines]


def lines_joined(lines: Lines, rng: random.Random) -> Lines:
    lines = list(lines)
    for _ in range(rng.randint(1, 5)):
        if len(lines) > 3:
            place = rng.randrange(len(lines) - 1)
            lines[place : place + 2] = [lines[place] + rng.choice((" ", "\t", "")) + lines[place + 1]]
    return lines


def stretch_joined(lines: Lines, rng: random.Random) -> Lines:
    place, length = rng.randrange(len(lines)), rng.choice((3, 5, 9))
    joined = rng.choice(("\t", " ", " | ")).join(line.strip() for line in lines[place : place + length])
    return [*lines[:place], joined, *lines[place + length :]]


def lines_split(lines: Lines, rng: random.Random) -> Lines:
    lines = list(lines)
    for _ in range(rng.randint(1, 5)):
        place = rng.randrange(len(lines))
        blanks = [match.start() for match in re.finditer(r"\s", lines[place])]
        if blanks:
            cut = rng.choice(blanks)
            lines[place : place + 1] = [lines[place][:cut], lines[place][cut + 1 :]]
    return lines


def words_wrapped(lines: Lines, rng: random.Random) -> Lines:
    wrapped: Lines = []
    for line in lines:
        places = [match.end() for match in re.finditer(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])", line)]
        if places and rng.random() < 0.1:
            cut = rng.choice(places)
            wrapped += [line[:cut], line[cut:]]
        else:
            wrapped.append(line)
    return wrapped


def bars_lost(lines: Lines, rng: random.Random) -> Lines:
    return [re.sub(r"\|", lambda _: "|" if rng.random() > 0.05 else " ", line) for line in lines]


def outer_bars_lost(lines: Lines, rng: random.Random) -> Lines:
    pattern = rng.choice((r"^\s*\|", r"\|\s*$", r"^\s*\||\|\s*$"))
    share = rng.choice((0.1, 0.5, 1))
    return [re.sub(pattern, "", line) if rng.random() < share else line for line in lines]


def head_again(lines: Lines, rng: random.Random) -> Lines:
    """Some lines of the head repeated further down, as over a page break."""
    heads = [place for place, line in enumerate(lines) if "商业企业" in line]
    if not heads:
        return lines
    head = lines[max(0, heads[0] - rng.randint(0, 3)) : heads[0] + rng.randint(1, 6)]
    place = min(len(lines), heads[0] + rng.randint(8, 150))
    return [*lines[:place], *head, *lines[place:]]


MUTATIONS: tuple[Mutation, ...] = tuple(
    each
    for name, each in list(globals().items())
    if callable(each) and name[0].islower() and not isinstance(each, type) and each.__module__ == __name__
)


def mutated(text: str, rng: random.Random) -> tuple[str, str]:
    """The text after one to three mutations, and their names."""
    lines = text.split("\n")
    chosen = rng.choices(MUTATIONS, k=rng.randint(1, 3))
    for mutation in chosen:
        lines = mutation(lines, rng)
    return "\n".join(lines), "+".join(mutation.__name__ for mutation in chosen)


def sources(seed: int, made: int, folder: Path | None = None) -> list[tuple[str, str, Made]]:
    """Names, texts and truths: `made` reports of each layout, the samples, kept outputs of converters."""
    found = [
        (f"{layout}-{number}", text, truth)
        for layout in LAYOUTS
        for number in range(seed, seed + made)
        for truth, text in (sample(number, layout, "none"),)
    ]
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found.append((path.stem, text, _as_read(text)))
    for path in sorted(folder.glob("*.txt")) if folder else ():
        found.append((path.stem, path.read_text(encoding="utf-8"), kept(path.with_suffix(".json"))))
    return found


def _as_read(text: str) -> Made:
    """A sample as its own truth: that it is read right is tested against readings by hand."""
    report = read(from_text(text))
    assert report.organ
    assert report.year
    assert report.edition
    return Made(report.organ, report.year, report.edition, {}, dict(report.cells), dict(report.units))


def kept(path: Path) -> Made:
    """The truth beside a kept output."""
    said = json.loads(path.read_text(encoding="utf-8"))
    values = {Address(*key.split("/")): _number(value) for key, value in said["values"].items()}
    return Made(said["organ"], said["year"], Edition(said["edition"]), {}, values, {})


def _number(text: str | None) -> Value:
    if text is None:
        return None
    return Decimal(text) if "." in text else int(text)


def run(bases: Sequence[tuple[str, str, Made]], seed: int, inputs: int, first: int = 0) -> Counter[str]:
    """Read `inputs` mutated texts from the `first` on; the names of the mutations with silent errors, counted."""
    wrong: Counter[str] = Counter()
    for number in range(first, first + inputs):
        rng = random.Random(f"{seed}/{number}")
        name, text, truth = rng.choice(bases)
        changed, how = mutated(text, rng)
        try:
            report = read(from_text(changed))
        except NotAReport:
            continue
        score = Score()
        report = replace(
            report, cells={key: value for key, value in report.cells.items() if key in truth.values}
        )
        judge(truth, report, score, f"{seed}/{number} {name} {how}")
        if score.silent:
            wrong[f"{score.silent[0]} ({len(score.silent)})"] += 1
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20000)
    parser.add_argument("--first", type=int, default=0, help="number of the first input, to run in parts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--made", type=int, default=4, help="reports of each layout")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--show", type=int, help="print the text of this input and stop")
    options = parser.parse_args()
    bases = sources(options.seed, options.made, options.texts)
    if options.show is not None:
        rng = random.Random(f"{options.seed}/{options.show}")
        sys.stdout.write(mutated(rng.choice(bases)[1], rng)[0])
        return
    wrong = run(bases, options.seed, options.inputs, options.first)
    for line in wrong:
        sys.stdout.write(f"SILENT {line}\n")
    sys.stdout.write(
        f"{options.inputs} inputs from {options.first}, of {len(bases)} texts, "
        f"{sum(wrong.values())} with silent errors\n"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
