"""A report that a worker process read is the same in the program above."""

from decimal import Decimal

from gongkai.annual.form import Address, Edition
from gongkai.annual.report import Chapter, Report, Trace, Unread
from gongkai.papers.workers.frames import Word, framed, unframed


def test_a_report_comes_out_of_a_frame_as_it_went_in() -> None:
    paid = Address("table2", "fees", "amount")
    report = Report(
        "某县教育局",
        2022,
        Edition.E2021,
        {paid: Decimal("12.50"), Address("table3", "new", "total"): None},
        {paid: "元"},
        {"一": Chapter("一、总体情况", "正文")},
        (Unread("table3", None, None, "表2行3", "1 2", "不能确定"),),
        (Trace(paid, "12.50元", "表1行9列4"),),
    )
    [(word, value)] = unframed(bytearray(framed((Word.VALUE, report))))
    assert word is Word.VALUE
    assert value == report
    assert hash(value.trace[0]) == hash(report.trace[0])
