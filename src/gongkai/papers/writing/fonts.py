"""Which fonts this machine has for the types of an official paper, and which characters they hold.

First come the folders given (an office's licensed 仿宋_GB2312 and 小标宋), then what the system has and what
`make fonts` brought. Searching takes a fifth of a second and is done once a process for the same folders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

from gongkai.papers.refusal import CannotWrite
from gongkai.papers.writing.font_roles import Role

_NAMES = (1, 4, 16)  # records of the name table: family, full name, typographic family
_SAMPLE = "公开年度报告"  # a font that lacks these is no Chinese font
# Characters that print nothing: no font need hold them.
_UNSEEN = {*"\n\t", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}


_CHECKOUT = Path(__file__).resolve().parents[4]
OWN = (_CHECKOUT if (_CHECKOUT / "manage.py").is_file() else Path()) / "var" / "fonts"  # of `make fonts`


class NoFonts(CannotWrite):
    """No Chinese font was found; the message is one Chinese sentence."""


class MissingGlyph(CannotWrite):
    """No font holds a character of the text; the message is one Chinese sentence that names it."""


@dataclass(frozen=True, eq=False)
class Fonts:
    """For each type the families to set it in, best first; every family behind the others is a fallback
    for single characters. `files` is typst's own catalogue of the same fonts."""

    families: Mapping[Role, tuple[str, ...]]
    faces: Mapping[str, tuple[str, int]]  # family → file and the face's number in it
    files: typst.Fonts

    def require(self, text: Iterable[str]) -> None:
        """Raises MissingGlyph unless every character can be set."""
        wanted = set(text) - _UNSEEN
        for family in self.families[Role.SONGTI]:
            wanted -= characters_of(*self.faces[family])
            if not wanted:
                return
        named = "、".join(map(_named, sorted(wanted)[:10]))
        more = f"等{len(wanted)}个字" if len(wanted) > 10 else ""
        raise MissingGlyph(
            f"现有的字体里没有{named}{more}，没有写PDF，以免印出空框；请把有这个字的字体放进字体文件夹，或改写成Word"
        )


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"“{character}”（{code}）" if character.isprintable() else code


def find_fonts(*folders: Path) -> Fonts:
    """The fonts in some folders, of the system and of `make fonts`. Raises NoFonts."""
    return _found(tuple(str(folder.resolve()) for folder in (*folders, OWN) if folder.is_dir()))


@cache
def _found(folders: tuple[str, ...]) -> Fonts:
    files = typst.Fonts(include_embedded_fonts=False, font_paths=list(folders))
    faces: dict[str, tuple[str, int]] = {}
    names: dict[str, str] = {}  # any name of a font → the family typst knows it by
    for info in sorted(files.fonts(), key=lambda info: (abs(info.weight - 400), info.style != "normal")):
        if info.path is None:
            continue
        faces.setdefault(info.family, (info.path, info.index))
        names.setdefault(info.family.casefold(), info.family)
        if info.path.startswith(folders):  # only an office's own folder: reading every file takes long
            for name in _names_of(info.path, info.index):
                names.setdefault(name.casefold(), info.family)
    found = {
        role: tuple(
            dict.fromkeys(names[name.casefold()] for name in role.families if name.casefold() in names)
        )
        for role in Role
    }
    known = dict.fromkeys(family for role in Role for family in found[role])
    chinese = [family for family in known if {*map(ord, _SAMPLE)} <= _codes(*faces[family])]
    if not chinese:
        raise NoFonts(
            "没有找到中文字体，写不了PDF；请运行 make fonts 取开源字体，"
            "或用 GONGKAI_FONTS 指明放着字体的文件夹；其他格式不受影响"
        )
    families = {
        role: tuple(dict.fromkeys([f for f in (*found[role], *chinese) if f in chinese])) for role in Role
    }
    return Fonts(families, {family: faces[family] for family in chinese}, files)


@cache
def characters_of(path: str, number: int) -> frozenset[str]:
    """The characters that a face holds."""
    return frozenset(map(chr, _codes(path, number)))


@cache
def _codes(path: str, number: int) -> frozenset[int]:
    try:
        with TTFont(path, fontNumber=number, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, ValueError):
        return frozenset()


def _names_of(path: str, number: int) -> list[str]:
    try:
        with TTFont(path, fontNumber=number, lazy=True) as font:
            return [record.toUnicode() for record in font["name"].names if record.nameID in _NAMES]
    except (TTLibError, OSError, KeyError, ValueError):
        return []
