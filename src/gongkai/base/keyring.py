"""The key ring: what seals fields, finds them again and chains the log, outside the database.

One file a key, `{purpose}-{kid}.key`, in `settings.KEYS/ring`, for the owner's eyes only. A key's name is its day,
a letter and a print of its secret (`20261120a-3f9c1d`), so a damaged or exchanged file is noticed and keys of two
installations never share a name. Rotation adds a key; the older ones stay, because what they sealed names them.

A ring is made whole, with a key for every purpose, at the first use of an installation where no row names a key.
A key that is missing is an error, never a reason to make another: rows that name it could not be read again.
"""

import datetime
import os
import secrets
import shutil
import string
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes
from django.conf import settings

from gongkai.base import clock, keys
from gongkai.base.refusal import Refused
from gongkai.papers import problems

# purpose → length of the secret in bytes: SM4 takes 16, HMAC-SM3 as long as its digest.
PURPOSES = {"fields": 16, "index": 32, "log": 32}
ROTATED = ("fields", "log")
SUFFIX = ".key"
_LETTERS = string.ascii_lowercase


class KeyLost(Refused):
    """A key is not in the ring, or its file is not what it was: a sentence says which, where and what to do."""


class KeyName(NamedTuple):
    """A key without its secret."""

    purpose: str
    kid: str

    def __str__(self) -> str:
        return f"{self.purpose}-{self.kid}"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of one purpose; its secret is never shown."""

    kid: str
    secret: bytes = field(repr=False)


Namer = Callable[[], Iterable[KeyName]]
_namers: list[Namer] = []
_read: dict[Path, Key] = {}


def names_keys(namer: Namer) -> Namer:
    """Declare a function that says which keys the rows of some tables name. It reads in any scope."""
    _namers.append(namer)
    return namer


def named() -> list[KeyName]:
    """Every key that rows name; with the first, the index key that finds what is sealed."""
    return sorted({KeyName(*name) for namer in _namers for name in namer()})


def missing(names: Iterable[tuple[str, str]] | None = None) -> list[KeyName]:
    """Which of these keys (as a rule: of those that rows name) the ring does not hold whole, asked of the disk."""
    return [name for name in (named() if names is None else map(KeyName._make, names)) if not is_whole(name)]


def is_whole(name: KeyName) -> bool:
    """Whether the ring holds this key and its file is what it was, asked of the disk."""
    try:
        read_secret(folder() / f"{name}{SUFFIX}", name)
    except KeyLost:
        return False
    return True


def folder() -> Path:
    return Path(settings.KEYS) / "ring"


def listed() -> list[KeyName]:
    """The keys in the ring, oldest first within a purpose."""
    found = []
    try:
        entries = os.listdir(folder())  # noqa: PTH208  a third of the time, and asked at every use
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise KeyLost(
            f"密钥文件夹 {folder()} 读不了（{problems.words(problem)}）；请检查它的权限"
        ) from problem
    for entry in entries:
        purpose, _, kid = entry.removesuffix(SUFFIX).partition("-")
        if entry.endswith(SUFFIX) and purpose in PURPOSES and kid:
            found.append(KeyName(purpose, kid))
    return sorted(found, key=_age)


def _age(name: KeyName) -> tuple[str, str, int, str]:
    """Orders keys by day, then by letter: z comes before aa."""
    label, _, mark = name.kid.partition("-")
    return name.purpose, label[:8], len(label), label + mark


def current(purpose: str) -> Key:
    """The key in use now: the newest of its purpose. Makes the ring at first use. Raises KeyLost.

    There is one index key: what was indexed does not say by which, so with two nobody could tell.
    """
    names = [name for name in listed() if name.purpose == purpose]
    if not names:
        _make_ring()
        names = [name for name in listed() if name.purpose == purpose]
    if not names:
        raise KeyLost(
            f"密钥环 {folder()} 里没有 {purpose} 密钥，而别的密钥在；请把它的文件放回去，"
            "或用 gongkai keys import 从导出的密钥里装回"
        )
    if purpose == "index" and len(names) > 1:
        shown = "、".join(map(str, names))
        raise KeyLost(
            f"密钥环 {folder()} 里的索引密钥不止一把（{shown}），不知道该用哪一把；请移走后来放进去的"
        )
    return by_id(*names[-1])


def by_id(purpose: str, kid: str) -> Key:
    """The key of this name; one that another process added is found. Raises KeyLost."""
    path = folder() / f"{KeyName(purpose, kid)}{SUFFIX}"
    if path not in _read:
        _read[path] = Key(kid, read_secret(path, KeyName(purpose, kid)))
    return _read[path]


def read_secret(path: Path, name: KeyName) -> bytes:
    """The secret in a key's file. Raises KeyLost where there is none or it is not the one of this name."""
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError as problem:
        raise KeyLost(
            f"密钥 {name} 不在 {path.parent} 里，用它加密或签过的内容现在不能用；"
            "请把密钥文件放回去，或用 gongkai keys import 从导出的密钥里装回"
        ) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise KeyLost(f"密钥文件 {path} 读不了；请检查它的权限，或从导出的密钥里装回") from problem
    return checked(name, text)


