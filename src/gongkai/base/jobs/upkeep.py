"""The floor's own jobs."""

import datetime

from django_tasks_db.models import DBTaskResult

from gongkai.base.clock import now
from gongkai.base.jobs.declare import job
from gongkai.base.jobs.timetable import daily
from gongkai.base.sealed import rotation

KEPT = datetime.timedelta(days=30)


@daily(datetime.time(3, 30))
@job(retries=2, idempotent=True)
def forget() -> int:
    """Remove the traces of jobs that ended long ago; how many."""
    done = DBTaskResult.objects.finished().filter(finished_at__lt=now() - KEPT)
    return done.delete()[0]


@daily(datetime.time(3, 0))
@job(retries=3, idempotent=True, limit=datetime.timedelta(hours=6))
def reseal() -> dict[str, int]:
    """Put what older keys sealed under the key now in use; a daily run finds what a broken one left."""
    progress = rotation.reseal()
    return {"done": progress.done, "remain": progress.remain, "failed": progress.failed}
