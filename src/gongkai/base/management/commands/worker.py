"""`manage.py worker`: takes jobs from the queue, and shows that it lives."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from gongkai.base import heartbeat


class Command(db_worker.Command):
    help = "处理后台任务，直到被停止。"

    def handle(self, *, worker_id: str, **options: Any) -> None:
        heartbeat.keep_beating(worker_id)
        super().handle(worker_id=worker_id, **options)
