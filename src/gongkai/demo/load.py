"""Loads the demonstration through the actions of the apps: what is shown was really read."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import now
from gongkai.demo.bureaus import Bureau, bureaus
from gongkai.organs.actions import register
from gongkai.organs.models import Kind, Organ
from gongkai.reports.actions import publish, store
from gongkai.reports.models import AnnualReport

LOADER = System("demo")


class NotHere(Exception):  # noqa: N818  named for what happened
    """The demonstration may not be loaded into this installation: one sentence says why and what to type."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was added; nothing where all was there already."""

    organs: int
    reports: int


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
    """Whether a start of the site loads the demonstration: asked for, or nothing was entered yet."""
    return refusal() is None and (bool(settings.DEMO) or not Organ.objects.exists())


@transaction.atomic
def load() -> Loaded:
    """Add what is missing of the five organs and their reports. Raises NotHere."""
    if sentence := refusal():
        raise NotHere(sentence)
    organs = reports = 0
    for bureau in bureaus():
        organ = Organ.objects.filter(slug=bureau.slug).first()
        if organ is None:
            organ = _register(bureau)
            organs += 1
        with scope.organ(organ):
            there = AnnualReport.objects.filter(year=bureau.year).exists()
        if not there:
            _store(bureau, organ)
            reports += 1
    return Loaded(organs, reports)


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
