"""How a figure may be written."""

from decimal import Decimal

import pytest

from gongkai.registers import amounts


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("12", "12"),
        (" 1,234,567.80 ", "1234567.80"),
        ("１２．５", "12.5"),
        ("-3", "-3"),
    ],
)
def test_a_figure_is_written_in_digits(text, figure):
    assert str(amounts.read(text)) == figure


@pytest.mark.parametrize("text", ["1e15", "1.5E1", "15e-1", "1_000", "1,23", "NaN", "Infinity", "3万", ""])
def test_what_could_be_misread_is_none(text):
    assert amounts.read(text) is None


def test_a_power_of_ten_is_not_digits():
    assert amounts.in_digits(Decimal("100.00"))
    assert not amounts.in_digits(Decimal("1E+2"))
    assert not amounts.in_digits(Decimal("NaN"))


@pytest.mark.parametrize(
    ("figure", "kept"),
    [
        ("999999999999.99", True),
        ("999999999999.000000", True),
        ("123456789.123456", True),
        ("1234567890.123456", False),
        ("-123456789012.3456", False),
        ("0", True),
    ],
)
def test_what_a_database_would_round_is_known(figure, kept):
    assert amounts.is_kept(Decimal(figure)) is kept
