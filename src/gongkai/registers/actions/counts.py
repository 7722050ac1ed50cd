"""Attesting a figure whose records lie elsewhere. Only what the sign-off chain signed counts."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.accounts.actor import Actor, System
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ, Section
from gongkai.organs.roles import Role
from gongkai.records import files, log, signoff
from gongkai.records.models import SignOff, StoredFile
from gongkai.registers import amounts, policies
from gongkai.registers.facts import FIGURES
from gongkai.registers.measures import MEASURES, Count, Measure
from gongkai.registers.models import AttestedCount
from gongkai.registers.models.counts import Standing
from gongkai.registers.values import may_keep

KIND = "registers.count"
PAPER = signoff.declare(KIND, gettext_lazy("数据证明"), (Role.SECTION_HEAD,))
FIRST_YEAR = 2019


@transaction.atomic
def attest(
    measure: str,
    *,
    organ: Organ,
    by: Actor,
    year: int,
    value: int | Decimal,
    section: Section | None = None,
    source: StoredFile | None = None,
    replaces: AttestedCount | None = None,
    backfilled: bool = False,
    is_demo: bool = False,
) -> AttestedCount:
    """Draft a figure, in 万元 for amounts. A source file is required unless it is nil.

    `replaces`: the signed figure it shall supersede once it is signed itself. Raises PermissionDenied, Refused.
    """
    declared = MEASURES[measure]
    _ask(by, organ, "attest", section)
    with scope.organ(organ):
        _alone(organ)
        if (refusal := may_keep(declared.declaration, organ)) and value:
            raise Refused(refusal)
        _possible(declared, organ, year, Decimal(value), section, source)
        _free(declared, organ, year, section, replaces)
        count: AttestedCount = AttestedCount.objects.create(
            organ=organ,
            measure=measure,
            year=year,
            value=Decimal(value),
            section=section,
            source=source,
            replaces=replaces,
            drafted_by=None if isinstance(by, System) else by,
            backfilled=backfilled,
            is_demo=is_demo,
        )
        _tell("registers.attest", count, by, "attest")
    return count


@transaction.atomic
def submit(count: AttestedCount, *, by: Actor) -> SignOff:
    """Send a draft to be signed, by default by the section's head, for the whole organ by the office's head.

    The last signature makes it count. Raises PermissionDenied, Refused.
    """
    organ = count.organ
    _ask(by, organ, "attest", count.section)
    with scope.organ(organ):
        count = _locked(count)
        if count.state != Standing.DRAFT:
            raise Refused(_("只有草稿可以送签。"))
        return signoff.start(
            count,
            kind=KIND,
            organ=organ,
            by=by,
            title=title_of(count),
            default=(Role.OFFICE_HEAD,) if count.section is None else PAPER.default,
            section=count.section,
            for_whom=policies.principal(by, organ, "attest"),
        )


@transaction.atomic
def withdraw(count: AttestedCount, *, by: Actor) -> AttestedCount:
    """A figure that is not to count: it stays readable. Raises PermissionDenied; Refused while being signed."""
    organ = count.organ
    _ask(by, organ, "withdraw", count.section)
    with scope.organ(organ):
        count = _locked(count)
        if count.state not in (Standing.DRAFT, Standing.SIGNED):
            raise Refused(_("这个数已经不再计数，不必撤销。"))
        if signoff.open_chain(count, KIND) is not None:
            raise Refused(_("这个数正在签批；请先由填报人撤回，或者由签批人退回。"))
        count.state = Standing.WITHDRAWN
        count.save(update_fields=["state", "updated_at"])
        _tell("registers.withdraw", count, by, "withdraw")
    return count


@signoff.owned(KIND)
def _drafter(chain: SignOff) -> frozenset[Any]:
    """Also where another sent the figure on its way."""
    return frozenset(AttestedCount.objects.filter(pk=chain.subject_id).values_list("drafted_by", flat=True))


@signoff.concluded(KIND)
def _signed(chain: SignOff, by: Actor, on: datetime.date) -> None:
    """The last signature: the figure counts, and the one it replaces counts no more."""
    _alone(chain.organ)
    count = AttestedCount.objects.select_for_update(of=("self",)).get(pk=chain.subject_id)
    if count.state != Standing.DRAFT:
        raise Refused(_("这个数已经不是草稿，不能签字。"))
    _free(MEASURES[count.measure], count.organ, count.year, count.section, count.replaces, but=count)
    if count.replaces is not None:
        count.replaces.state = Standing.REPLACED
        count.replaces.save(update_fields=["state", "updated_at"])
    count.state, count.signed_on = Standing.SIGNED, on
    count.save(update_fields=["state", "signed_on", "updated_at"])
    _tell("registers.sign", count, by, None)


def title_of(count: AttestedCount) -> str:
    """What the paper to be signed is called: whose figure, of which year, for what."""
    measure = MEASURES[count.measure]
    of = count.section.name if count.section is not None else count.organ.short_name
    value = f"{count.value:f}".rstrip("0").rstrip(".")
    return _("%(of)s%(year)d年“%(label)s”：%(value)s%(unit)s") % {
        "of": of,
        "year": count.year,
        "label": measure.label,
        "value": value,
        "unit": measure.unit,
    }


def _possible(
    measure: Measure,
    organ: Organ,
    year: int,
    value: Decimal,
    section: Section | None,
    source: StoredFile | None,
) -> None:
    if not FIRST_YEAR <= year <= today().year:
        raise Refused(_("年度要在%(first)d年到今年之间。") % {"first": FIRST_YEAR})
    if not value.is_finite() or not amounts.in_digits(value):
        raise Refused(_("数值请用数字写全，不用科学计数法。"))
    if abs(value) >= amounts.MOST:
        raise Refused(_("数值要小于一万亿，请核对是否多写了零。"))
    if value < 0 and measure.count is not Count.CHANGE:
        raise Refused(_("“%(label)s”不能小于零。") % {"label": measure.label})
    if not measure.is_amount and value != value.to_integral_value():
        raise Refused(_("“%(label)s”应是整数。") % {"label": measure.label})
    if value != value.quantize(Decimal("0.000001")):
        raise Refused(_("金额以万元计，最多六位小数（精确到分）。"))
    if not amounts.is_kept(value):
        raise Refused(
            _("数值连同小数最多%(most)d位，再多就不能准确保存；请核对是否多写了数字。")
            % {"most": amounts.KEPT}
        )
    if section is not None and section.organ_id != organ.pk:
        raise Refused(_("这不是本机关的科室。"))
    if value and source is None:
        raise Refused(_("数据在别的系统里，要附来源文件（如系统导出的统计表、盖章的证明）；没有发生的填 0。"))
    if source is not None and (refusal := files.attachable(source, organ)):
        raise Refused(refusal)


def _free(
    measure: Measure,
    organ: Organ,
    year: int,
    section: Section | None,
    replaces: AttestedCount | None,
    but: AttestedCount | None = None,
) -> None:
    """One figure for a measure, year and section, and one draft at a time. Raises Refused."""
    same = AttestedCount.objects.filter(organ=organ, measure=measure.key, year=year, section=section)
    if but is None and same.filter(state=Standing.DRAFT).exists():
        raise Refused(
            _("同一科室、同一年度的“%(label)s”已有草稿；请先送签或者撤销。") % {"label": measure.label}
        )
    signed = same.filter(state=Standing.SIGNED).first()
    if replaces is None and signed is not None:
        raise Refused(
            _("同一科室、同一年度的“%(label)s”已经签字；要改，请用“替换”。") % {"label": measure.label}
        )
    if replaces is not None and signed != replaces:
        raise Refused(_("要替换的数已经不是现在计入的那个；请刷新后重填。"))


def _alone(organ: Organ) -> None:
    """Two who attest or sign the same figure at once: the second waits, then is told."""
    Organ.objects.select_for_update().get(pk=organ.pk)


def _locked(count: AttestedCount) -> AttestedCount:
    rows = AttestedCount.objects.select_for_update(of=("self",)).select_related("section", "organ")
    found: AttestedCount = rows.get(pk=count.pk)
    return found


def _ask(by: Actor, organ: Organ, action: policies.Action, section: Section | None) -> None:
    if refusal := policies.refusal(by, organ, action, section):
        raise PermissionDenied(refusal)


def _tell(what: str, count: AttestedCount, by: Actor, action: policies.Action | None) -> None:
    log.append(
        what,
        count,
        organ=count.organ,
        by=by,
        on=count.signed_on,
        data={
            "measure": count.measure,
            "year": count.year,
            "value": str(count.value),
            "replaces": count.replaces_id,
            "source": count.source.sha256 if count.source is not None else "",
            "digest": FIGURES.digest(count),
        },
        for_whom=policies.principal(by, count.organ, action) if action else None,
    )
