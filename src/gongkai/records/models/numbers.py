"""Number series: what was given out last."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.models import ScopedRow
from gongkai.organs.models import Organ


class Series(ScopedRow):
    """One series of an organ in a year."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("行政机关"))
    name = models.CharField(_("号码系列"), max_length=40)
    year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("最后一号"), default=0)

    class Meta:
        verbose_name = _("号码系列")
        verbose_name_plural = _("号码系列")
        constraints = (models.UniqueConstraint(fields=("organ", "name", "year"), name="series_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.name} {self.year} {self.last}"

    @classmethod
    def published(cls) -> models.Q:
        return models.Q(pk__in=())
