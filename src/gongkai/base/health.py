"""Whether the service can do its work, part by part."""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from gongkai.base import heartbeat, jobs, schema


@dataclass(frozen=True, slots=True)
class Part:
    """One part: without a vital one no page can be served."""

    name: str  # database, tables, worker, queue, jobs
    ok: bool
    says: str
    vital: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    parts: tuple[Part, ...]

    @property
    def ok(self) -> bool:
        """Everything works."""
        return all(part.ok for part in self.parts)

    @property
    def serves(self) -> bool:
        """Pages can be served: the answer is 200, otherwise 503."""
        return all(part.ok for part in self.parts if part.vital)


def examine() -> Health:
    """Look at every part. Raises nothing: what fails is said."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        missing, foreign = schema.pending(), schema.unknown()
    except DatabaseError:
        return Health((Part("database", False, _("数据库没有应答"), vital=True),))
    database = Part("database", True, _("数据库正常"), vital=True)
    if foreign:
        return Health((database, Part("tables", False, _("数据库来自更新的版本"), vital=True)))
    if missing:
        return Health((database, Part("tables", False, _("数据库的表还没有升级"), vital=True)))
    return Health((database, Part("tables", True, _("数据库的表与程序一致"), vital=True), *_worker()))


def _worker() -> tuple[Part, ...]:
    alive, stuck, failed = heartbeat.alive(), jobs.stuck(), jobs.failed()
    return (
        Part("worker", alive, _("后台进程正常") if alive else _("后台进程没有运行")),
        Part(
            "queue", not stuck, _("%(count)d 个任务积压") % {"count": stuck} if stuck else _("没有积压的任务")
        ),
        Part(
            "jobs",
            not failed,
            _("%(count)d 个任务出错") % {"count": failed} if failed else _("没有出错的任务"),
        ),
    )
