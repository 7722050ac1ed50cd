"""What a printed cell says, row by row of the exchange contract; what is not certain is refused."""

from decimal import Decimal

import pytest

from gongkai.annual.form import Kind
from gongkai.annual.reading.values import parse


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0", Kind.COUNT, 0),
        ("00", Kind.COUNT, 0),
        ("01", Kind.COUNT, 1),
        ("66", Kind.COUNT, 66),
        ("0 0", Kind.COUNT, 0),
        ("0\n0", Kind.COUNT, 0),
        ("1,113", Kind.COUNT, 1113),
        ("１２", Kind.COUNT, 12),
        ("\u30003\u00a0", Kind.COUNT, 3),
        ("3件", Kind.COUNT, 3),
        ("**7**", Kind.COUNT, 7),
        ("12.0", Kind.COUNT, 12),
        ("3.00", Kind.COUNT, 3),
        ("1,113.00件", Kind.COUNT, 1113),
        ("'12", Kind.COUNT, 12),
        ("’12", Kind.COUNT, 12),
        ("-8.0", Kind.CHANGE, -8),
        ("0/0", Kind.CHANGE, 0),
        ("+4", Kind.CHANGE, 4),
        ("增98", Kind.CHANGE, 98),
        ("增加5", Kind.CHANGE, 5),
        ("-8", Kind.CHANGE, -8),
        ("－8", Kind.CHANGE, -8),
        ("减8", Kind.CHANGE, -8),
        ("減少８", Kind.CHANGE, -8),
        ("106.01", Kind.AMOUNT, Decimal("106.01")),
        ("2873.4950", Kind.AMOUNT, Decimal("2873.495")),
    ],
)
def test_values(text: str, kind: Kind, value: int | Decimal) -> None:
    parsed = parse(text, kind)
    assert (parsed.value, parsed.why) == (value, None)


@pytest.mark.parametrize(
    "text", ["", " ", "\u00a0", "-", "/", "—", "无", "暂无", "增", "增/减", "本单位未制作规章"]
)
def test_blanks_and_words_are_no_number(text: str) -> None:
    assert parse(text, Kind.COUNT).value is None
    assert parse(text, Kind.COUNT).why is None


@pytest.mark.parametrize(
    "text",
    [
        "约30",
        "3(2)",
        "1 095",
        "6 6",
        "3²",
        "①",
        "\uf031",  # a sign of a font of pictures
        "1\ufffd",
        "\ufffd",
        "〇",
        "三件",
        "O",
        "3.5",
        "12.5",
        "12.50",
        "3.000",
        "3.",
        "12'",
        "1,13",
        "5/8",
        "3-5",
        "增5减3",
        "3%",
        "12 0",
    ],
)
def test_what_is_not_certain_is_refused(text: str) -> None:
    parsed = parse(text, Kind.COUNT)
    assert parsed.value is None
    assert parsed.why


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("17.27万元", "17.27", "万元"),
        ("3,926 万元", "3926", "万元"),
        ("500元", "500", "元"),
        ("12", "12", None),
    ],
)
def test_amounts_keep_their_unit(text: str, value: str, unit: str | None) -> None:
    parsed = parse(text, Kind.AMOUNT)
    assert (parsed.value, parsed.unit) == (Decimal(value), unit)
