"""Jobs: queued with the transaction, run in a scope of their own, failures seen."""

import datetime

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from gongkai.base import jobs, scope
from gongkai.base.clock import now

# The worker closes connections between jobs, so a test cannot wrap it in a transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@jobs.job()
def double(number: int) -> int:
    return 2 * number


@jobs.job()
def break_down() -> None:
    raise LookupError("broken")


@jobs.job()
def read_without_scope() -> None:
    scope.current()


@pytest.fixture
def queue(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work() -> None:
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    ).run()


def test_in_tests_a_job_runs_at_once_and_its_error_is_not_swallowed() -> None:
    assert jobs.enqueue(double, 21).return_value == 42
    with pytest.raises(jobs.JobFailed, match="broken"):
        jobs.enqueue(break_down)


@pytest.mark.usefixtures("queue")
def test_a_queued_job_is_done_by_a_worker() -> None:
    result = jobs.enqueue(double, number=21)
    assert result.status == TaskResultStatus.READY
    work()
    result.refresh()
    assert result.return_value == 42


@pytest.mark.usefixtures("queue")
def test_a_job_that_failed_is_counted_for_a_day() -> None:
    jobs.enqueue(break_down)
    work()
    assert jobs.failed() == 1
    DBTaskResult.objects.update(finished_at=now() - datetime.timedelta(days=1, seconds=1))
    assert jobs.failed() == 0


@pytest.mark.usefixtures("queue")
def test_a_job_has_no_scope_but_its_own() -> None:
    with scope.public():
        result = jobs.enqueue(read_without_scope)
    work()
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert "ScopeUnset" in result.errors[0].traceback


@pytest.mark.usefixtures("queue")
def test_what_is_rolled_back_is_not_queued() -> None:
    with transaction.atomic():
        jobs.enqueue(double, 1)
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 0


@pytest.mark.usefixtures("queue")
def test_a_due_job_that_waits_too_long_is_stuck() -> None:
    jobs.enqueue(double, 1)
    assert jobs.stuck() == 0
    DBTaskResult.objects.update(enqueued_at=now() - jobs.PATIENCE - datetime.timedelta(seconds=1))
    assert jobs.stuck() == 1
    DBTaskResult.objects.update(run_after=now() - datetime.timedelta(seconds=1))
    assert jobs.stuck() == 0  # it was put off, and is due only now
    DBTaskResult.objects.update(run_after=now() + datetime.timedelta(days=2000))
    assert jobs.stuck() == 1  # a clock that was ahead put it off for years
