"""The queue: putting jobs in, and seeing what does not come out."""

import datetime
from typing import Any

from django_tasks import TaskResult, TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult, get_date_max

from gongkai.base.clock import now

# A job that is due and has waited this long: no worker takes jobs any more.
PATIENCE = datetime.timedelta(minutes=5)
# No job is put off for longer.
FARTHEST = datetime.timedelta(days=2)


class JobFailed(RuntimeError):  # noqa: N818  named for what happened
    """A job that was run at once (in tests) raised an error."""


def enqueue(job: Task[Any, Any], *args: Any, **kwargs: Any) -> TaskResult[Any]:
    """Put a job in the queue. Raises JobFailed where jobs run at once and this one failed."""
    result = job.enqueue(*args, **kwargs)
    if result.status == TaskResultStatus.FAILED:
        raise JobFailed(result.errors[-1].traceback)
    return result


def failed() -> int:
    """How many jobs ended in an error within a day; older ones are history."""
    return DBTaskResult.objects.failed().filter(finished_at__gte=now() - datetime.timedelta(days=1)).count()


def stuck() -> int:
    """How many due jobs have waited longer than they should, or wait for a day that only a wrong clock can have set."""
    moment = now()
    since = moment - PATIENCE
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=since)
    late = late.exclude(run_after__gt=since, run_after__lte=moment)
    lost = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY,
        run_after__gt=moment + FARTHEST,
        run_after__lt=get_date_max(),  # what is not put off at all bears the last day of days
    )
    return late.count() + lost.count()
