"""`make setup`: .venv with what the lock files name and the project itself, showing how far it is. `make ocr` puts
the extra for scans beside it.

Run by the system's Python after preflight.py. WHEELS=folder takes the packages from a folder, without an index.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
EXTRA = sys.argv[1] if len(sys.argv) > 1 else ""  # an extra beside what setup installs, by its lock's name
LOCK = ROOT / "requirements" / f"{EXTRA or 'dev'}.txt"
PIP = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]


def main() -> int:
    """Exit status: 0, or 5 with one sentence that says what to type."""
    if not sound():
        say("建立 .venv ……")
        making = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        subprocess.run(making, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    wheels = os.environ.get("WHEELS")
    if wheels and not Path(wheels).is_dir():
        return fail(f"没有文件夹 {wheels}；WHEELS 应是放着软件包（.whl）的文件夹")
    source = ["--no-index", "--find-links", str(Path(wheels).resolve())] if wheels else []
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    if trouble := install([*PIP, *source, *locked], total()):
        return fail(
            f"依赖没有装上（{trouble}）；请检查网络和软件包来源，或在有网络的机器上备好软件包后运行："
            f"make {EXTRA or 'setup'} WHEELS=文件夹"
        )
    if EXTRA:
        say("装好了")
        return 0
    own = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if trouble := install([*PIP, *own], 0):
        return fail(f"项目本身没有装上（{trouble}）；请删去 .venv 后重来")
    say("准备好了")
    return 0


def sound() -> bool:
    """Whether .venv can be used: one whose making was broken off has no pip."""
    return PYTHON.exists() and subprocess.run([*PIP[:3], "--version"], capture_output=True).returncode == 0


def total() -> int:
    """How many packages the lock names; those for other systems count too, so the end may come early."""
    return len(re.findall(r"^[\w.-]+==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))


def install(command: list[str], expected: int) -> str:
    """Run pip. Returns what went wrong in pip's own words, empty when nothing did."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, text=True, encoding="utf-8", errors="replace"
        )
        seen = 0
        for line in running.stdout or ():
            if line.startswith(("Collecting ", "Processing ")) and expected:
                seen += 1
                progress(f"取依赖 {min(seen, expected)}/{expected}", last=False)
            elif line.startswith("Installing collected") and expected:
                progress("依赖取齐，正在安装……", last=True)
        if running.wait() == 0:
            return ""
        complaints.seek(0)
        lines = complaints.read().strip().splitlines() or ["pip 没有说明原因"]
    errors = [line for line in lines if line.startswith("ERROR")] or lines
    return errors[-1].removeprefix("ERROR: ")


def progress(words: str, *, last: bool) -> None:
    """One line that counts up on a terminal; elsewhere only its last state."""
    if sys.stdout.isatty():
        print(f"\r{words}", end="\n" if last else "", flush=True)
    elif last:
        say(words)


def say(words: str) -> None:
    print(words, flush=True)


def fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 5


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print(f"\n安装中断了；再运行一次 make {EXTRA or 'setup'} 就会接着装", file=sys.stderr)
        sys.exit(130)
    except subprocess.CalledProcessError as problem:
        last = problem.output.decode("utf-8", "replace").strip().rpartition("\n")[2]
        sys.exit(fail(f"{VENV} 建不起来（{last}）；请检查磁盘空间，删去 .venv 后重来"))
