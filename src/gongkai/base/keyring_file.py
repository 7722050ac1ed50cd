"""The key ring as one file, to be kept apart from the backup, and taken in again elsewhere."""

import json
from pathlib import Path

from gongkai.base import keyring, keys
from gongkai.base.clock import now
from gongkai.base.keyring import KeyLost, KeyName
from gongkai.base.refusal import Refused
from gongkai.papers import problems

MARK = "gongkai-keys"


def export(path: Path) -> list[KeyName]:
    """Write every key of the ring into one file for its owner's eyes only. Raises Refused, KeyLost, OSError."""
    if path.exists():
        raise Refused(f"{path} 已经有了，不覆盖；请换一个文件名")
    if not path.parent.is_dir():
        raise Refused(f"没有文件夹 {path.parent}；请先建立，或换一个地方")
    names = keyring.listed()
    if not names:
        raise Refused(f"密钥环 {keyring.folder()} 里没有密钥，没有什么可导出的")
    secrets = {str(name): keyring.by_id(*name).secret.hex() for name in names}
    about = {MARK: 1, "made_at": now().isoformat(timespec="seconds"), "keys": secrets}
    keys.write(path, json.dumps(about, indent=1) + "\n")
    return names


def take_in(path: Path, *, replace: bool) -> tuple[list[KeyName], Path | None]:
    """Put the keys of an exported file into the ring; which ones were new or mended, and where the old ring lies if
    it had to make way. Raises Refused, OSError.

    There is one index key. A ring with another one makes way where no row names a key yet, or on demand.
    """
    brought = _read(path)
    held = set(keyring.listed())
    new = sorted(name for name in brought if name not in held or not keyring.is_whole(name))
    indexes = {name for name in held if name.purpose == "index"}
    if not held or indexes <= set(brought):
        for name in new:
            keyring.add(name, brought[name])
        return new, None
    if not replace and keyring.named():
        raise Refused(
            "这里的数据用的是另一套密钥，两套不能混用；要换成这一套（随后恢复用它的备份），"
            "请加 --replace，原来的一套会移到旁边"
        )
    ring = keyring.folder()
    old = ring.with_name(f"ring-{now():%Y%m%d-%H%M%S}")
    ring.rename(old)
    keyring.put(brought)
    return new, old


def _read(path: Path) -> dict[KeyName, bytes]:
    """The keys in an exported file. Raises Refused."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found[MARK] != 1:
            raise Refused(f"{path} 是更新的版本导出的，这个版本读不了；请先升级程序")
        names = {KeyName(*name.split("-", 1)): text for name, text in found["keys"].items()}
        return {name: keyring.checked(name, text) for name, text in names.items()}
    except OSError as problem:
        raise Refused(f"{path} 打不开（{problems.words(problem)}）；请检查名字和权限") from problem
    except KeyLost as problem:
        raise Refused(f"{path} 已损坏，里面的密钥不是原来的；请换一份导出的密钥") from problem
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise Refused(f"{path} 不是 gongkai keys export 导出的密钥，或已损坏；请换一份") from problem
