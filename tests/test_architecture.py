"""The shape of the house, where import-linter cannot see it."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from gongkai.base.models import ScopedManager, ScopedRow

pytestmark = pytest.mark.web

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "gongkai"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
# Signing in has pages of its own, below the faces: allauth brings their views.
KNOW_ADDRESSES = ("portal", "desk", "api", "site", "accounts")
# What was asked for is loaded when it is asked for: a command, the reader of a kind of file, a worker's task.
LATE = {"cli/main.py", "papers/open.py", "papers/pdf/pictures.py", "papers/workers/worker.py"}


def layers() -> dict[str, int]:
    """Package → height, from the contract in pyproject.toml."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    arrow = next(contract for contract in contracts["contracts"] if contract["id"] == "arrow")
    lines = [re.findall(r"\w+", line) for line in reversed(arrow["layers"])]
    return {name: height for height, names in enumerate(lines) for name in names}


def package(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_downward(model: type[Model]) -> None:
    height = layers()
    for field in model._meta.get_fields():
        target = field.related_model
        if field.auto_created or not isinstance(target, type) or not target.__module__.startswith("gongkai."):
            continue
        assert height[package(target)] <= height[package(model)], f"{field} points up the arrow"


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_what_belongs_to_an_organ_is_scoped(model: type[Model]) -> None:
    belongs = any(field.name == "organ" for field in model._meta.get_fields() if not field.auto_created)
    assert belongs == issubclass(model, ScopedRow)
    if belongs:
        assert isinstance(model._default_manager, ScopedManager)
        assert model.published().children or model.published().negated


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = [
        f"line {inner.lineno}"
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
        or (isinstance(inner, ast.Attribute) and inner.attr == "import_module")
    ]
    assert not late or str(path.relative_to(SOURCE)) in LATE


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_faces_know_addresses(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] not in KNOW_ADDRESSES:
        assert not re.search(r"django\.(urls|shortcuts)|\{% url", path.read_text(encoding="utf-8"))


def test_the_tree_is_tidy() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "tidy.py"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
