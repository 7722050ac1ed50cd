"""Abstract models, and the sign of life of a worker."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base import scope


class Timed(models.Model):
    """A row that knows when it was made and last changed."""

    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("最近修改时间"), auto_now=True)

    class Meta:
        abstract = True


class ScopedQuerySet(models.QuerySet["Any"]):
    """Rows of one scope. Writing many at once needs a scope in which rows may be written."""

    def update(self, **values: Any) -> int:
        _writable()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        _writable()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        for row in objs:
            row.check_scope()
        return super().bulk_create(objs, *args, **kwargs)


class ScopedManager(models.Manager["Any"].from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The default manager of what belongs to an organ: the rows of the scope; raises where none is set."""

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        match scope.current():
            case scope.OrganScope(organ_id):
                return rows.filter(organ_id=organ_id)
            case scope.PublicScope():
                return rows.filter(self.model.published())
            case scope.EverywhereScope():
                return rows


class ScopedRow(models.Model):
    """A row that belongs to an organ. The model declares the field `organ` and says what is published."""

    objects = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def published(cls) -> models.Q:
        """Which rows everybody may see."""
        raise NotImplementedError

    @classmethod
    def check(cls, **kwargs: Any) -> list[CheckMessage]:
        """`manage.py check` names a model that breaks these conventions."""
        faults = []
        if not any(field.name == "organ" for field in cls._meta.fields):
            faults.append(
                ("E001", "does not say to which organ a row belongs.", "Declare the foreign key `organ`.")
            )
        if "published" not in vars(cls):
            faults.append(("E002", "does not say what is published.", "Define the classmethod `published`."))
        if not isinstance(cls._default_manager, ScopedManager):
            faults.append(
                ("E003", "can be read outside a scope.", "Let its first manager be a ScopedManager.")
            )
        return [
            *super().check(**kwargs),
            *(
                Error(f"{cls.__name__} {says}", hint=hint, obj=cls, id=f"gongkai.{number}")
                for number, says, hint in faults
            ),
        ]

    def check_scope(self) -> None:
        """Raises OutOfScope where the scope does not allow this row to be written."""
        _writable()
        match scope.current():
            case scope.OrganScope(organ_id) if organ_id != self.organ_id:  # type: ignore[attr-defined]
                raise scope.OutOfScope(
                    f"{self._meta.label}: the row belongs to another organ than the scope."
                )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.check_scope()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.check_scope()
        return super().delete(*args, **kwargs)


class OrganRow(Timed, ScopedRow):
    """A scoped row that knows when it was made and last changed."""

    class Meta:
        abstract = True


def _writable() -> None:
    if isinstance(scope.current(), scope.PublicScope):
        raise scope.OutOfScope("The public scope is for reading; open the organ's scope to write.")


class Heartbeat(models.Model):
    """When a worker last showed that it lives."""

    worker = models.CharField(_("后台进程"), max_length=64, primary_key=True)
    beat_at = models.DateTimeField(_("最近一次心跳"))

    class Meta:
        verbose_name = _("心跳")
        verbose_name_plural = _("心跳")

    def __str__(self) -> str:
        return f"{self.worker} {self.beat_at:%Y-%m-%d %H:%M:%S}"


class Timetable(models.Model):
    """The last moment for which a job that has its time was put in the queue."""

    job = models.CharField(_("任务"), max_length=200, primary_key=True)
    moment = models.DateTimeField(_("最近一次"))

    class Meta:
        verbose_name = _("定时任务")
        verbose_name_plural = _("定时任务")

    def __str__(self) -> str:
        return f"{self.job} {self.moment:%Y-%m-%d %H:%M:%S}"
