"""`make fonts`: open Chinese fonts for PDFs. FONTS=folder takes them from a folder, without a network.

As root on Debian the system's packages; else the npm packages of the same fonts, into var/fonts. All are under the
Open Font License (LXGW WenKai and Noto); nothing is converted, the licence is kept beside them.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "var" / "fonts"
SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
DEBIAN = ("fonts-noto-cjk", "fonts-lxgw-wenkai")
LARGEST = 40_000_000  # bytes of one file of a package: the fonts have 8 to 15 million
# Package of npm → version, SHA-512 in base64, members to keep.
PACKAGES = {
    "@expo-google-fonts/noto-serif-sc": (
        "0.4.3",
        "fSmUpiSFtSeyHV45/2xUOy5SdfExklQwwMKN3cQjAZAujITHDmSbpMHCVdCMhRqMjQtu0ZRgc29u8A+CU3akfw==",
        ("400Regular/NotoSerifSC_400Regular.ttf", "700Bold/NotoSerifSC_700Bold.ttf", "LICENSE_FONT"),
    ),
    "@expo-google-fonts/noto-sans-sc": (
        "0.4.3",
        "9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
        ("400Regular/NotoSansSC_400Regular.ttf", "LICENSE_FONT"),
    ),
}
WHERE_ELSE = "也可以把字体文件（.ttf、.otf、.ttc）放进一个文件夹，运行 make fonts FONTS=文件夹"


def main() -> int:
    """Exit status: 0, or 5 with one sentence that says what to do."""
    folder = os.environ.get("FONTS")
    if folder:
        trouble = from_folder(Path(folder))
    elif hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        trouble = from_debian() and from_npm()
    else:
        trouble = from_npm()
    if trouble:
        print(f"字体没有取到：{trouble}；{WHERE_ELSE}", file=sys.stderr)
        return 5
    return 0


def from_folder(folder: Path) -> str:
    """Copy the font files of a folder. Returns what went wrong."""
    if not folder.is_dir():
        return f"没有文件夹 {folder}"
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    if not found:
        return f"{folder} 里没有字体文件"
    OWN.mkdir(parents=True, exist_ok=True)
    for path in found:
        shutil.copyfile(path, OWN / path.name)
    print(f"已放好 {len(found)} 个字体文件，在 {OWN}")
    return ""


def from_debian() -> str:
    print(f"安装 {'、'.join(DEBIAN)} ……", flush=True)
    done = subprocess.run(
        ["apt-get", "install", "-y", "--no-install-recommends", *DEBIAN],
        capture_output=True,
        text=True,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    if done.returncode == 0:
        print("已装好系统字体")
    return "" if done.returncode == 0 else "系统的软件包装不上"


def from_npm() -> str:
    npm = shutil.which("npm")
    if npm is None:
        return "这里没有 npm，也不能用 apt 安装"
    OWN.mkdir(parents=True, exist_ok=True)
    for package, (version, digest, members) in PACKAGES.items():
        print(f"取 {package} {version} ……", flush=True)
        with tempfile.TemporaryDirectory(dir=OWN.parent) as folder:
            done = subprocess.run(
                [npm, "pack", "--silent", "--pack-destination", folder, f"{package}@{version}"],
                capture_output=True,
                text=True,
                cwd=folder,
            )
            packed = next(Path(folder).glob("*.tgz"), None)
            if done.returncode or packed is None:
                return f"npm 取不到 {package}"
            if base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode() != digest:
                return f"{package} 的内容与登记的不符，没有使用"
            unpack(packed, package.rpartition("/")[2], members)
    print(f"已取到字体，在 {OWN}")
    return ""


def unpack(packed: Path, name: str, members: tuple[str, ...]) -> None:
    """The members wanted, each under its own name; the licence under the package's."""
    with tarfile.open(packed) as archive:
        for member in members:
            source = archive.extractfile(f"package/{member}")
            if source is None:
                continue
            target = OWN / (f"{name}-{member}" if member.startswith("LICENSE") else Path(member).name)
            target.write_bytes(source.read(LARGEST))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\n中断了；再运行一次 make fonts 就会重来", file=sys.stderr)
        sys.exit(130)
    except OSError as problem:
        print(
            f"字体没有放好（{problem.strerror}：{problem.filename}）；请检查磁盘空间和权限", file=sys.stderr
        )
        sys.exit(5)
