"""A sum of reports as a document: its title says 汇总, what it was added from and what is missing stand before the
chapters. Read back it is a report of doubtful and certain cells; the lines before the chapters are nobody's prose."""

from collections import Counter
from collections.abc import Iterator

from gongkai.annual import marks
from gongkai.annual.amounts import unit_of
from gongkai.annual.compose import compose, title_of
from gongkai.annual.form import Address
from gongkai.annual.merge import Merged
from gongkai.annual.merge_extent import extents
from gongkai.annual.merge_sources import Source
from gongkai.papers.model import Document

SUM = "（汇总）"
FEW = 5  # amounts that are listed one by one


def sum_document(merged: Merged, organ: str | None = None) -> Document:
    """The document that every writer takes; `organ` is the name in the title."""
    report = merged.known(organ)
    above = {
        extent.table: marks.does_not_hold(extent.without) for extent in extents(merged) if extent.without
    }
    return compose(report, title_of(report) + SUM, _preface(merged), above)


def _preface(merged: Merged) -> Iterator[str]:
    years = {source.report.year for source in merged.sources}
    one = next(iter(years)) if len(years) == 1 else None
    names = "、".join(_dated(source) if one is None else source.name for source in merged.sources)
    when = "" if one is None else f"（均为{one}年度）"
    yield (
        f"说明：本表由{len(merged.sources)}份报告逐格相加，总计也按各份印着的数相加。各份报告{when}：{names}。"
    )
    for note in merged.notes:
        yield f"说明：{note}。"
    if merged.partial:
        owing = Counter(name for names in merged.owing.values() for name in names)
        yield (
            f"说明：注有“存疑”的{len(merged.partial)}格只是其余报告之和，因为有的报告没有这一格、没有读准，"
            f"或各项有数而合计空白：{'，'.join(f'{name}（{count}格）' for name, count in owing.items())}。"
        )
    if merged.missing:
        yield "说明：下列报告有缺，缺少的表、行、格里是其余报告之和。"
    for sentence in merged.missing_by_source():
        yield f"缺少：{sentence}。"
    for item in merged.report.unread:
        if item.text == marks.NOT_ADDED and item.table and item.row and item.column:
            yield f"说明：{_not_added(merged, Address(item.table, item.row, item.column)) or item.why}。"


def _dated(source: Source) -> str:
    year = source.report.year
    return source.name if year is None or source.name.endswith(f"{year}年度") else f"{source.name}{year}年度"


def _not_added(merged: Merged, address: Address) -> str:
    """Of many amounts only how many are in which unit; "" where there are few enough to be listed."""
    stated = [
        unit_of(source.report, address) for source, value in merged.addends(address) if value is not None
    ]
    if len(stated) <= FEW:
        return ""
    units = [f"以{unit}为单位的{count}份" for unit, count in Counter(filter(None, stated)).items()]
    if None in stated:
        units.append(f"没有写单位的{stated.count(None)}份")
    return f"各份报告的金额单位不一致或没有写明，不能相加：{'，'.join(units)}，各份的数见各份报告"
