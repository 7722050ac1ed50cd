"""What is said of one file in the list of a batch, beside its state."""

from collections.abc import Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gongkai.reports.receiving.batch_lines import Line

MOST = 3  # names of other files


def said_of(line: Line) -> str:
    """Why there is no report, what is in doubt or missing, what is there twice; "" for nothing."""
    return "；".join(_said(line))


def _said(line: Line) -> Iterator[str]:
    if line.state == "refused":
        yield line.file.says
    elif line.since:
        yield _("%(time)s开始读") % {"time": localtime(line.since).strftime("%H:%M:%S")}
    elif line.reading is not None and line.reading.says:
        yield line.reading.says
    elif line.kept:
        yield _("已保存为收到的年报")
    if line.state == "doubtful":
        yield _("%(count)d处存疑，请核对") % {"count": line.open}
    if line.lacks:
        yield _("没有读到%(what)s") % {"what": "、".join(line.lacks)}
    if line.copy_of:
        yield _("内容与“%(name)s”完全相同") % {"name": line.copy_of}
    elif line.same:
        more = "等" if len(line.same) > MOST else ""
        yield _("同一机关同一年度的还有：%(names)s") % {"names": "、".join(line.same[:MOST]) + more}
