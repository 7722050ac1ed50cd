"""A report that was read and checked is kept as received."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.annual.forms import FIRST_YEAR
from gongkai.base import scope
from gongkai.base.clock import now, today
from gongkai.base.refusal import Refused
from gongkai.base.typed import one_line
from gongkai.organs.models import Organ
from gongkai.records.bound import bound
from gongkai.reports import stored
from gongkai.reports.models import Answer, CellCorrection, ReceivedFile, ReceivedReport
from gongkai.reports.receiving import queries
from gongkai.reports.receiving.doing import ask, locked, person, tell
from gongkai.reports.receiving.queries import View


@transaction.atomic
def keep_received(
    file: ReceivedFile,
    *,
    about: str,
    year: int,
    by: Actor,
    seen: str,
    loose_seen: bool = False,
    replaces: bool = False,
    another: bool = False,
) -> ReceivedReport:
    """Keep the report in a file as that of `about` on `year`. Raises PermissionDenied, Refused.

    `seen`: the `View.mark` of what the officer saw. `loose_seen`: what has no cell was looked at. `replaces`: the
    report of the same organ and year that is there is superseded. `another`: it is another organ than those that are
    named almost so (`queries.alike`).
    """
    organ = file.organ
    ask(by, "keep-received", organ)
    about = one_line(about, _("报告机关"))
    with scope.organ(organ):
        # One after the other: two who keep the same report at once must not both be the first.
        Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
        file = locked(file)
        if queries.is_owed(file):
            raise Refused(
                _("这个文件正在等待重新读取，现在的数是上一次读的，不能保存；请等读完、看过以后再保存。")
            )
        reading = queries.last_reading(file)
        if reading is None or reading.answer != Answer.READ:
            raise Refused(_("这个文件没有读出年度报告，不能保存。"))
        view = queries.view(file, reading)
        if problem := problem_of(view, about, year, seen=seen, loose_seen=loose_seen):
            raise Refused(problem)
        if (alike := queries.alike(about)) and not another:
            raise Refused(
                _(
                    "收到的年报里有名称相近的机关：%(names)s，可能与“%(about)s”是同一个机关。是同一个机关，"
                    "请把名称改成一样的；不是，请勾选“与名称相近的机关不是同一个”。"
                )
                % {"names": "、".join(f"“{name}”" for name in alike), "about": about}
            )
        older = queries.standing(about, year)
        if older is not None and not replaces:
            raise Refused(
                _("%(report)s已经收过一份（%(time)s保存）；确认要用这一份代替它，请勾选“代替已有的一份”。")
                % {"report": older, "time": localtime(older.created_at).strftime("%Y-%m-%d %H:%M")}
            )
        if older is not None:
            older.superseded_at = now()
            older.save(update_fields=["superseded_at", "updated_at"])
        columns = stored.columns(view.report)
        row = ReceivedReport(
            organ=organ,
            about=about,
            year=year,
            edition=reading.edition,
            corrections=_corrections(view),
            received=file,
            reading=reading,
            by=person(by),
            supersedes=older,
            is_demo=file.is_demo,
            **columns,
        )
        row.full_clean()
        row.save(force_insert=True)
        rows = [row] if older is None else [row, older]
        data = {"year": year, "file": str(file.pk), "superseded": older and str(older.pk), **bound(*rows)}
        tell("keep-received", row, by, data)
    return row


def problem_of(view: View, about: str, year: int, *, seen: str, loose_seen: bool) -> str | None:
    """Why what was read cannot be kept, in one sentence; None where it can."""
    if seen != view.mark:
        return _("您打开这一页以后，文件重新读取过，或者有人更正过数字；请看过现在的内容再保存。")
    if view.report.edition is None or not view.report.cells:
        return _("没有认出报告的格式或者表格，不能保存；请换一份文件，或者重新读取。")
    if view.open:
        return _("还有%(count)d个存疑的格没有处理：请逐格更正，或者承认不能读准，再保存。") % {
            "count": len(view.open)
        }
    if view.doubts.loose and not loose_seen:
        return _("还有%(count)d处内容没能放进表格；请对照原文看过，再勾选“已经看过”。") % {
            "count": len(view.doubts.loose)
        }
    if not about:
        return _("请填写报告机关的名称。")
    if not FIRST_YEAR <= year <= today().year:
        return _("%(year)s年度不会有这样的报告：最早是%(first)s年度，最晚是今年；请核对年度。") % {
            "year": year,
            "first": FIRST_YEAR,
        }
    return None


def _corrections(view: View) -> Sequence[dict[str, Any]]:
    """Every correction that was ever made, as it goes with the report."""
    return [_told(row) for row in view.all_corrections]


def _told(row: CellCorrection) -> dict[str, Any]:
    return {
        "number": row.number,
        "cell": [row.table, row.row, row.column],
        "says": row.says,
        "value": row.value,
        "printed": row.printed,
        "reason": row.reason,
        "by": row.by.get_full_name() if row.by else "",
        "at": localtime(row.created_at).isoformat(timespec="seconds"),
        "undoes": row.undoes.number if row.undoes else None,
    }
