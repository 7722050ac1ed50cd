"""A made report as the text of a document: title, prose with decoys, tables in one layout."""

import random

from corpus.damage import DAMAGES
from corpus.grids import sheets
from corpus.layouts import LAYOUTS
from corpus.made import Made

TITLES = {
    "一": "总体情况",
    "二": "主动公开政府信息情况",
    "三": "收到和处理政府信息公开申请情况",
    "四": "政府信息公开行政复议、行政诉讼情况",
    "五": "存在的主要问题及改进情况",
    "六": "其他需要报告的事项",
}


def write(made: Made, layout: str, damage: str, rng: random.Random) -> str:
    """The text; `made.values` loses what the damage takes away."""
    tables = sheets(made)
    DAMAGES[damage](made, tables, rng)
    numbering = rng.choice(("cn", "cn", "cn", "latin", "none", "markdown"))
    parts = [_title(made, rng), _preface(made, rng)]
    for place, (number, title) in enumerate(TITLES.items(), start=1):
        parts.append(_heading(number, title, place, numbering))
        for key in (number, f"{number}乙"):
            if key in tables:
                table = LAYOUTS[layout](tables[key], rng)
                parts.append(_once(table) if damage == "hollow" else table)
                if key == "三" and "三乙" in tables:
                    parts.append(f"附：{made.year - 1}年收到和处理政府信息公开申请情况")
        if number not in tables:
            parts.append(_prose(made, number, rng))
    parts += [made.organ, f"{made.year + 1}年1月20日"]
    return rng.choice(("\n", "\n\n")).join(parts) + "\n"


def _once(table: str) -> str:
    """Every line that is not the same as the line before it."""
    lines = table.split("\n")
    return "\n".join(line for place, line in enumerate(lines) if place == 0 or line != lines[place - 1])


def _title(made: Made, rng: random.Random) -> str:
    return rng.choice(
        (
            f"{made.organ}{made.year}年政府信息公开工作年度报告",
            f"{made.organ}\n{made.year}年政府信息公开工作年度报告",
            f"{made.year}年度{made.organ}政府信息\n公开工作年度报告",
            f"# {made.organ}{made.year}年度政府信息公开年度报告",
        )
    )


def _preface(made: Made, rng: random.Random) -> str:
    listed = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。"
    contents = "\n".join(f"{number}、{title}" for number, title in TITLES.items())
    period = f"本报告所列数据的统计期限自{made.year}年1月1日起至{made.year}年12月31日止。"
    return rng.choice((listed + period, contents, f"{made.organ}现公布本报告。{period}", ""))


def _heading(number: str, title: str, place: int, numbering: str) -> str:
    return {
        "cn": f"{number}、{title}",
        "latin": f"{place}、 {title}",
        "none": title,
        "markdown": f"## {number}、{title}",
    }[numbering]


def _prose(made: Made, number: str, rng: random.Random) -> str:
    """Prose with words and figures of the tables, as real reports have them."""
    sentences = [
        f"{made.year}年，{made.organ}共办理行政许可{rng.randint(1, 99)}件，行政处罚3件。",
        "（一）主动公开情况",
        f"本年新收政府信息公开申请数量{rng.randint(1, 9)}件，上年结转0件，予以公开1件，部分公开2件。",
        f"{made.year - 1}年新收申请12件，结转下年度继续办理0件。",
        "二、上年结转政府信息公开申请数量为零，与上一年度持平。",
        "行政复议 0 件，行政诉讼 0 件。",
        "规范性文件",
        "本年度制发规范性文件2件，现行有效11件。",
        "（三）不予公开的信息逐件说明理由。",
        "行政许可：",
        "无。",
    ]
    return "\n".join(rng.sample(sentences, rng.randint(2, 6)))
