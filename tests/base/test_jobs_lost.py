"""Workers killed in the middle of a job, errors, and jobs that have their time: done as declared, never silently lost.

Real processes on a real database; a worker that died long ago is one whose heartbeat is set back.
"""

import datetime
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.base import clock, heartbeat, jobs
from gongkai.base.health import examine
from gongkai.base.jobs import declare, timetable
from gongkai.base.models import Heartbeat, Timetable
from real_database import FORK, in_a_file, started

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = datetime.timedelta(minutes=1)
NO_TIME = datetime.timedelta(0)
PATIENCE = 20.0


def note(path: str, word: str) -> int:
    """Write a word down where the test can see it; how many stand there now."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{word}\n")
    return len(Path(path).read_text(encoding="utf-8").splitlines())


@jobs.job(retries=1, idempotent=True, pause=NO_TIME)
def hang_the_first_time(path: str) -> None:
    if note(path, "begun") == 1:
        time.sleep(600)


@jobs.job()
def hang_once_and_for_all(path: str) -> None:
    note(path, "begun")
    time.sleep(600)


@jobs.job(limit=NO_TIME)
def hang_beyond_the_limit(path: str) -> None:
    note(path, "begun")
    time.sleep(600)


@jobs.job(retries=2, idempotent=True, pause=MINUTE)
def fail_every_time(path: str) -> None:
    note(path, "begun")
    raise LookupError("broken")


@jobs.job()
def fail_once(path: str) -> None:
    note(path, "begun")
    raise LookupError("broken")


@jobs.job(idempotent=True)
def timed() -> None:
    """Has its time in the tests that say so."""


@pytest.fixture(autouse=True)
def queue(transactional_db, settings, tmp_path: Path) -> Iterator[None]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with in_a_file(tmp_path):
        yield


def work(worker: str, every: float | None = None) -> None:
    """A worker in a process of its own, until the queue is empty."""
    if every is not None:
        heartbeat.EVERY = datetime.timedelta(seconds=every)
    call_command("worker", worker_id=worker, interval=0, batch=True, startup_delay=False, verbosity=0)


def killed_at_work(path: Path) -> None:
    """A worker takes the job that waits and dies in the middle of it, long ago."""
    process = started(work, "first")
    until = time.monotonic() + PATIENCE
    while not (path.exists() and path.read_text(encoding="utf-8")):  # made first, written a moment later
        assert time.monotonic() < until, "the job was not begun"
        time.sleep(0.02)
    process.kill()
    process.join(PATIENCE)
    assert only().status == TaskResultStatus.RUNNING
    Heartbeat.objects.update(beat_at=clock.now() - heartbeat.FRESH - MINUTE)


def only() -> DBTaskResult:
    return DBTaskResult.objects.get()


def finish(worker: str = "second") -> None:
    process = started(work, worker)
    process.join(PATIENCE)
    assert process.exitcode == 0


def begun(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_job_that_may_be_done_twice_is_done_again_after_its_worker_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    jobs.enqueue(hang_the_first_time, str(path))
    killed_at_work(path)
    assert jobs.mend() == 1
    assert jobs.mend() == 0
    finish()
    assert (only().status, only().worker_ids, begun(path)) == ("SUCCESSFUL", ["first", "second"], 2)
    assert jobs.failed() == 0


def test_a_job_that_may_not_fails_for_everyone_to_see(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    jobs.enqueue(hang_once_and_for_all, str(path))
    killed_at_work(path)
    assert jobs.mend() == 1
    finish()
    assert (only().status, begun(path)) == ("FAILED", 1)
    assert "中断" in only().traceback
    assert only().exception_class_path.endswith("WorkerLost")
    assert [part.name for part in examine().parts if not part.ok] == ["worker", "jobs"]


def test_a_job_goes_back_only_as_often_as_declared(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    jobs.enqueue(hang_the_first_time, str(path))
    killed_at_work(path)
    DBTaskResult.objects.update(worker_ids=["before", "first"])
    assert jobs.mend() == 1
    assert only().status == TaskResultStatus.FAILED


def test_what_a_living_worker_does_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    jobs.enqueue(hang_the_first_time, str(path))
    killed_at_work(path)
    heartbeat.beat("first")
    assert jobs.mend() == 0
    heartbeat.silence("first")
    assert jobs.mend("first") == 0  # it asks, so it lives
    assert jobs.mend("second") == 1


def test_a_job_beyond_its_limit_takes_its_worker_with_it(tmp_path: Path) -> None:
    jobs.enqueue(hang_beyond_the_limit, str(tmp_path / "notes"))
    process = started(work, "first", 0.1)
    process.join(PATIENCE)
    assert process.exitcode == -9
    assert heartbeat.living() == set()
    assert jobs.mend() == 1
    assert only().status == TaskResultStatus.FAILED


def test_a_worker_that_cannot_show_itself_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(worker: str) -> None:
        raise RuntimeError("upkeep is broken")

    monkeypatch.setattr(jobs, "tend", broken)
    monkeypatch.setattr(heartbeat, "FRESH", datetime.timedelta(seconds=0.3))
    jobs.enqueue(hang_once_and_for_all, str(tmp_path / "notes"))
    process = started(work, "first", 0.1)
    process.join(PATIENCE)
    assert process.exitcode == -9


def test_an_error_is_tried_again_after_a_pause_that_doubles(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    jobs.enqueue(fail_every_time, str(path))
    for attempt, pause in ((1, MINUTE), (2, 2 * MINUTE)):
        before = clock.now()
        finish()
        row = only()
        assert (row.status, begun(path)) == ("READY", attempt)
        assert pause <= row.run_after - before <= pause + MINUTE / 2
        DBTaskResult.objects.update(run_after=clock.now())
    finish()
    assert (only().status, begun(path), jobs.failed()) == ("FAILED", 3, 1)
    assert "broken" in only().traceback
    assert jobs.mend() == 0


def test_an_error_of_a_job_that_may_not_be_done_twice_is_final(tmp_path: Path) -> None:
    jobs.enqueue(fail_once, str(tmp_path / "notes"))
    finish()
    assert (only().status, jobs.failed(), jobs.mend()) == ("FAILED", 1, 0)


def test_an_error_whose_worker_died_before_putting_it_back_is_found(tmp_path: Path) -> None:
    jobs.enqueue(fail_every_time, str(tmp_path / "notes"))
    DBTaskResult.objects.update(
        status="FAILED", worker_ids=["first"], started_at=clock.now(), finished_at=clock.now()
    )
    assert jobs.mend() == 1
    assert only().status == TaskResultStatus.READY


def test_retries_need_a_job_that_may_be_done_twice() -> None:
    with pytest.raises(ValueError, match="idempotent"):
        jobs.job(retries=1)
    assert declare.terms("gone.job").pause_after(1) is None


def test_a_worker_that_ends_in_order_says_so() -> None:
    finish()
    assert not Heartbeat.objects.exists()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Declares the job `timed` daily at 02:30 and sets the clock."""
    path = timed.module_path
    monkeypatch.setattr(timetable, "_jobs", {path: (timed, timetable.Daily(datetime.time(2, 30)))})

    def set_clock(day: int, hour: int, minute: int = 0) -> None:
        moment = datetime.datetime(2026, 11, day, hour, minute, tzinfo=clock.SHANGHAI)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return set_clock


