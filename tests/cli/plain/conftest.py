"""Runs the command in this process, as the shell would see it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import gongkai as package
from gongkai.cli.main import run

SAMPLES = Path(package.__file__).parent / "demo" / "samples"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture
def gongkai(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def call(*words: object) -> Ran:
        status = run([str(word) for word in words])
        printed = capfd.readouterr()
        return Ran(status, printed.out, printed.err)

    return call


@pytest.fixture
def yuhang() -> Path:
    return SAMPLES / "yuhang-2020.txt"


@pytest.fixture
def samples() -> list[Path]:
    return sorted(SAMPLES.glob("*.txt"))


# The five published reports lie beside the checkout on some machines only.
collect_ignore = (
    [] if (Path(__file__).resolve().parents[4] / "shared" / "reports").is_dir() else ["test_five_reports.py"]
)
