"""The blank form: written by the command, filled in by an officer, read by the same reader."""

import json
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest


def read(gongkai: Callable[..., object], path: Path) -> dict[str, object]:
    ran = gongkai("read", path, "--json")
    assert ran.status == 0
    return json.loads(ran.out)


def test_a_form_filled_in_with_word_is_read(gongkai, tmp_path: Path) -> None:
    path = tmp_path / "表样.docx"
    ran = gongkai("form", "2021", "-o", path, "--organ", "示例县教育局", "--year", "2025")
    assert (ran.status, ran.out) == (0, f"已写 {path}\n")
    form = docx.Document(str(path))
    form.tables[0].cell(2, 1).text = "3"
    form.tables[1].cell(3, 3).text = "12"
    form.tables[1].cell(3, 9).text = "12"
    hint = next(p for p in form.paragraphs if p.text.startswith("〔请填写"))
    hint.text = "全年公开信息100条。"
    form.save(str(path))
    found = read(gongkai, path)
    assert (found["organ"], found["year"], found["complete"]) == ("示例县教育局", 2025, True)
    assert found["table2"]["规章"] == {"本年制发件数": 3, "本年废止件数": None, "现行有效件数": None}
    assert found["table3"]["一、本年新收政府信息公开申请数量"] == [12, None, None, None, None, None, 12]
    assert {key: chapter["text"] for key, chapter in found["sections"].items()} == {
        "一": "全年公开信息100条。",
        **dict.fromkeys("二三四五六", ""),
    }


def test_a_form_filled_in_with_excel_is_read(gongkai, tmp_path: Path) -> None:
    path = tmp_path / "表样.xlsx"
    assert gongkai("form", "2019", "-o", path, "--organ", "示例县教育局", "--year", "2020").status == 0
    book = openpyxl.load_workbook(path)
    book["复议诉讼"]["A5"] = 2
    book["申请办理"]["D5"] = 7
    book.save(path)
    found = read(gongkai, path)
    assert found["format"] == "2019"
    assert found["table4"]["行政复议"] == [2, None, None, None, None]
    assert found["table3"]["一、本年新收政府信息公开申请数量"][0] == 7


def test_the_exchange_format_has_the_form_with_blank_cells(gongkai, tmp_path: Path) -> None:
    path = tmp_path / "表样.json"
    assert gongkai("form", "2021", "-o", path).status == 0
    data = json.loads(path.read_text(encoding="utf-8"))
    assert (data["organ"], data["year"], data["format"], data["complete"]) == (None, None, "2021", True)
    assert {value for row in data["table3"].values() for value in row} == {None}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["2021", "-o", "表样.odt"], "结尾的文件名"),
        (["2020", "-o", "表样.docx"], "只能是2019、2021"),
        (["2021"], "还缺"),
        (["2021", "-o", "表样.docx", "--year", "20"], "--year 的值不对"),
        (["2021", "-o", "表样.pdf", "--fonts", "没有"], "没有字体文件夹"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    gongkai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = gongkai("form", *words)
    assert ran.status == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
