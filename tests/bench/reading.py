"""Reading files of every kind, end to end: from the file to checked cells; many files side by side; writing; and
beside it what people use instead.

Where GONGKAI_PEERS names the Python of an environment that has them, docling and markitdown convert the same files
(conversion alone, nothing is understood). They are set beside both: our conversion alone, from the file to grids with
true columns, and our whole way to checked cells."""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from time import perf_counter, sleep

import psutil
from measure import Figure, figure
from peer import Tables, share, squeezed

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.made import Made
from corpus.ruled import Page, spread
from corpus.score import Score, judge, sample
from corpus.score_files import DIRECT, files, made_pages
from gongkai.annual.batch import Answer, read_files
from gongkai.annual.batch_load import report_in
from gongkai.annual.check import check
from gongkai.annual.writers import WRITERS
from gongkai.papers.limits import LIMITS, MB
from gongkai.papers.model import Cell, Document, Grid
from gongkai.papers.open import from_bytes
from gongkai.papers.workers.worker import spare_loaded
from gongkai.papers.writing.fonts import find_fonts

COUNT = 40
MANY = 10_000
TEXTS = ("tab_rows_full", "bars", "lines_blank", "tab_cells", "browser")  # the usual ones
# name → way of the corpus, seconds a report at most
KINDS: dict[str, tuple[str, float | None]] = {
    "HTML": ("html", 1 / 150),
    "HTML as a site prints it": ("html cms", None),
    ".docx": ("docx", 1 / 100),
    ".xlsx": ("xlsx", None),
    "text": ("text", 1 / 150),
    "PDF with text, two readings": ("pdf by LibreOffice", 1 / 8),
}
SUFFIX = {"html": ".html", "html cms": ".html", "docx": ".docx", "xlsx": ".xlsx", "text": ".txt",
          "pdf by LibreOffice": ".pdf"}  # fmt: skip
COMMAND = str(Path(sys.executable).parent / "gongkai")
PEER = Path(__file__).parent / "peer.py"
# peer, suffix → how many times as long it must take at least
TIMES = {
    ("docling", ".docx"): 6,
    ("docling", ".html"): 10,
    ("markitdown", ".docx"): 10,
    ("markitdown", ".html"): 10,
}


def corpus(way: str, count: int) -> list[tuple[Made, bytes]]:
    """Undamaged made reports as files, with their truth."""
    if way == "text":
        made = (sample(number, TEXTS[number % len(TEXTS)], "none") for number in range(count))
        return [(truth, text.encode()) for truth, text in made]
    return [(made, data) for _, made, data in list(files(1, 2 * count, way))[::2] if data]


def end_to_end(name: str, sources: list[tuple[Made, bytes]], limit: float | None) -> Figure:
    """The mean seconds of a file, and how much of it was read, in the name."""
    score = Score()
    taken = []
    check(report_in(sources[0][1], name, LIMITS))  # what is loaded once is not a report's cost
    spare_loaded()  # as the command's processes do
    for turn in range(3):
        for made, data in sources:
            begun = perf_counter()
            report = report_in(data, name, LIMITS)
            check(report)
            taken.append(perf_counter() - begun)
            if turn == 0:
                judge(made, report, score, name)
    what = f"read and check, {name}: {score.recall:.1%} of the cells, {len(score.silent)} wrong"
    return Figure(what, statistics.fmean(taken), min(taken), max(taken), len(taken), limit)


def in_batch(way: str, suffix: str, count: int, limit: float) -> Figure:
    """Seconds of one old Word file among many."""
    with tempfile.TemporaryDirectory() as name:
        paths = []
        for number, (_, data) in enumerate(corpus(way, count)):
            paths.append(Path(name) / f"{number}{suffix}")
            paths[-1].write_bytes(data)
        begun = perf_counter()
        read = sum(answer.answer is Answer.READ for answer in read_files(paths, jobs=1))
        taken = (perf_counter() - begun) / len(paths)
    return figure(f"read {suffix} in a batch of {count}, each ({read} read)", [taken], limit)


def many(folder: Path, kinds: dict[str, list[tuple[Made, bytes]]], count: int) -> tuple[float, int, int]:
    """`gongkai read FOLDER --jobs 2 --json` over `count` mixed files: seconds, highest resident bytes of one of its
    processes, files read."""
    for _ in _copies(folder, kinds, count):
        pass
    highest = 0
    begun = perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        running = subprocess.Popen(
            [COMMAND, "read", str(folder), "--jobs", "2", "--json"], stdout=told, stderr=subprocess.DEVNULL
        )
        process = psutil.Process(running.pid)
        while running.poll() is None:
            highest = max([highest, _resident(process), *map(_resident, _under(process))])
            sleep(0.2)
        taken = perf_counter() - begun
        told.seek(0)
        read = sum(json.loads(line)["exit"] == 0 for line in told)
    return taken, highest, read


