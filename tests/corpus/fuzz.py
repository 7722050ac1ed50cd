"""`make fuzz`: thousands of damaged files and texts, from a seed. Nothing may crash, hang or say what is not printed.

Texts are mutated by `mutate`, which knows what each mutation leaves printed: a value read otherwise is a silent error.
Files of every kind are damaged in their bytes, packed ones also inside their members, and read in worker processes:
each must be read, or refused with a sentence, within its bounds.
"""

import argparse
import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from time import monotonic

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.mutate import run, sources
from corpus.score_files import DIRECT, OFFICE, files
from gongkai.annual.batch import Answer, read_files
from gongkai.papers.limits import Limits

BATCH = 200
LIMITS = Limits(seconds=20)
FAULTS = ("程序出错", "已停止", "意外")  # in the sentence of a file that broke a worker
_SLOW = ("doc by LibreOffice", "rtf by LibreOffice")  # each goes through LibreOffice: few of them
_PACKED = b"PK\x03\x04"


def samples(seed: int) -> dict[str, list[bytes]]:
    """Files of every way, a few of each."""
    ways = {way: list(files(seed, 4, way)) for way in (*DIRECT, *OFFICE)}
    return {way: [data for _, _, data in made if data] for way, made in ways.items()}


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to four wounds; half of the packed files keep a sound package around a wounded member."""
    if data.startswith(_PACKED) and rng.random() < 0.7:
        return _inside(data, rng)
    for _ in range(rng.randint(1, 4)):
        data = _wound(data, rng)
    return data


def _inside(data: bytes, rng: random.Random) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        members = source.namelist()
        wounded = set(rng.sample(members, min(len(members), rng.randint(1, 2))))
        main = [name for name in members if name.endswith(("document.xml", "content.xml", "sheet1.xml"))]
        wounded |= set(main) if rng.random() < 0.7 else set()
        for name in members:
            if name in wounded and rng.random() < 0.1:
                continue  # a part is missing
            content = source.read(name)
            if name in wounded:
                for _ in range(rng.randint(1, 4)):
                    content = _wound(content, rng)
            target.writestr(name, content)
    return out.getvalue()


def _wound(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return rng.randbytes(8)
    at = rng.randrange(len(data))
    length = rng.choice((1, 1, 4, 30, 400))
    match rng.randrange(7):
        case 0:
            return data[:at] + rng.randbytes(length) + data[at + length :]
        case 1:
            return data[:at] + data[at + length :]
        case 2:
            return data[:at] + data[at : at + length] * rng.choice((2, 2, 50)) + data[at + length :]
        case 3:
            return data[: max(at, 1)]
        case 4:
            other = rng.randrange(len(data))
            return data[:at] + data[other : other + length] + data[at:]
        case 5:
            tag = data.find(b"<", at)
            end = data.find(b">", tag) + 1 if tag >= 0 else 0
            return data[:tag] + data[end:] if end > tag >= 0 else data[:at] + data[at + 1 :]
        case _:
            digit = rng.choice((b"0", b"-1", b"999999999", b"1e9", b"NaN"))
            place = next((n for n in range(at, min(at + 400, len(data))) if data[n : n + 1].isdigit()), at)
            return data[:place] + digit + data[place + 1 :]


def attacks(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each damaged file."""
    kinds = samples(seed)
    fast = [way for way in kinds if way not in _SLOW and kinds[way]]
    slow = [way for way in _SLOW if kinds.get(way)]
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        way = rng.choice(slow) if slow and number % 100 == 99 else rng.choice(fast)
        yield f"{number:06d} {way}".replace(" ", "_"), damaged(rng.choice(kinds[way]), rng)


def assault(seed: int, count: int, jobs: int, keep: Path | None) -> tuple[Counter[str], list[str]]:
    """What became of the damaged files, and those that broke the reader."""
    found: Counter[str] = Counter()
    broken: list[str] = []
    waiting = attacks(seed, count)
    begun = monotonic()
    while True:
        with tempfile.TemporaryDirectory() as name:
            paths = []
            for label, data in waiting:
                paths.append(Path(name) / label)
                paths[-1].write_bytes(data)
                if len(paths) == BATCH:
                    break
            if not paths:
                return found, broken
            answers = {Path(path).name: 0 for path in paths}
            for answer in read_files(paths, jobs=jobs, limits=LIMITS):
                # A damaged document may be no more than a packed folder: its members answer for it.
                label = next(part for part in Path(answer.name).parts if part in answers)
                answers[label] += 1
                found[answer.answer.name] += 1
                if answer.answer is not Answer.READ and any(word in answer.says for word in FAULTS):
                    broken.append(f"{answer.name}: {answer.says}")
                    source = Path(name) / label
                    if keep and source.exists():
                        keep.mkdir(parents=True, exist_ok=True)
                        (keep / label).write_bytes(source.read_bytes())
            broken += [f"{label}: no answer" for label, times in answers.items() if not times]
        sys.stderr.write(f"\r{sum(found.values())} files, {monotonic() - begun:.0f} s, {len(broken)} broken ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the files that broke the reader")
    options = parser.parse_args()
    found, broken = assault(options.seed, options.files, options.jobs, options.keep)
    sys.stdout.write(f"\nfiles: {dict(found)}\n" + "".join(f"BROKEN {line}\n" for line in broken))
    silent = run(sources(options.seed, 20), options.seed, options.texts)
    sys.stdout.write(f"texts: {options.texts}, silent errors: {len(silent)}\n")
    sys.stdout.writelines(f"SILENT {name}: {what}\n" for name, what in silent.items())
    sys.exit(1 if broken or silent else 0)


if __name__ == "__main__":
    main()
