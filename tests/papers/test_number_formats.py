"""A stored number as a person sees it, and never as a figure where that is not certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.sheets.number_formats import BUILT_IN, shown


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("12.0", "General", "12"),
        ("0.30000000000000004", "General", "0.3"),
        ("-8", "General", "-8"),
        ("1E3", "General", "1000"),
        ("1.5E-3", "General", "0.0015"),
        ("1234567890123", "General", "1234567890123"),
        ("5", '0"件"', "5件"),
        ("17.2684", '0.00"万元"', "17.27万元"),
        ("17.2684", "0.00_ ", "17.27"),
        ("-5", '0"件"', "-5件"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234567", "0.0,", "1234.6"),
        ("2.5", "0", "3"),
        ("0.125", "0.0%", "12.5%"),
        ("12", "000", "012"),
        ("0.5", "#.##", ".5"),
        ("5", "+0;-0;0", "+5"),
        ("-5", "+0;-0;0", "-5"),
        ("-0.2", "0", "0"),
        ("-5", BUILT_IN[37], "(5)"),
        ("5", "[$¥-804]#,##0.00", "¥5.00"),
        ("5", "G/通用格式\\件", "5件"),
        ("44197", "yyyy/m/d", "2021/1/1"),
        ("44197.5", 'yyyy"年"m"月"d"日" h:mm', "2021年1月1日 12:00"),
        ("x", "0", "x"),
    ],
)
def test_a_number_takes_the_form_of_its_format(stored: str, code: str, seen: str) -> None:
    assert shown(stored, code) == seen


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("5", "[DBNum1][$-804]General", "5（格式[DBNum1][$-804]General）"),
        ("5", "0.00E+00", "5（格式0.00E+00）"),
        ("0.5", "# ?/?", "0.5（格式# ?/?）"),
        ("5", "[>3]0;[<=3]0.0", "5（格式[>3]0;[<=3]0.0）"),
        ("13800001234", "000-0000-0000", "13800001234（格式000-0000-0000）"),
        ("0", "#", "（存的数是0）"),
        ("0", BUILT_IN[41], "-（存的数是0）"),
        ("7", ";;;", "（存的数是7）"),
        ("3", '"有"', "有（存的数是3）"),
    ],
)
def test_what_is_not_seen_or_not_understood_is_said(stored: str, code: str, seen: str) -> None:
    assert shown(stored, code) == seen


@given(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.sampled_from(list(BUILT_IN.values()))
    | st.text(alphabet='0#?.,;%"\\_* -()[]ymdhsGE@件元', max_size=12),
)
def test_no_format_fails_and_digits_never_change(stored: str, code: str) -> None:
    assert isinstance(shown(stored, code), str)


@given(st.integers(-(10**9), 10**9))
def test_integers_keep_every_digit(number: int) -> None:
    assert int(shown(str(number), "0")) == number
    assert int(shown(f"{number}.0", "#,##0").replace(",", "") or 0) == number
