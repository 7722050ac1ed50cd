"""Reading files of every kind, end to end: from the file to checked cells; many files side by side; writing; and
beside it what people use instead.

Where GONGKAI_PEERS names the Python of an environment that has them, docling and markitdown convert the same files
(conversion alone, nothing is understood)."""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from time import perf_counter, sleep

import psutil
from measure import Figure, figure

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


def beside(python: str, ours: dict[str, Figure]) -> Iterator[Figure]:
    """docling and markitdown on the same files, with how many of the printed cells stand where they are printed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix, way in ((".docx", "docx"), (".html", "html")):
            for number, (_, _, each, rng) in enumerate(list(made_pages(1, 2 * COUNT, way))[::2]):
                (folder / f"{number}{suffix}").write_bytes(DIRECT[way](each, rng))
                (folder / f"{number}{suffix}.json").write_text(json.dumps(_cells(each), ensure_ascii=False))
        for peer in ("docling", "markitdown"):
            for suffix in (".docx", ".html"):
                done = subprocess.run([python, PEER, peer, suffix, folder], stdout=subprocess.PIPE, text=True)
                if done.returncode:
                    continue
                told = json.loads(done.stdout.splitlines()[-1])
                mine = ours[suffix]
                times = told["seconds"] / mine.seconds
                need = TIMES[peer, suffix]
                met = "yes" if times >= need else "NO"
                what = (
                    f"{peer} {told['version']} converts the same {suffix}: {told['share']:.1%} of the cells in place, "
                    f"{times:.0f} × our time from file to checked cells (at least {need} ×: {met})"
                )
                yield Figure(what, told["seconds"], told["least"], told["most"], told["runs"])


def _cells(each: Page) -> list[list[list[str]]]:
    """The tables as they are printed, a merged cell's text in its first place."""
    return [[["".join(cell.text.split()) for cell in row] for row in spread(rows)] for rows in each.tables()]


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
