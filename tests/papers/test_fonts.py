"""Fonts: an office's own first, then the machine's; none is said in one sentence."""

import shutil
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont

from gongkai.papers.writing import fonts
from gongkai.papers.writing.font_roles import Role
from gongkai.papers.writing.fonts import MissingGlyph, NoFonts, find_fonts

pytestmark = pytest.mark.fonts


def test_every_type_of_the_standard_has_a_font_that_holds_chinese() -> None:
    found = find_fonts()
    for role in Role:
        path, number = found.faces[found.families[role][0]]
        assert set("政府信息公开工作年度报告") <= fonts.characters_of(path, number)


def test_searching_is_done_once() -> None:
    assert find_fonts() is find_fonts()


def test_a_font_in_an_offices_folder_goes_first_by_any_of_its_names(tmp_path: Path) -> None:
    """typst knows a file by one of its names only; an office's 小标宋 may bear the Chinese one or the English."""
    path, number = find_fonts().faces[find_fonts().families[Role.HEITI][0]]
    own = tmp_path / "fonts" / "own.ttf"
    own.parent.mkdir()
    with TTFont(path, fontNumber=number) as face:
        for record in list(face["name"].names):
            if record.nameID in (1, 4, 16):
                face["name"].removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
        face["name"].setName("Own Test Face", 1, 3, 1, 0x409)
        face["name"].setName("方正小标宋简体", 1, 3, 1, 0x804)
        face["name"].setName("方正小标宋简体", 4, 3, 1, 0x804)
        face.save(own)
    found = find_fonts(own.parent)
    family = found.families[Role.XIAOBIAOSONG][0]
    assert Path(found.faces[family][0]).name == "own.ttf"
    assert found.families[Role.SONGTI][0] != family


def test_a_folder_that_is_not_there_or_holds_no_font_changes_nothing(tmp_path: Path) -> None:
    shutil.copyfile(__file__, tmp_path / "broken.ttf")
    for folder in (tmp_path / "gone", tmp_path):
        assert find_fonts(folder).families == find_fonts().families


def test_without_any_chinese_font_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts is one whose system folders are not looked at."""

    def bare(*, include_embedded_fonts: bool, font_paths: list[str]) -> typst.Fonts:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_paths)

    class Bare:
        Fonts = staticmethod(bare)

    monkeypatch.setattr(fonts, "typst", Bare)
    with pytest.raises(NoFonts, match=r"make fonts.*GONGKAI_FONTS"):
        find_fonts(tmp_path)


def test_missing_characters_are_named_in_order_and_counted() -> None:
    with pytest.raises(MissingGlyph, match=r"没有U\+F0000、U\+F0001、.*等12个字") as caught:
        find_fonts().require("".join(chr(0xF0000 + n) for n in range(12)))
    assert "U+F000A" not in str(caught.value)
