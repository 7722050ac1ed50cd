"""Whatever a task does to its worker, the program above gets its answer in time, and the next task is carried out."""

import errno
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.papers.limits import MB
from gongkai.papers.workers.pool import Bounds, Finished, Gave, Loss, Lost, Workers, WorkersFailed
from gongkai.papers.workers.process_tree import descendants

TESTS = Path(__file__).parents[1]
BOUNDS = Bounds(seconds=5, memory=256 * MB, written=MB)
SHORT = Bounds(seconds=0.4, memory=256 * MB, written=MB)


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers find the tasks beside this test."""
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers("papers.worker_tasks:do", 1, at_rest=150 * MB) as opened:
        yield opened
    assert descendants(os.getpid()) == []


def carried_out(workers: Workers, what: str, value: object = None, bounds: Bounds = BOUNDS) -> list[object]:
    """The values of a task and, in the end, why it was lost, or nothing."""
    workers.give(7, (what, value), bounds)
    values: list[object] = []
    while True:
        for event in workers.events():
            assert event.tag == 7
            match event:
                case Gave(value=value):
                    values.append(value)
                case Lost(why=why):
                    return [*values, why]
                case Finished():
                    return values


def test_a_task_gives_its_values_and_the_worker_goes_on(workers: Workers) -> None:
    assert carried_out(workers, "say", "很好") == ["很好"]
    assert carried_out(workers, "process") == carried_out(workers, "process")


def test_what_hangs_is_ended_in_time_and_replaced(workers: Workers) -> None:
    carried_out(workers, "say")
    begun = time.monotonic()
    assert carried_out(workers, "sleep", 60, SHORT) == ["before", Loss.TIME]
    assert carried_out(workers, "spin", None, SHORT) == [Loss.TIME]
    assert time.monotonic() - begun < 50
    assert carried_out(workers, "say", 1) == [1]


def test_what_grows_is_told_and_replaced(workers: Workers) -> None:
    assert carried_out(workers, "grow", 100 * MB) == ["grown"]
    assert carried_out(workers, "grow", 400 * MB) == [Loss.MEMORY]
    assert carried_out(workers, "grow", 100 * MB) == ["grown"]


def test_memory_kept_from_a_task_ends_the_worker_after_it(workers: Workers) -> None:
    before = carried_out(workers, "process")
    assert carried_out(workers, "swell", 160 * MB) == ["swollen"]
    assert carried_out(workers, "process") != before


@pytest.mark.parametrize("what", ["crash", "leave", "fault"])
def test_a_worker_that_dies_is_told_and_replaced(workers: Workers, what: str) -> None:
    assert carried_out(workers, what) == [Loss.ENDED]
    assert carried_out(workers, "say", 1) == [1]


def test_what_libraries_print_disturbs_nothing(workers: Workers) -> None:
    assert carried_out(workers, "print") == [""]


def test_a_file_too_large_to_write_is_refused_by_the_system(workers: Workers) -> None:
    assert carried_out(workers, "write", 2 * MB) == [errno.EFBIG]


def test_children_of_a_worker_end_with_it_in_whatever_session(workers: Workers) -> None:
    pid, why = carried_out(workers, "child", None, SHORT)
    assert why is Loss.TIME
    assert isinstance(pid, int)
    assert _gone(pid)


def test_a_task_may_take_other_bounds(workers: Workers) -> None:
    assert carried_out(workers, "wait", 0.8, SHORT) == ["waited"]


def test_a_program_that_was_elsewhere_blames_no_worker(workers: Workers) -> None:
    workers.give(7, ("many", 20), Bounds(seconds=0.3, memory=256 * MB, written=MB))
    time.sleep(0.8)
    count = 0
    while True:
        for event in workers.events():
            if isinstance(event, Finished):
                assert count == 20
                return
            assert isinstance(event, Gave)
            count += 1


def test_a_worker_knows_no_secrets_of_its_surroundings(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_SECRET_KEY", "geheim")
    monkeypatch.setenv("DATABASE_URL", "postgres://x:y@z/w")
    names = carried_out(workers, "surroundings")[0]
    assert isinstance(names, list)
    assert not {"GONGKAI_SECRET_KEY", "DATABASE_URL"} & set(names)


def test_only_values_of_ours_are_taken_from_a_worker(workers: Workers) -> None:
    assert carried_out(workers, "foreign") == [Loss.ENDED]


def test_workers_are_started_from_a_program_with_threads() -> None:
    answers: list[list[object]] = []

    def one() -> None:
        with Workers("papers.worker_tasks:do", 1) as opened:
            answers.append(carried_out(opened, "say", 1))

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert answers == [[1], [1], [1]]


def test_a_task_that_cannot_be_found_ends_in_one_failure() -> None:
    with (
        pytest.raises(WorkersFailed, match="启动不了"),
        Workers("papers.worker_tasks:nothing", 1) as opened,
    ):
        carried_out(opened, "say")


PROGRAM = """
import sys, time
from gongkai.papers.workers.pool import Bounds, Workers
with Workers("papers.worker_tasks:do", 1) as workers:
    workers.give(1, ("child", None), Bounds(60, 1 << 28, 1 << 20))
    for event in workers.events():
        print(event.value, flush=True)
    time.sleep(60)
"""


def test_workers_end_with_their_program_however_it_ends(tmp_path: Path) -> None:
    surroundings = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, env=surroundings
    ) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        worker = descendants(program.pid)
        assert list(tmp_path.iterdir())
        program.kill()
    assert all(_gone(each) for each in (pid, *worker))
    assert list(tmp_path.iterdir()) == []


def _gone(pid: int) -> bool:
    """Whether a process ends within a few seconds; one that nobody has waited for counts as ended."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False
