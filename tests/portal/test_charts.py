"""Bar charts: as long as the numbers say, nothing invented for a blank, everything inside the drawing."""

import xml.etree.ElementTree as ET

from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.portal.charts import WIDTH, Datum, bars

data = st.lists(
    st.builds(Datum, label=st.text("甲乙丙<&", min_size=1), value=st.none() | st.integers(0, 10**7)),
    max_size=9,
)


@given(data)
@settings(max_examples=60)
def test_lengths_follow_the_numbers_and_stay_inside(data):
    chart = bars("k", "题", "件", data)
    assert [bar.datum for bar in chart.bars] == data
    assert all(0 <= bar.length <= chart.full < WIDTH for bar in chart.bars)
    assert all(bar.length == 0 for bar in chart.bars if not bar.datum.value)
    by_value = sorted(chart.bars, key=lambda bar: bar.datum.value or 0)
    assert [bar.length for bar in by_value] == sorted(bar.length for bar in chart.bars)
    assert max((bar.length for bar in chart.bars), default=0) == (
        chart.full if any(datum.value for datum in data) else 0
    )


@given(data.filter(bool))
@settings(max_examples=20)
def test_the_words_stay_text_and_the_data_stands_beside(data):
    html = Template("{% load charts %}{% bar_chart chart %}").render(
        Context({"chart": bars("k", "题", "件", data)})
    )
    figure = ET.fromstring(html)  # noqa: S314
    drawing, table = figure.find(".//svg"), figure.find(".//table")
    drawn = [text.text for text in drawing.findall("text")]
    assert drawn[::2] == [datum.label for datum in data]
    assert [cell.text for cell in table.findall("tbody/tr/th")] == [datum.label for datum in data]
    assert drawn[1::2] == ["未填" if datum.value is None else str(datum.value) for datum in data]


def test_a_blank_is_said_to_be_blank():
    chart = bars("k", "题", "件", [Datum("甲", None), Datum("乙", 0), Datum("丙", 3)])
    assert chart.description == "甲未填；乙0件；丙3件。"
