"""What the commands print when all is well."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.cli.main import COMMANDS, PLAIN
from gongkai.cli.plain.written import FORMATS


@pytest.mark.parametrize("name", PLAIN)
def test_help_is_in_plain_words_with_an_example(gongkai, name: str) -> None:
    ran = gongkai(name, "--help")
    assert ran.status == 0
    assert f"gongkai {name}" in ran.out
    for part in ("用法：", "例：", "选项：", "显示这段说明"):
        assert part in ran.out
    for english in ("Usage", "Options", "Show this message"):
        assert english not in ran.out


def test_the_group_lists_every_command_and_exit_status(gongkai) -> None:
    ran = gongkai("--help")
    assert ran.status == 0
    for name in COMMANDS:
        assert f"  {name} " in ran.out
    for status in range(6):
        assert f"\n  {status}  " in ran.out


def test_read_prints_one_object_for_one_file(gongkai, yuhang: Path) -> None:
    ran = gongkai("read", yuhang, "--json", "--trace")
    assert ran.status == 0
    data = json.loads(ran.out)
    assert data["organ"] == "杭州市余杭区教育局"
    assert data["table3"]["（七）总计"][0] == 31
    assert data["table3"]["（七）总计"][6] is None
    assert {entry["row"] for entry in data["trace"]} >= {"（七）总计"}
    assert "\\u" not in ran.out


def test_read_shows_tables_to_people(gongkai, yuhang: Path) -> None:
    ran = gongkai("read", yuhang)
    assert ran.status == 0
    for words in ("表三", "（七）总计", "31", "3926"):
        assert words in ran.out


def test_check_ends_with_1_on_errors_only(gongkai, samples: list[Path]) -> None:
    ran = gongkai("check", *samples, "--json")
    assert ran.status == 1
    verdicts = {Path(item["file"]).stem: item["exit"] for item in map(json.loads, ran.out.splitlines())}
    assert verdicts["yinzhou-2019"] == 1
    sound = [path for path in samples if path.stem in ("yuhang-2020", "wenxian-2020", "pingfang-2020")]
    assert all(verdicts[path.stem] == 0 for path in sound)
    assert gongkai("check", *sound).status == 0


def test_convert_to_json_and_back_changes_no_cell(gongkai, tmp_path: Path, yuhang: Path) -> None:
    out = tmp_path / "a.json"
    assert gongkai("convert", yuhang, "-o", out).status == 0
    first = json.loads(gongkai("read", yuhang, "--json").out)
    again = json.loads(gongkai("read", out, "--json").out)
    for key in ("organ", "year", "format", "complete", "table2", "table3", "table4", "units", "sections"):
        assert again[key] == first[key]


def test_convert_to_html(gongkai, tmp_path: Path, yuhang: Path) -> None:
    out = tmp_path / "a.html"
    assert gongkai("convert", yuhang, "-o", out).status == 0
    page = out.read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "本年新收政府信息公开申请数量" in page


@pytest.mark.fonts
def test_what_is_written_in_any_format_is_read_back(gongkai, tmp_path: Path, yuhang: Path) -> None:
    for name in FORMATS:
        ran = gongkai("convert", yuhang, "-o", tmp_path / f"a.{name}")
        assert ran.status == 0, ran
    first, *others = [
        json.loads(line) for line in gongkai("read", yuhang, tmp_path, "--json", "--jobs", 2).out.splitlines()
    ]
    assert len(others) == len(FORMATS)
    for other in others:
        for key in ("organ", "year", "format", "complete", "table2", "table3", "table4", "units"):
            assert other[key] == first[key], (other["file"], key)


def test_fonts_are_looked_for_where_they_are_said_to_be(gongkai, tmp_path: Path, yuhang: Path) -> None:
    ran = gongkai("convert", yuhang, "-o", tmp_path / "a.pdf", "--fonts", tmp_path / "none")
    assert (ran.status, ran.out) == (2, "")
    assert "没有字体文件夹" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_merge_adds_each_cell_as_printed(gongkai, tmp_path: Path, samples: list[Path]) -> None:
    out = tmp_path / "sum.json"
    ran = gongkai("merge", *samples, "-o", out, "--json")
    assert ran.status == 0
    merged = json.loads(out.read_text(encoding="utf-8"), parse_float=Decimal)
    assert merged["table2"]["行政许可"]["处理决定数量"] == 6 + 2 + 1507 + 956 + 1095
    # 66 is what 鄞州 prints under 自然人; a sum repairs nothing
    assert merged["table3"]["（七）总计"][0] == 66 + 31
    # 平房 states no unit, so the amounts are not added
    assert merged["table2"]["政府集中采购"]["采购总金额"] is None
    assert any(entry["row"] == "政府集中采购" for entry in merged["unread"])
    assert len(merged["sources"]) == 5


def test_compare_lists_what_differs(gongkai, samples: list[Path]) -> None:
    by_name = {path.stem: path for path in samples}
    ran = gongkai("compare", by_name["wenxian-2020"], by_name["pingfang-2020"], "--json")
    assert ran.status == 0
    changes = json.loads(ran.out)["changes"]
    assert any(set(change.values()) >= {"行政许可", "处理决定数量", 2, 6} for change in changes)


def test_deadline(gongkai) -> None:
    assert gongkai("deadline", "2022-09-30").out == "2022-11-02\n"
    explained = gongkai("deadline", "2022-09-30", "--explain").out
    assert explained.startswith("2022-11-02")
    assert "条例第三十三条" in explained
    assert json.loads(gongkai("deadline", "2022-09-30", "--json").out)["due"] == "2022-11-02"


def test_a_deadline_after_the_last_notice_is_provisional(gongkai) -> None:
    ran = gongkai("deadline", "2026-12-20")
    assert ran.status == 0
    assert "暂定" in ran.out


def test_fee(gongkai) -> None:
    assert gongkai("fee", "--items", "35").out == "3000\n"
    assert gongkai("fee", "--pages", "120").out == "1100\n"
    assert gongkai("fee", "--item", "31").out == "200\n"
    assert json.loads(gongkai("fee", "--items", "35", "--json").out)["fee"] == 3000


def test_what_a_check_says_of_printed_cells_survives_conversion(
    gongkai, tmp_path: Path, samples: list[Path]
) -> None:
    text = next(path for path in samples if path.stem == "yinzhou-2019")
    out = tmp_path / "a.json"
    gongkai("convert", text, "-o", out)
    codes = [
        sorted(item["code"] for item in json.loads(gongkai("check", path, "--json").out)["findings"])
        for path in (text, out)
    ]
    assert codes[0] == codes[1]
    assert "doubled" in codes[1]


def test_compare_tells_how_much_prose_was_copied(gongkai, tmp_path: Path, yuhang: Path) -> None:
    later = tmp_path / "2021.txt"
    later.write_text(yuhang.read_text(encoding="utf-8").replace("2020", "2021"), encoding="utf-8")
    ran = gongkai("compare", yuhang, later, "--json")
    assert ran.status == 0
    prose = json.loads(ran.out)["prose"]
    assert list(prose) == [
        *("relation", "characters", "copied", "copied_with_other_figures", "share", "chapters", "passages")
    ]
    assert (prose["relation"], prose["share"]) == ("last-year", 1)
    assert ["2020", "2021"] in [pair for passage in prose["passages"] for pair in passage["replaced"]]
    page = gongkai("compare", yuhang, later).out
    assert "乙的文字有 100% 与甲相同（甲是上年报告，杭州市余杭区教育局2020年度）" in page
    assert "2020→2021" in page


def test_compare_gives_the_difference_of_every_changed_number(gongkai, samples: list[Path]) -> None:
    by_name = {path.stem: path for path in samples}
    ran = gongkai("compare", by_name["wenxian-2020"], by_name["pingfang-2020"], "--json")
    for change in json.loads(ran.out)["changes"]:
        numbers = [side for side in (change["before"], change["after"]) if not isinstance(side, str)]
        if change["table"].startswith("table") and len(numbers) == 2:
            assert change["difference"] == pytest.approx(numbers[1] - numbers[0])
        else:
            assert change["difference"] is None
