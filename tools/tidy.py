"""What must not be in the tree: paths of a machine, registry hosts, debris. Part of `make check`."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ROOT_ENTRIES = {
    ".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile",
    "README.md", "README.zh-CN.md", "docs", "manage.py", "pyproject.toml",
    "requirements", "src", "tests", "tools",
}  # fmt: skip

# Written in two halves, so that this file passes its own check.
FORBIDDEN = {
    "路径属于某台机器": re.compile(r"(?<![\w.])/(?:wo" r"rk|ro" r"ot|ho" r"me/\w+|Us" r"ers/\w+)/"),
    "软件仓库的主机名": re.compile(
        r"pypi\.(?:o" r"rg|io)|pythonho" r"sted|registry\.np" r"mjs|deb\.deb" r"ian"
    ),
    "留下的记号": re.compile(r"\b(?:FIX" r"ME|XX" r"X|HA" r"CK)\b"),
    "冲突标记": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}
DEBRIS = re.compile(r"(?:\.(?:orig|rej|bak|swp|tmp|log|sqlite3?|db|pyc)|~|\.DS_Store)$")
LARGEST = 400_000  # bytes: pictures and lock files are below; dumps are not


def tracked() -> list[Path]:
    """What is in git or would be added: paths below the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    return [Path(name) for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def faults(paths: list[Path]) -> list[str]:
    """A line for everything that does not belong."""
    found = [f"{name}：根目录里不该有它" for name in sorted({path.parts[0] for path in paths} - ROOT_ENTRIES)]
    for path in paths:
        data = (ROOT / path).read_bytes()
        if DEBRIS.search(path.name):
            found.append(f"{path}：临时文件或数据库，不入库")
        if len(data) > LARGEST:
            found.append(f"{path}：{len(data)} 字节，太大")
        if b"\0" in data:
            continue
        text = data.decode("utf-8")
        for what, pattern in FORBIDDEN.items():
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{path}:{line}：{what}：{match.group()}")
    return found


if __name__ == "__main__":
    lines = faults(tracked())
    print("\n".join(lines) if lines else "目录整洁")
    sys.exit(1 if lines else 0)
