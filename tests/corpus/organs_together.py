"""Several organs in one file, whole reports of two years, and other organs that are only named."""

import random

from corpus.made import PLACES, Made
from corpus.ruled import Page, ruled
from corpus.several_parts import (
    TABLES,
    Block,
    Kind,
    body,
    drop,
    last_years,
    other,
    page_of,
    title,
    without_keys,
)


def second(made: Made, rng: random.Random) -> Made:
    """Another organ's report of the same year."""
    found = other(made, rng)
    while found.organ == made.organ or found.organ.endswith(made.organ) or made.organ.endswith(found.organ):
        found = other(made, rng)
    found.year = made.year
    return found


def nothing(made: Made) -> None:
    drop(made, *TABLES.values())
    made.units.clear()


def first_without_tables(made: Made, rng: random.Random) -> Page:
    """The first organ's tables are pictures."""
    twin = second(made, rng)
    first = [block for block in body(made, rng, {}) if block[0] != "t"]
    first.insert(3, ("p", "全年主动公开各类政府信息，及时回应社会关切，公开平台运行平稳。" * 8))
    own = title(made)
    tables = {number: [without_keys(rows) for rows in parts] for number, parts in ruled(twin, rng).items()}
    blocks: list[Block] = [*first, ("p", title(twin)), *body(twin, rng, tables)]
    nothing(made)
    made.organ = "多个机关"
    return Page([own], blocks)


def headed(made: Made, rng: random.Random) -> Page:
    """The publisher's name and the title again between the parts of a table, as at the head of a page."""
    tables = ruled(made, rng)
    rows = tables.pop("三")[0]
    header = rng.choice(("某县人民政府门户网站", title(made), made.organ))
    blocks: list[Block] = [("t", rows[:5]), ("p", header), ("t", [*rows[:3], *rows[5:]])]
    return page_of(made, body(made, rng, tables, {"三": blocks}))


def two_organs(
    titled: bool = True, chapters: bool = True, alike: bool = False, part: str | None = None
) -> Kind:
    def kind(made: Made, rng: random.Random) -> Page:
        twin = second(made, rng)
        if alike:
            for address, text in made.printed.items():
                twin.put(address, text, made.values[address])
        tables, others = (
            ruled(made, rng),
            {n: [without_keys(r) for r in p] for n, p in ruled(twin, rng).items()},
        )
        if part:
            tables = {number: rows for number, rows in tables.items() if number != part}
            others = {number: rows for number, rows in others.items() if number == part}
        first, then = body(made, rng, tables), body(twin, rng, others)
        if not chapters:
            then = [block for block in then if block[0] == "t"]
        name = title(twin) if titled else twin.organ
        blocks: list[Block] = [*first, (rng.choice("hp"), name), *then]
        own = title(made) if titled else f"{made.year}年政府信息公开工作年度报告汇编"
        if not titled:
            blocks.insert(0, ("h", made.organ))
        nothing(made)
        made.organ = "多个机关"
        return Page([own], blocks)

    return kind


def two_years(made: Made, rng: random.Random) -> Page:
    """This year's report and last year's, whole."""
    twin = other(made, rng)
    twin.organ, twin.year = made.organ, made.year - 1
    first = body(made, rng, ruled(made, rng))
    then = body(twin, rng, last_years(made, rng))
    page = page_of(made, [*first, ("p", title(twin)), *then])
    if rng.random() < 0.5:
        page = Page([title(twin)], [*then, ("p", title(made)), *first])
    nothing(made)
    made.year = -1
    return page


def neighbours(made: Made, rng: random.Random) -> Page:
    """Links to other reports before and behind the only one."""
    links: list[Block] = [
        (
            "p",
            rng.choice(("{}2021年政府信息公开工作年度报告", "{}2020年政府信息公开年度报告")).format(
                place + "水务局"
            ),
        )
        for place in PLACES[:4]
    ]
    return page_of(made, [*body(made, rng, ruled(made, rng)), ("p", "相关链接"), *links])


def others_named(made: Made, rng: random.Random) -> Page:
    """Other organs in the prose: who leads, who is told, whom it sums up."""
    page = page_of(made, body(made, rng, ruled(made, rng)))
    place = made.organ[: made.organ.index("县") + 1] if "县" in made.organ else made.organ[:3]
    lines: list[Block] = [
        ("p", f"{place}人民政府："),
        (
            "p",
            f"本报告汇总了{place}城关镇、{place}民政局、{place}水利局的数据，由{place}人民政府办公室牵头编制。",
        ),
        ("p", f"根据《{place}人民政府2020年政府信息公开工作年度报告》的要求改进。"),
    ]
    page.blocks[1:1] = rng.sample(lines, rng.randint(1, 3))
    return page
