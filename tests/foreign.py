"""One thing of every kind that belongs to an organ, for tests that nobody else reaches it."""

import datetime
from decimal import Decimal

from django.core.files.base import ContentFile

from asked import received
from gongkai.annual.form import Address, Edition
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.law.routes import Route
from gongkai.organs import actions as organs
from gongkai.organs.models import Organ
from gongkai.organs.models.structure import Duty, Group, UnitKind
from gongkai.organs.roles import Role
from gongkai.records import files, signoff
from gongkai.registers.actions.counts import attest
from gongkai.remedies import actions as remedies
from gongkai.reports.actions import freeze
from gongkai.reports.models import Judgement, Says
from gongkai.reports.receiving import queries
from gongkai.reports.receiving.actions import correct, judge
from gongkai.reports.receiving.keeping import keep_received
from handed_in import handed_in, written
from officers import TEST, officer
from registered import line

SINCE = datetime.date(2020, 1, 2)


def things_of(organ: Organ) -> dict[str, dict[str, object]]:
    """What stands in the address of each route that takes an object: {route: {name: value}}."""
    section = organs.open_section(organ, name="基础教育科", by=TEST, since=SINCE)
    unit = organs.add_unit(organ, by=TEST, name="第一小学", kind=UnitKind.values[0], since=SINCE)
    member = organs.add_member(
        organ, by=TEST, group=Group.OFFICERS, name="某人", duty=Duty.FULL_TIME, since=SINCE
    )
    leader, deputy, clerk = (officer(organ, role) for role in (Role.LEADER, Role.LEGAL, Role.OFFICE))
    post = organs.appoint(clerk, organ, Role.CLERK, since=SINCE, section=section, by=TEST)
    lent = organs.stand_in(
        organs.appoint(leader, organ, Role.SECTION_HEAD, since=SINCE, section=section, by=TEST),
        deputy, since=today(), until=today(), by=TEST,
    )  # fmt: skip
    request = received(organ, datetime.date(2026, 3, 2))
    remedy = remedies.file(
        organ=organ, by=TEST, route=Route.RECONSIDERATION, filed_on=datetime.date(2026, 4, 1), request=request
    )
    kept = files.keep(ContentFile("某年某月的统计。".encode(), name="统计.txt"), organ=organ, by=TEST)
    count = attest("licences.decisions", organ=organ, by=TEST, year=2025, value=Decimal(3), source=kept)
    paper = signoff.start(
        count, kind="registers.count", organ=organ, by=clerk, title="数据证明", default=(Role.LEADER,)
    )
    entry = line(organ, "licences")
    batch = handed_in(organ, **{"报告.html": written(3, "html", Edition.E2021)})
    with scope.organ(organ):
        (read,) = batch.files.select_related("organ")
        fixed = correct(
            read, Address("table3", "new", "total"), Says.VALUE, by=TEST, reason="原件印的", value="3"
        )
        view = queries.view(read, queries.last_reading(read))
        judge(read, view.findings[0].key, Judgement.HOLDS, by=TEST, note="原件如此")
    got = keep_received(read, about="别县教育局", year=2021, by=TEST, seen=view.mark)
    frozen = freeze(organ, 2020, Edition.E2019, by=TEST)
    by_id = {
        "section": section, "unit": unit, "member": member, "post": post, "stand-in": lent, "request": request,
        "remedy": remedy, "file": kept, "signoff": paper, "entry": entry, "count": count, "snapshot": frozen,
        "account": clerk, "import": kept, "received-batch": batch, "received-file": read,
        "received-correction": fixed, "received-report": got,
    }  # fmt: skip
    return {kind: {"pk": row.pk, "step": "accept"} for kind, row in by_id.items()}
