"""Writes of annual reports: one function, one transaction, inside the organ's scope."""

import datetime
import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.annual.form import Edition
from gongkai.annual.forms import FIRST_YEAR
from gongkai.annual.report import Report
from gongkai.base import scope
from gongkai.base.clock import now, today
from gongkai.base.refusal import Refused
from gongkai.organs import authority, queries
from gongkai.organs.models import Organ
from gongkai.records import log
from gongkai.records.bound import bound
from gongkai.reports import policies, stored
from gongkai.reports.compile import compile_report
from gongkai.reports.models import AnnualReport, Snapshot
from gongkai.reports.snapshots import keys_behind


@transaction.atomic
def store(
    report: Report,
    *,
    organ: Organ,
    by: Actor,
    source: str = "",
    figures_from: str = "",
    is_demo: bool = False,
) -> AnnualReport:
    """Keep a report, not yet published. Raises PermissionDenied; Refused where it cannot be this organ's."""
    if refusal := policies.refusal(by, "store", organ):
        raise PermissionDenied(refusal)
    if problem := problem_of(report, organ):
        raise Refused(problem)
    assert report.edition is not None and report.year is not None  # noqa: S101, PT018  else a problem
    with scope.organ(organ):
        if AnnualReport.objects.filter(year=report.year).exists():
            raise Refused(
                _("%(organ)s%(year)s年度的报告已经有了，没有覆盖。")
                % {"organ": organ.name, "year": report.year}
            )
        row = AnnualReport(
            organ=organ,
            year=report.year,
            edition=report.edition.value,
            source=source,
            figures_from=figures_from,
            is_demo=is_demo,
            **stored.columns(report),
        )
        row.full_clean()
        row.save(force_insert=True)
    _log("store", row, by=by, data={"year": row.year, "digest": _digest(row.cells)})
    return row


def problem_of(report: Report, organ: Organ) -> str | None:
    """Why a report cannot be kept as this organ's, in one sentence; None where it can."""
    if report.edition is None or report.year is None or not report.cells:
        return _("报告的年度、格式或表格没有认出来，不能保存；请核对文件，改正后重新读入。")
    if report.year < FIRST_YEAR:
        return _(
            "%(year)s年度没有全国统一的年度报告格式，最早是%(first)s年度，不能保存；请核对报告的年度。"
        ) % {"year": report.year, "first": FIRST_YEAR}
    if report.year > today().year:
        return _("%(year)s年度还没有开始，不会有报告，不能保存；请核对报告的年度。") % {"year": report.year}
    if report.organ is not None and not any(
        report.organ.endswith(name) or name.endswith(report.organ) for name in queries.names(organ)
    ):
        return _("这份报告写的机关是“%(printed)s”，不是“%(organ)s”；请选对机关再保存。") % {
            "printed": report.organ,
            "organ": organ.name,
        }
    return None


@transaction.atomic
def publish(row: AnnualReport, *, by: Actor, at: datetime.datetime) -> AnnualReport:
    """Show a stored report to everybody from now on. Raises PermissionDenied; Refused where it is already."""
    if refusal := policies.refusal(by, "publish", row.organ):
        raise PermissionDenied(refusal)
    with scope.organ(row.organ):
        row = AnnualReport.objects.select_for_update().get(pk=row.pk)
        if row.published_at is not None:
            raise Refused(_("这份报告已经公布了。"))
        row.published_at = at
        row.save(update_fields=["published_at", "updated_at"])
    _log("publish", row, by=by, data={"year": row.year, "digest": _digest(row.cells)})
    return row


@transaction.atomic
def freeze(organ: Organ, year: int, edition: Edition, *, by: Actor) -> Snapshot:
    """Keep what the records give now. A year may have several; none is changed. Raises PermissionDenied."""
    if refusal := policies.refusal(by, "freeze", organ):
        raise PermissionDenied(refusal)
    # First the position: what is entered meanwhile is then listed as later, never passed over.
    position = log.head(organ)
    compiled = compile_report(organ, year, edition)
    columns = stored.columns(compiled.report)
    with scope.organ(organ):
        row = Snapshot(
            organ=organ,
            year=year,
            edition=edition.value,
            cells=columns["cells"],
            units=columns["units"],
            behind=keys_behind(organ, year, edition),
            taken_at=now(),
            by=None if isinstance(by, System) else by,
            log_seq=position.seq,
            log_mac=position.mac,
            is_demo=organ.is_demo,
        )
        row.full_clean()
        row.save(force_insert=True)
    digests = {"cells": _digest(row.cells), "behind": _digest(row.behind)}
    _log("freeze", row, by=by, data={"year": year, "edition": row.edition, **digests})
    return row


def _log(
    action: policies.Action, row: AnnualReport | Snapshot, *, by: Actor, data: dict[str, object]
) -> None:
    """One event; where a substitute acted, it says for whom."""
    mandate = authority.mandate(by, row.organ, *policies.ROLES[action])
    principal = mandate.principal if mandate else None
    data = {**data, **bound(row)}
    log.append(f"reports.{action}", row, organ=row.organ, by=by, data=data, for_whom=principal)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
