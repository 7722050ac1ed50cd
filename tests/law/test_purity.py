"""The law needs the standard library alone, knows no clock, and speaks from one place."""

import ast
import re
import sys
from pathlib import Path

import pytest

import gongkai.law
from gongkai.law import words
from gongkai.law.duties import Duty
from gongkai.law.outcomes import Group, Outcome
from gongkai.law.receipt import Channel

MODULES = sorted(Path(gongkai.law.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_imports_are_of_the_standard_library_or_the_law(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.startswith("gongkai.law") or name.split(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_the_day_is_an_argument(module: Path) -> None:
    assert not re.search(r"\b(today|now|gettext)\(", module.read_text(encoding="utf-8"))


def test_no_sentence_is_left_unused() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES if path.stem != "words")
    sentences = [name for name in vars(words) if name[0].isalpha() and name.isupper()]
    assert len(sentences) > 50
    assert [name for name in sentences if f"words.{name}" not in code] == []


def test_the_fifteen_duties() -> None:
    assert [duty.value for duty in Duty] == [f"20({n})" for n in range(1, 16)]
    assert str(Duty.LIVELIHOOD.cite) == "条例第二十条第（十一）项"
    assert all(duty.label for duty in Duty)


def test_in_person_and_by_post_may_never_be_refused() -> None:
    assert [channel.label for channel in Channel if channel.is_basic] == [
        "当面提交",
        "邮寄（需签收）",
        "平常信函（无需签收）",
    ]


def test_outcomes_by_group_as_the_report_counts_them() -> None:
    counted = {group: sum(outcome.group is group for outcome in Outcome) for group in Group}
    assert list(counted.values()) == [2, 1, 8, 4, 5, 3]
