"""A sum of reports as a document: its title says 汇总, what it was added from and what is missing stand before the
chapters. Read back it is a report of doubtful and certain cells; the lines before the chapters are nobody's prose."""

from collections import Counter
from collections.abc import Iterator

from gongkai.annual import marks
from gongkai.annual.compose import compose, title_of
from gongkai.annual.merge import Merged
from gongkai.annual.merge_extent import extents
from gongkai.papers.model import Document

SUM = "（汇总）"


def sum_document(merged: Merged, organ: str | None = None) -> Document:
    """The document that every writer takes; `organ` is the name in the title."""
    report = merged.known(organ)
    above = {
        extent.table: marks.does_not_hold(extent.without) for extent in extents(merged) if extent.without
    }
    return compose(report, title_of(report) + SUM, _preface(merged), above)


def _preface(merged: Merged) -> Iterator[str]:
    names = "、".join(
        source.name
        if source.report.year is None or source.name.endswith(f"{source.report.year}年度")
        else f"{source.name}{source.report.year}年度"
        for source in merged.sources
    )
    yield f"说明：本表由{len(merged.sources)}份报告逐格相加，总计也按各份印着的数相加。各份报告：{names}。"
    for note in merged.notes:
        yield f"说明：{note}。"
    for why, cells in Counter(item.why for item in merged.partial.values()).items():
        yield f"说明：{why}，共{cells}格，注有“存疑”。"
    if merged.missing:
        yield "说明：下列报告有缺，缺少的表、行、格里是其余报告之和。"
    for sentence in merged.missing_by_source():
        yield f"缺少：{sentence}。"
    for item in merged.report.unread:
        if item.text == marks.NOT_ADDED:
            yield f"说明：{item.why}。"