def waiting() -> int:
    count = DBTaskResult.objects.ready().count()
    DBTaskResult.objects.all().delete()
    return count


def test_a_job_has_its_time_and_what_was_missed_is_done_once(at) -> None:
    at(1, 12)
    assert (jobs.tick(), waiting()) == (0, 0)  # seen for the first time
    at(2, 2, 29)
    assert jobs.tick() == 0
    at(2, 2, 30)
    assert (jobs.tick(), jobs.tick(), waiting()) == (1, 0, 1)
    at(7, 23)  # nobody was there for five days
    assert (jobs.tick(), jobs.tick(), waiting()) == (1, 0, 1)


def test_a_job_still_waiting_is_not_put_in_twice(at) -> None:
    at(1, 12)
    jobs.tick()
    at(2, 12)
    jobs.tick()
    at(3, 12)
    assert (jobs.tick(), waiting()) == (0, 1)


def test_a_wrong_clock_delays_nothing_for_good(at) -> None:
    at(1, 12)
    jobs.tick()
    Timetable.objects.update(moment=datetime.datetime(2036, 1, 1, tzinfo=clock.SHANGHAI))
    assert (jobs.tick(), waiting()) == (1, 1)
    at(1, 2)  # set back by some hours: the moment is yesterday's, which was done
    assert jobs.tick() == 0


def _tick(start, path: str) -> None:
    start.wait()
    for _ in range(jobs.tick()):
        note(path, "put")


def test_of_many_processes_one_puts_it_in_the_queue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = timed.module_path
    monkeypatch.setattr(timetable, "_jobs", {path: (timed, timetable.Every(MINUTE))})
    Timetable.objects.create(job=path, moment=clock.now() - 5 * MINUTE)
    start = FORK.Event()
    processes = [started(_tick, start, str(tmp_path / "notes")) for _ in range(4)]
    start.set()
    for process in processes:
        process.join(PATIENCE)
        assert process.exitcode == 0
    assert DBTaskResult.objects.count() == 1
    assert begun(tmp_path / "notes") == 1


def test_old_results_are_forgotten_and_young_ones_kept() -> None:
    for days in (1, 29, 31):
        jobs.enqueue(timed)
        done = DBTaskResult.objects.ready()
        done.update(status="SUCCESSFUL", finished_at=clock.now() - datetime.timedelta(days=days))
    jobs.enqueue(timed)
    assert jobs.forget.call() == 1
    assert DBTaskResult.objects.count() == 3


def test_every_interval_begins_at_whole_multiples() -> None:
    quarter = timetable.Every(datetime.timedelta(minutes=15))
    now = datetime.datetime(2026, 11, 20, 13, 44, 59, tzinfo=clock.SHANGHAI)
    assert quarter.moment(now) == now.replace(minute=30, second=0)
