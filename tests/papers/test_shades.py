"""Colours as style sheets write them, whatever else stands in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.shades import BLACK, WHITE, alike, colour_of


@pytest.mark.parametrize(
    ("said", "colour", "cover"),
    [
        ("#fff", WHITE, 1),
        ("FFFFFF", WHITE, 1),
        ("#00000000", BLACK, 0),
        (" White ", WHITE, 1),
        ("rgb(255,255,255)", WHITE, 1),
        ("rgb(100% 100% 100% / 50%)", WHITE, 0.5),
        ("rgba(0, 0, 0, .5)", BLACK, 0.5),
        ("transparent", WHITE, 0),
    ],
)
def test_a_colour_in_every_way_to_write_it(said: str, colour: tuple[int, int, int], cover: float) -> None:
    assert colour_of(said) == (colour, cover)


@pytest.mark.parametrize(
    "said", ["", "inherit", "var(--ink)", "url(x.png)", "#ff", "rgb(1.2.3,0,0)", "rgb()"]
)
def test_anything_else_is_none(said: str) -> None:
    assert colour_of(said) is None


@given(st.text("rgba(),./% 0123456789#f", max_size=40))
def test_no_text_breaks_it(said: str) -> None:
    found = colour_of(said)
    assert found is None or all(0 <= channel <= 255 for channel in found[0])


def test_light_grey_is_told_from_white_and_whitesmoke_is_not() -> None:
    assert not alike((204, 204, 204), WHITE)
    assert alike((245, 245, 245), WHITE)
