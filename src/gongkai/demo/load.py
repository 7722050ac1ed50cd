"""Loads the demonstration through the actions of the apps: what is shown was really read, entered and signed."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.models import User
from gongkai.annual.forms import edition_for
from gongkai.base import scope
from gongkai.base.clock import now, today
from gongkai.demo import asked, registers
from gongkai.demo.bureaus import Bureau, bureaus
from gongkai.demo.chance import SEED, Chance
from gongkai.demo.plan import plan_of
from gongkai.demo.staff import ABOVE, LOADER, SHOWN, engage, oversee
from gongkai.demo.words import WORDS
from gongkai.organs import authority
from gongkai.organs.actions import amend, register
from gongkai.organs.models import Kind, Organ
from gongkai.organs.roles import Role
from gongkai.reports.actions import freeze, publish, store
from gongkai.reports.models import AnnualReport, Snapshot


class NotHere(Exception):  # noqa: N818  named for what happened
    """The demonstration may not be loaded into this installation: one sentence says why and what to type."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was added; nothing where all was there already. `years`: bureaus whose records were entered."""

    organs: int
    reports: int
    years: int = 0


def refusal() -> str | None:
    """Why the demonstration does not belong here; None where it may be loaded."""
    if settings.DEMO:
        return None
    if settings.DEMO is False:
        return _("设置了 GONGKAI_DEMO=0，不装演示数据；要装入，请用 GONGKAI_DEMO=1")
    if settings.PROFILE != "dev" or not settings.OWN_DATABASE:
        return _("演示数据只自动装入 dev 设置下自建的 SQLite；要装进这里，请用 GONGKAI_DEMO=1")
    if Organ.objects.filter(is_demo=False).exists() or User.objects.filter(is_demo=False).exists():
        return _("数据库里已经有您自己的数据，没有装入演示数据；一定要装，请用 GONGKAI_DEMO=1")
    return None


def due() -> bool:
    """Whether a start of the site loads the demonstration: it belongs here, and something of it is missing."""
    return refusal() is None and not all(_complete(bureau) for bureau in bureaus())


def load(*, seed: int = SEED, records: bool = True) -> Loaded:
    """Add what is missing of the five organs, their reports and, with `records`, the year behind each report.

    Each bureau is added wholly or not at all. The seed spreads days and words; no figure depends on it.
    Raises NotHere.
    """
    if sentence := refusal():
        raise NotHere(sentence)
    added = [_bureau(bureau, seed, records=records) for bureau in bureaus()]
    return Loaded(*(sum(each) for each in zip(*added, strict=True)))


def _complete(bureau: Bureau) -> bool:
    organ = Organ.objects.filter(slug=bureau.slug).first()
    if organ is None:
        return False
    with scope.organ(organ):
        return all(model.objects.filter(year=bureau.year).exists() for model in (AnnualReport, Snapshot))


@transaction.atomic
def _bureau(bureau: Bureau, seed: int, *, records: bool) -> tuple[int, int, int]:
    """How many organs, reports and years were added for one bureau."""
    organs = reports = years = 0
    organ = Organ.objects.filter(slug=bureau.slug).first()
    if organ is None:
        organ = _register(bureau)
        organs += 1
    with scope.organ(organ):
        stored = AnnualReport.objects.filter(year=bureau.year).exists()
        replayed = Snapshot.objects.filter(year=bureau.year).exists()
    if not stored:
        _store(bureau, organ)
        reports += 1
    if records and not replayed:
        _replay(bureau, organ, seed)
        years += 1
    return organs, reports, years


def _register(bureau: Bureau) -> Organ:
    contact = bureau.contact
    return register(
        by=LOADER,
        name=bureau.name,
        short_name=bureau.short_name,
        slug=bureau.slug,
        place=bureau.place,
        kind=Kind.COUNTY_DEPARTMENT,
        address=contact.address,
        postcode=contact.postcode,
        phone=contact.phone,
        fax=contact.fax,
        website=contact.website,
        contact_year=contact.year,
        is_demo=True,
    )


def _store(bureau: Bureau, organ: Organ) -> None:
    row = store(
        bureau.report(),
        organ=organ,
        by=LOADER,
        source=bureau.source,
        figures_from=bureau.figures_from,
        is_demo=True,
    )
    publish(row, by=LOADER, at=now())


def _replay(bureau: Bureau, organ: Organ, seed: int) -> None:
    """The year behind the report, by the officers who do such work; at its end the office freezes the figures."""
    plan = plan_of(bureau.slug)
    chance = Chance(seed, bureau.slug, plan.year)
    staff = engage(organ)
    if bureau.slug == SHOWN:
        _put_under_supervision(organ)
    with scope.organ(organ), authority.remembered():
        registers.fill(organ, staff, plan, chance)
        asked.replay(organ, staff, plan, chance)
        if bureau.slug == SHOWN:
            asked.in_hand(organ, staff, chance)
    freeze(organ, plan.year, edition_for(plan.year), by=staff[Role.OFFICE])


def _put_under_supervision(organ: Organ) -> None:
    """The people's government above one bureau, so that reading along can be tried."""
    government = register(
        by=LOADER,
        name=WORDS["government"]["name"],
        short_name=WORDS["government"]["short"],
        slug=ABOVE,
        place=organ.place,
        kind=Kind.COUNTY_GOVERNMENT,
        is_demo=True,
    )
    amend(organ, by=LOADER, since=today(), parent=government)
    oversee(government)