def _under(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def _copies(folder: Path, kinds: dict[str, list[tuple[Made, bytes]]], count: int) -> Iterator[Path]:
    ways = [way for way, _ in KINDS.values()]
    originals: dict[tuple[str, int], Path] = {}
    for number in range(count):
        way = ways[number % len(ways)]
        place = number // len(ways) % len(kinds[way])
        path = folder / f"{number:05d}{SUFFIX[way]}"
        if (way, place) in originals:
            path.hardlink_to(originals[way, place])
        else:
            path.write_bytes(kinds[way][place][1])
            originals[way, place] = path
        yield path


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def written(sources: list[tuple[Made, bytes]]) -> Iterator[Figure]:
    """Seconds of writing one report in each form."""
    fonts = find_fonts()
    reports = [report_in(data, "", LIMITS) for _, data in sources[:20]]
    limits = {"pdf": 0.05, "docx": 0.015}
    for kind, writer in WRITERS.items():
        writer(reports[0], fonts)
        taken = []
        for report in reports:
            begun = perf_counter()
            writer(report, fonts)
            taken.append(perf_counter() - begun)
        yield figure(f"write one report as {kind}", taken, limits.get(kind))


def beside(python: str, whole: dict[str, Figure]) -> Iterator[Figure]:
    """Our conversion alone, and docling and markitdown on the same files, with how many of the printed cells stand
    where they are printed. `whole`: our times from file to checked cells."""
    alone = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix, way in ((".docx", "docx"), (".html", "html")):
            sources = []
            for number, (_, _, each, rng) in enumerate(list(made_pages(1, 2 * COUNT, way))[::2]):
                sources.append((DIRECT[way](each, rng), _cells(each)))
                (folder / f"{number}{suffix}").write_bytes(sources[-1][0])
                (folder / f"{number}{suffix}.json").write_text(json.dumps(sources[-1][1], ensure_ascii=False))
            alone[suffix] = conversion(suffix, sources)
            yield alone[suffix]
        for peer in ("docling", "markitdown"):
            for suffix in (".docx", ".html"):
                done = subprocess.run([python, PEER, peer, suffix, folder], stdout=subprocess.PIPE, text=True)
                if done.returncode:
                    continue
                told = json.loads(done.stdout.splitlines()[-1])
                times = [told["seconds"] / ours[suffix].seconds for ours in (alone, whole)]
                need = TIMES[peer, suffix]
                met = ["yes" if each >= need else "NO" for each in times]
                what = (
                    f"{peer} {told['version']} converts the same {suffix}: {told['share']:.1%} of the cells in place, "
                    f"{times[0]:.0f} × our conversion (at least {need} ×: {met[0]}), "
                    f"{times[1]:.1f} × our time to checked cells (at least {need} ×: {met[1]})"
                )
                yield Figure(what, told["seconds"], told["least"], told["most"], told["runs"])


def conversion(suffix: str, sources: list[tuple[bytes, Tables]]) -> Figure:
    """The mean seconds of opening a file as a document with grids, nothing understood, timed as the peers are."""
    taken, right, whole = [], 0, 0
    from_bytes(sources[0][0], "")
    spare_loaded()
    for data, truth in sources:
        begun = perf_counter()
        document = from_bytes(data, "")
        taken.append(perf_counter() - begun)
        hit, of = share(truth, _grids(document))
        right, whole = right + hit, whole + of
    what = f"convert {suffix} alone: {right / whole:.1%} of the cells in place"
    return Figure(what, statistics.fmean(taken), min(taken), max(taken), len(taken))


def _grids(document: Document) -> Tables:
    return [_texts(block.rows) for block in document.blocks if isinstance(block, Grid)]


def _cells(each: Page) -> Tables:
    """The tables as they are printed, a merged cell's text in its first place."""
    return [_texts(rows) for rows in each.tables()]


def _texts(rows: Iterable[Iterable[Cell]]) -> list[list[str]]:
    return [[squeezed(cell.text) for cell in row] for row in spread([list(row) for row in rows])]


def main() -> None:
    random.seed(0)
    kinds = {way: corpus(way, COUNT) for way, _ in KINDS.values()}
    found = {name: end_to_end(name, kinds[way], limit) for name, (way, limit) in KINDS.items()}
    figures = list(found.values())
    figures.append(in_batch("doc by LibreOffice", ".doc", 20, 0.3))
    figures += written(kinds["docx"])
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        short, _, _ = many(Path(first), kinds, MANY // 10)
        long, highest, read = many(Path(second), kinds, MANY)
    figures.append(figure(f"{MANY // 10:,} mixed reports, two jobs", [short]))
    memory = f"{highest // MB} MB at most in a process, limit 300: {'yes' if highest < 300 * MB else 'NO'}"
    figures.append(
        figure(
            f"{MANY:,} mixed reports, two jobs ({read:,} read; {memory}); limit 11 × a tenth",
            [long],
            11 * short,
        )
    )
    if python := os.environ.get("GONGKAI_PEERS"):
        figures += beside(python, {".docx": found[".docx"], ".html": found["HTML"]})
    for each in figures:
        print(json.dumps(asdict(each), ensure_ascii=False))


if __name__ == "__main__":
    main()
