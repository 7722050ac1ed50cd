"""`manage.py worker`: takes jobs from the queue, shows that it lives, minds other workers and the timetable."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from gongkai.base import jobs
from gongkai.base.heartbeat import Beating


class Command(db_worker.Command):
    help = "处理后台任务，直到被停止。"

    def handle(self, *, worker_id: str, **options: Any) -> None:
        beating = Beating(worker_id, jobs.tend)
        beating.start()
        try:
            super().handle(worker_id=worker_id, **options)
        finally:
            beating.stop()
