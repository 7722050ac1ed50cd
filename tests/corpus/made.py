"""A made report: legal or slightly wrong, with the printed text and the value of every cell."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.forms import form_of
from gongkai.annual.report import Value

PLACES = ("云溪县", "北江市东岭区", "海丰市", "青石县", "长河省南屏市", "临川区", "和平区", "向阳市新城区")
BUREAUS = ("教育局", "民政局", "财政局", "水利局", "市场监督管理局", "住房和城乡建设局")
APPLICANTS = ("natural", "business", "research", "welfare", "legal_service", "other", "total")


@dataclass
class Made:
    """Truth: `printed` is the text of each cell ("" for a blank), `values` what it says."""

    organ: str
    year: int
    edition: Edition
    printed: dict[Address, str] = field(default_factory=dict)
    values: dict[Address, Value] = field(default_factory=dict)
    units: dict[Address, str] = field(default_factory=dict)

    def put(self, address: Address, text: str, value: Value) -> None:
        self.printed[address] = text
        self.values[address] = value


def make(rng: random.Random) -> Made:
    """One report. Blanks, wrong totals and odd spellings as they occur in published ones."""
    edition = rng.choice(list(Edition))
    made = Made(rng.choice(PLACES) + rng.choice(BUREAUS), rng.randint(2019, 2025), edition)
    style = rng.choice(("full", "full", "natural_total", "natural_only", "nonzero", "total_only", "zeros"))
    _requests(made, rng, style)
    _proactive(made, rng)
    _remedies(made, rng)
    return made


def _number(rng: random.Random) -> int:
    return rng.choice((0, 0, 0, 1, 2, 3, rng.randint(4, 40), rng.randint(10, 1500)))


def _requests(made: Made, rng: random.Random, style: str) -> None:
    table = form_of(made.edition).section("table3").tables[0]
    rows = [leaf.key for leaf in table.row_leaves]
    results = [key for key in rows if key not in ("new", "carried_in", "closed", "carried_out")]
    figures = {key: [0] * 7 for key in rows}
    if style != "zeros":
        for key in results:
            if rng.random() < 0.5:
                figures[key][0] = _number(rng)
            if rng.random() < 0.15:
                figures[key][rng.randint(1, 5)] = rng.randint(1, 30)
    for column in range(6):
        closed = sum(figures[key][column] for key in results)
        figures["closed"][column] = closed
        figures["carried_out"][column] = rng.choice((0, 0, 1)) if closed else 0
        figures["carried_in"][column] = min(closed, rng.choice((0, 0, 2)))
        figures["new"][column] = closed + figures["carried_out"][column] - figures["carried_in"][column]
    for key in rows:
        figures[key][6] = sum(figures[key][:6])
    if rng.random() < 0.25:  # a slip that is really printed
        key = rng.choice(rows)
        figures[key][rng.randint(0, 6)] += rng.choice((1, 3, 10))
    for key in rows:
        for place, column in enumerate(APPLICANTS):
            number = figures[key][place]
            address = Address("table3", key, column)
            if _blank(style, place, number):
                made.put(address, "", None)
            else:
                made.put(address, str(number), number)


def _blank(style: str, place: int, number: int) -> bool:
    if style == "natural_total":
        return place not in (0, 6) and number == 0
    if style == "natural_only":
        return place != 0 and (place == 6 or number == 0)
    if style == "nonzero":
        return number == 0
    if style == "total_only":
        return place != 6
    return False


def _proactive(made: Made, rng: random.Random) -> None:
    form = form_of(made.edition)
    for table in form.section("table2").tables:
        for row in table.row_leaves:
            blank = rng.random() < 0.1
            for column in table.column_leaves:
                address = Address("table2", row.key, column.key)
                kind = form.kind(address)
                if column.unit:
                    made.units[address] = column.unit
                if blank:
                    made.put(address, *rng.choice((("", None), ("/", None), ("-", None), ("无", None))))
                elif kind is Kind.AMOUNT:
                    amount = Decimal(rng.randint(0, 5_000_000)) / rng.choice((1, 10, 100, 1000))
                    unit = rng.choice(("", "", "万元", "元"))
                    made.put(address, f"{amount:f}{unit}", amount)
                    if unit:
                        made.units[address] = unit
                elif kind is Kind.CHANGE:
                    number = rng.randint(-9, 30)
                    text = rng.choice(
                        (
                            str(number),
                            f"{number:+d}",
                            f"增{number}" if number > 0 else f"减{-number}" if number < 0 else "0",
                        )
                    )
                    made.put(address, text, number)
                else:
                    number = rng.choice((_number(rng), rng.randint(0, 20000)))
                    made.put(address, rng.choice((str(number), str(number), f"{number:,}")), number)


def _remedies(made: Made, rng: random.Random) -> None:
    for group in ("reconsideration", "suit_direct", "suit_after"):
        parts = [rng.choice((0, 0, 0, 1, 2, 15)) for _ in range(4)]
        blank = rng.random() < 0.15
        for column, number in zip(
            ("upheld", "corrected", "other", "pending", "total"), (*parts, sum(parts)), strict=True
        ):
            hide = blank and number == 0
            made.put(Address("table4", group, column), "" if hide else str(number), None if hide else number)
