"""LibreOffice as a converter of old Word files: many files in one run, in a process of its own that is bounded."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gongkai.papers.limits import MB, Limits
from gongkai.papers.oldword.soffice_profile import write_profile
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.workers.process_tree import end_tree

_PROGRAMS = ("soffice", "libreoffice")
_FILTER = "docx:MS Word 2007 XML"
_START = 20.0  # seconds a first start may take on a slow machine
_EACH = 3.0  # further seconds for every file of a run; a report takes a fraction of one
_MEMORY = 4096 * MB  # address space; LibreOffice maps more than it uses
_RTF = b"{\\rtf"
# The shell sets the bounds before LibreOffice starts, so that its children have them too.
_BOUNDED = 'ulimit -v "$1"; ulimit -f "$2"; ulimit -c 0; shift 2; exec "$@"'
_OPTIONS = (
    "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
)  # fmt: skip


def to_docx(files: Sequence[tuple[str, bytes]], limits: Limits) -> list[bytes | CannotOpen]:
    """The files (name, bytes: .doc, .wps, .rtf) as .docx, in their order; a refusal for each that cannot be.

    One run of LibreOffice takes them all. Where it ends before the last one, the file it ended at is tried alone and
    the rest goes on without it. Time: `limits.seconds` for a file and some more for each further one of the run.
    """
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        return [
            CannotOpen(
                f"{name}要经LibreOffice转换才能读，本机没有装；请装上（如 apt install libreoffice-writer）再试，"
                "或用Word、WPS另存为.docx"
            )
            for name, _ in files
        ]
    results: dict[int, bytes | CannotOpen] = {}
    ahead = [list(range(len(files)))]
    while ahead:
        run = ahead.pop()
        if not run:
            continue
        done = _run(program, [files[number][1] for number in run], limits)
        results.update({number: data for number, data in zip(run, done, strict=True) if data is not None})
        failed = [number for number in run if number not in results]
        if len(run) == 1:
            results.update({number: _refusal(files[number][0], limits) for number in failed})
        elif failed:
            ahead += [failed[1:], failed[:1]]
    return [results[number] for number in range(len(files))]


def _refusal(name: str, limits: Limits) -> CannotOpen:
    return CannotOpen(
        f"{name}经LibreOffice转换不出来（可能已损坏，或超过{limits.seconds:g}秒没有转完）；"
        "请用Word、WPS打开后另存为.docx再试"
    )


def _run(program: str, files: Sequence[bytes], limits: Limits) -> list[bytes | None]:
    """One run over the files; None for each that came out of it with nothing."""
    with tempfile.TemporaryDirectory(prefix="gongkai-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_profile(folder / "profile")
        (folder / "out").mkdir()
        sources = []
        for number, data in enumerate(files):
            source = folder / f"{number}{'.rtf' if data.lstrip().startswith(_RTF) else '.doc'}"
            source.write_bytes(data)
            sources.append(source)
        process = subprocess.Popen(  # noqa: S603 - a fixed program, files under names of our own
            [
                *("/bin/sh", "-c", _BOUNDED, "sh", str(_MEMORY // 1024), str(limits.unpacked // 512)),
                *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *_OPTIONS),
                *("--convert-to", _FILTER, "--outdir", str(folder / "out"), *map(str, sources)),
            ],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(_START + limits.seconds + _EACH * (len(files) - 1))
        except subprocess.TimeoutExpired:
            pass  # what is done by now is taken
        finally:
            end_tree(process.pid)
            process.wait()
        return [_taken(folder / "out" / f"{source.stem}.docx", limits) for source in sources]


def _taken(path: Path, limits: Limits) -> bytes | None:
    if not path.is_file() or not 0 < path.stat().st_size <= limits.unpacked:
        return None
    return path.read_bytes()


def _environment(folder: Path) -> dict[str, str]:
    """What LibreOffice needs and no more: its own home and temporary files, no display, no way to the network."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if name in os.environ
    }
    nowhere = "http://127.0.0.1:9/"
    return kept | {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }
