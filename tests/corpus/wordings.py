"""Made reports whose labels are worded as published reports word them, and heads that lie: seeded, for grids and text.

`python tests/corpus/wordings.py --reports 40` prints what was read of each kind.
"""

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus import as_html, ruled
from corpus.grids import Sheet, sheets
from corpus.layouts import LAYOUTS
from corpus.made import APPLICANTS, Made, make
from corpus.score import Score, judge, print_scores
from corpus.writing import TITLES
from gongkai.annual.form import Address, Line
from gongkai.annual.forms import form_of
from gongkai.annual.read import NotAReport, read
from gongkai.annual.reading.keys import fold, without_number
from gongkai.papers.model import Cell
from gongkai.papers.open import from_bytes, from_text

Reword = Callable[[str, Line, random.Random], str]

_CLERKS = "的地得一二三已己以于与予未末人入八力日曰中申由是事实时使式试据具况兄型形开关门间"
_NUMERALS = "一二三四五六七八九"
# What is said in another way without a change of meaning.
_SAID = (
    ("属于", "涉及"), ("属于", "属"), ("或", "或者"), ("或", "和"), ("数量", "数"), ("数量", "件数"),
    ("本年度", "本年"), ("本年", "本年度"), ("上年", "上年度"), ("上年", "上一年"),
    ("政府信息公开申请", "信息公开申请"), ("需要", "需"), ("相关政府信息", "相关信息"), ("仍不", "不"),
    ("申请内容", "内容"), ("出版物", "的出版物"), ("公开出版物", "出版物"), ("下年度", "下一年度"),
    ("下年度", "下年"), ("机构", "组织"), ("组织", "机构"), ("企业", "性企业"), ("缴纳", "交纳"),
    ("、行政机关不再处理其政府信息公开申请", ""), ("结果", ""), ("尚未", "未"),
    ("法律行政法规", "法律、法规"), ("增/减", "增减"), ("总计", "合计"), ("其他结果", "其他"),
    ("信访举报投诉", "信访、投诉、举报"), ("大量反复", "反复大量"),
    ("“三安全一稳定”", "国家安全、公共安全、经济安全和社会稳定"),
)  # fmt: skip


def declared(text: str, line: Line, rng: random.Random) -> str:
    """A wording that the form declares."""
    return rng.choice(line.also or (text,))


def numbered(text: str, line: Line, rng: random.Random) -> str:
    """Another number, another way to write it, or none."""
    bare = without_number(text)
    if bare == text:
        return text
    han, digit = rng.choice(_NUMERALS), rng.randint(1, 9)
    ways = (
        f"{digit}.",
        f"（{digit}）",
        f"{digit}、",
        chr(0x2460 + digit - 1),
        f"({han})",
        f"（{han}）",
        f"{han}、",
        "",
    )
    return rng.choice(ways) + bare


def marked(text: str, line: Line, rng: random.Random) -> str:
    """Other punctuation, blanks between the characters, a unit behind."""
    ways = (
        re.sub(r"[“”\"'、，。（）()]", "", text),
        text.replace("“", '"').replace("”", '"').replace("、", "，"),
        text + rng.choice(("：", ":", "（件）", "(件)", "*")),
        " ".join(text),
    )
    return rng.choice(ways)


def said(text: str, line: Line, rng: random.Random) -> str:
    """The same said in another way."""
    can = [pair for pair in _SAID if pair[0] in text]
    return text.replace(*rng.choice(can)) if can else text


def slipped(text: str, line: Line, rng: random.Random) -> str:
    """One character wrong, missing, doubled or too many, in labels of four or more."""
    number = len(text) - len(without_number(text))
    places = [at for at, char in enumerate(text) if at >= number and "\u4e00" <= char <= "\u9fff"]
    if len(places) < 4:
        return text
    at, way = rng.choice(places), rng.random()
    if way < 0.5:
        return text[:at] + rng.choice(_CLERKS) + text[at + 1 :]
    if way < 0.75:
        return text[:at] + text[at + 1 :]
    return text[:at] + (text[at] if way < 0.9 else rng.choice(_CLERKS)) + text[at:]


def short(text: str, line: Line, rng: random.Random) -> str:
    """A name that counts only beside others."""
    return rng.choice(line.placed or (text,))


def mixed(text: str, line: Line, rng: random.Random) -> str:
    return rng.choice((declared, numbered, marked, said, slipped))(text, line, rng)


# How the labels are worded, and which share of them.
KINDS: dict[str, tuple[Reword, float]] = {
    "declared": (declared, 0.4),
    "numbered": (numbered, 0.3),
    "marked": (marked, 0.3),
    "said otherwise": (said, 0.4),
    "short": (short, 0.3),
    "slips": (slipped, 0.05),
    "all of these": (mixed, 0.15),
}


def _lines(made: Made, section: str, axis: str) -> Iterator[Line]:
    def walk(lines: tuple[Line, ...]) -> Iterator[Line]:
        for line in lines:
            yield line
            yield from walk(line.parts)

    for table in form_of(made.edition).section(section).tables:
        yield from walk(getattr(table, axis))


def _worded(
    made: Made, kind: str, rng: random.Random, sections: dict[str, list[str]]
) -> dict[tuple[str, str], str]:
    """Chapter and printed label → its wording; one for all places in a table where it stands."""
    how, share = KINDS[kind]
    found: dict[tuple[str, str], str] = {}
    for section in form_of(made.edition).sections:
        known = {
            fold(line.label): line for axis in ("rows", "columns") for line in _lines(made, section.key, axis)
        }
        for text in dict.fromkeys(sections[section.chapter]):
            line = known.get(fold(text))
            if line is not None and rng.random() < share:
                found[section.chapter, text] = how(text, line, rng)
    charged = [
        text for (_, label), text in found.items() if "万元" in label and "万元" not in "".join(text.split())
    ]
    if charged and not any("元" in text for cell, text in made.printed.items() if cell.column == "amount"):
        made.units.clear()  # the unit was printed there alone
    return found


def grid_page(made: Made, kind: str, rng: random.Random) -> bytes:
    """A web page whose labels are worded in a kind."""
    tables = ruled.ruled(made, rng)
    texts = {
        key: [cell.text for rows in parts for row in rows for cell in row if cell.key is None]
        for key, parts in tables.items()
    }
    words = _worded(made, kind, rng, texts)
    for key, parts in tables.items():
        for rows in parts:
            for row in rows:
                row[:] = [
                    cell if cell.key else replace(cell, text=words.get((key, cell.text), cell.text))
                    for cell in row
                ]
    return as_html.plain(_page(made, tables), rng)


def text_page(made: Made, kind: str, layout: str, rng: random.Random) -> str:
    """A text whose labels are worded in a kind."""
    tables = sheets(made)
    words = _worded(
        made, kind, rng, {key: [text for row in sheet.raw for text in row] for key, sheet in tables.items()}
    )
    parts = [f"{made.organ}{made.year}年政府信息公开工作年度报告"]
    for number, title in TITLES.items():
        parts.append(f"{number}、{title}")
        if number in tables:
            sheet = tables[number]
            reworded = Sheet(*(
                [[words.get((number, text), text) for text in row] for row in rows] for rows in (sheet.raw, sheet.full)
            ), heads=sheet.heads)  # fmt: skip
            parts.append(LAYOUTS[layout](reworded, rng))
        else:
            parts.append("无。")
    return "\n".join(parts) + "\n"


def _page(made: Made, tables: dict[str, list[ruled.Rows]]) -> ruled.Page:
    page = ruled.Page([f"{made.organ}{made.year}年政府信息公开工作年度报告"])
    for number, title in TITLES.items():
        page.blocks.append(("h", f"{number}、{title}"))
        page.blocks += [("t", part) for part in tables.get(number, [])] or [("p", "无。")]
    return page


# What some reports count that is no column of the form, and names that look like one.
_FOREIGN = (
    "事业单位", "行政机关", "学校", "新闻媒体", "媒体", "个体工商户", "网上申请", "当面申请",
    "信函申请", "其中：网络", "占比", "同比", "上年总计", "上年数", "小计", "企业小计", "群众", "律师",
    "村居", "外资企业", "国有企业", "境外组织", "社会团体小计", "科技", "法人", "组织", "机构", "服务",
    "其中：企业", "合计（不含自然人）", "备注", "信息公开", "自然灾害", "公益诉讼",
)  # fmt: skip


def lying_head(made: Made, rng: random.Random) -> bytes:
    """A table 三 whose head lies: columns renamed after others or by foreign names, put in, left out or moved.
    `made.values` says what is then printed under each name, nothing where two columns that bear it differ."""
    tables = ruled.ruled(made, rng)
    rows = tables["三"][0]
    names = {line.key: line.label for line in _lines(made, "table3", "columns") if line.key in APPLICANTS}
    columns = [
        (names[key], [row[len(row) - 7 + at] for row in rows[3:]]) for at, key in enumerate(APPLICANTS)
    ]
    for _ in range(rng.randint(1, 3)):
        at, way = rng.randrange(len(columns)), rng.random()
        if way < 0.45:
            columns[at] = (rng.choice(_FOREIGN), columns[at][1])
        elif way < 0.6:
            columns.insert(
                at, (rng.choice(_FOREIGN), [Cell(str(rng.choice((0, 0, 1, 7))), "") for _ in rows[3:]])
            )
        elif way < 0.75 and len(columns) > 4:
            del columns[at]
        elif way < 0.9:
            columns.insert(rng.randrange(len(columns)), columns.pop(at))
        else:
            columns[at] = (rng.choice(list(names.values())), columns[at][1])
    _true_to(made, names, columns)
    flat = rng.random() < 0.7
    corner = replace(rows[0][0], text="项目", down=1 if flat else 2)
    head = [[corner, *(Cell(name, "") for name, _ in columns)]]
    if not flat:
        head = [[corner, Cell("申请人情况", "", 1, len(columns))], [Cell(name, "") for name, _ in columns]]
    body = [
        [*row[: len(row) - 7], *(cells[number] for _, cells in columns)]
        for number, row in enumerate(rows[3:])
    ]
    tables["三"] = [[*head, *body]]
    return as_html.plain(_page(made, tables), rng)


def _true_to(made: Made, names: dict[str, str], columns: list[tuple[str, list[Cell]]]) -> None:
    """Make the values those that stand under the names of the form."""
    known = {"/".join(address): value for address, value in made.values.items()}
    for address in [each for each in made.values if each.table == "table3"]:
        del made.values[address]
    keys = list(form_of(made.edition).section("table3").tables[0].row_names)
    for key, name in names.items():
        mine = [cells for each, cells in columns if each == name]
        for number, row in enumerate(keys if mine else ()):
            found = {
                known[cell.key] if cell.key else int(cell.text) for cell in (cells[number] for cells in mine)
            }
            if len(found) == 1:
                made.values[Address("table3", row, key)] = found.pop()


def _judged(made: Made, source: bytes | str, score: Score, label: str) -> None:
    try:
        report = read(from_text(source) if isinstance(source, str) else from_bytes(source, "报告.html"))
    except NotAReport:
        report = None
    judge(made, report, score, label)


def measure(seed: int, kind: str, layout: str, score: Score) -> None:
    """One report in a kind of wording; `layout` is a text layout, "html" or, for a head that lies, "lying"."""
    rng = random.Random(f"{seed}/{kind}/{layout}")
    made = make(rng)
    if layout == "lying":
        source: bytes | str = lying_head(made, rng)
    else:
        source = grid_page(made, kind, rng) if layout == "html" else text_page(made, kind, layout, rng)
    _judged(made, source, score, f"seed {seed} {kind} {layout}")


TEXTS = (
    "aligned",
    "bars",
    "bars_open",
    "browser",
    "lines_blank",
    "markdown",
    "paste_word",
    "tab_rows",
    "tab_cells",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--lying", type=int, default=0, help="heads that lie")
    options = parser.parse_args()
    grids: dict[str, Score] = defaultdict(Score)
    texts: dict[str, Score] = defaultdict(Score)
    for number in range(options.seed, options.seed + options.reports):
        for kind in KINDS:
            measure(number, kind, "html", grids[kind])
            measure(number, kind, TEXTS[number % len(TEXTS)], texts[kind])
    for number in range(options.seed, options.seed + options.lying):
        measure(number, "", "lying", grids["heads that lie"])
    wrong = print_scores({"grids": grids}, 10)
    sys.exit(1 if print_scores({"text": texts}, 10) or wrong else 0)


if __name__ == "__main__":
    main()
