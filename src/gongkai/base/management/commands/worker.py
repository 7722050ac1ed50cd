"""`manage.py worker`: takes jobs from the queue, shows that it lives, minds other workers and the timetable."""

from typing import Any

from django.core.management import CommandError
from django_tasks_db.management.commands import db_worker

from gongkai.base import in_use, jobs
from gongkai.base.heartbeat import Beating


class Command(db_worker.Command):
    help = "处理后台任务，直到被停止。"

    def handle(self, *, worker_id: str, **options: Any) -> None:
        try:
            with in_use.together(), Beating(worker_id, jobs.tend):
                super().handle(worker_id=worker_id, **options)
        except in_use.InUse as problem:
            raise CommandError(str(problem)) from problem