def checked(name: KeyName, text: str) -> bytes:
    """The secret written as hexadecimal digits. Raises KeyLost where it is not the one of this name."""
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) != PURPOSES[name.purpose] or name.kid.rpartition("-")[2] != _print(name.purpose, secret):
        raise KeyLost(f"密钥 {name} 的文件已损坏或被换过；请用 gongkai keys import 从导出的密钥里装回")
    return secret


def rotate(purpose: str) -> Key:
    """Add a key for `fields` or `log`; from now on it is the one in use. The older ones stay. Raises KeyLost."""
    if purpose not in ROTATED:
        raise ValueError(f"The key for {purpose} is not rotated.")
    label = _after(current(purpose).kid.partition("-")[0], clock.today())
    key = _new(purpose, label)
    add(KeyName(purpose, key.kid), key.secret)
    return key


def _make_ring() -> None:
    """A key for every purpose, in one step. Where another process was faster, its ring stands."""
    lost = named()
    if lost and not listed():
        raise KeyLost(
            f"密钥环 {folder()} 是空的，而数据库里有用密钥 {'、'.join(map(str, lost))} 加密或签过的内容；"
            "请把密钥文件放回去，或用 gongkai keys import 从导出的密钥里装回"
        )
    label = f"{clock.today():%Y%m%d}a"
    fresh = {KeyName(purpose, key.kid): key.secret for purpose in PURPOSES for key in [_new(purpose, label)]}
    try:
        put(fresh)
    except OSError:
        if not listed():
            raise


def put(secrets_of: dict[KeyName, bytes]) -> None:
    """Make these the ring, where there is none or an empty one. Raises OSError where there is one."""
    ring = folder()
    ring.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=ring.parent, prefix=".ring-"))  # made with mode 0700
    try:
        for name, secret in secrets_of.items():
            add(name, secret, fresh)
        fresh.rename(ring)  # fails where the ring is there and holds something
        keys.settle(ring.parent)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def add(name: KeyName, secret: bytes, ring: Path | None = None) -> None:
    """Write one key into the ring."""
    keys.write((ring or folder()) / f"{name}{SUFFIX}", secret.hex() + "\n")


def _new(purpose: str, label: str) -> Key:
    secret = secrets.token_bytes(PURPOSES[purpose])
    return Key(f"{label}-{_print(purpose, secret)}", secret)


def _after(label: str, day: datetime.date) -> str:
    """The next label, never before the last one: a clock that was set back must not revive an old key."""
    today = f"{day:%Y%m%d}"
    if today > label[:8]:
        return f"{today}a"
    letters = label[8:]
    last = letters[-1]
    if last != _LETTERS[-1]:
        return f"{label[:8]}{letters[:-1]}{_LETTERS[_LETTERS.index(last) + 1]}"
    return f"{label[:8]}{_LETTERS[0] * (len(letters) + 1)}"


def _print(purpose: str, secret: bytes) -> str:
    """Six digits that tell one secret from another and say nothing of it."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(f"gongkai {purpose} key\n".encode() + secret)
    return digest.finalize().hex()[:6]
