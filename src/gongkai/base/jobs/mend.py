"""What became of a job that was not finished: tried again as declared, or failed for everyone to see.

Nothing is kept in memory. How often a job was tried is the number of workers that took it; whether its worker
lives is read from the heartbeats. So any worker can do this at any moment, and two at once do it once: a row is
changed only while it is as it was read.
"""

import datetime
from typing import Any

from django.dispatch import receiver
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.backend import TaskResult
from django_tasks_db.models import DBTaskResult

from gongkai.base import heartbeat
from gongkai.base.clock import now
from gongkai.base.jobs.declare import terms


class WorkerLost(RuntimeError):  # noqa: N818  named for what happened
    """The worker ended in the middle of a job that may not be done twice, or once too often."""


LOST = f"{WorkerLost.__module__}.{WorkerLost.__qualname__}"


def mend(worker: str = "") -> int:
    """Put back or fail what dead workers left, and put back what failed and has retries left.

    `worker` asks, so it lives. Returns how many jobs were changed.
    """
    living = heartbeat.living() | {worker}
    running = DBTaskResult.objects.running()
    left = [row for row in running if not row.worker_ids or row.worker_ids[-1] not in living]
    lately = now() - datetime.timedelta(days=1)
    wrong = DBTaskResult.objects.failed().filter(finished_at__gte=lately)
    return sum(_put_back(row) or _fail(row) for row in left) + sum(map(_put_back, wrong))


def _put_back(row: Any) -> bool:
    """Make the job ready again where it may be; whether it was done."""
    pause = terms(row.task_path).pause_after(max(1, len(row.worker_ids)))
    if pause is None:
        return False
    return _change(row, status=TaskResultStatus.READY, run_after=now() + pause, finished_at=None)


def _fail(row: Any) -> bool:
    sentence = (
        "后台进程在做这个任务时中断了，这个任务不能重做，或已重做到规定的次数；"
        "请核对它做到哪一步，再决定是否重新交办"
    )
    return _change(
        row,
        status=TaskResultStatus.FAILED,
        finished_at=now(),
        exception_class_path=LOST,
        traceback=f"{LOST}: {sentence}\n",
    )


def _change(row: Any, **values: Any) -> bool:
    still = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    return bool(still.update(**values))


@receiver(task_finished)
def _try_again(task_result: Any, **kwargs: Any) -> None:
    """A job that has just failed is put back at once, where it may be tried again."""
    if isinstance(task_result, TaskResult) and task_result.db_result.status == TaskResultStatus.FAILED:
        _put_back(task_result.db_result)
