"""The docs keep their word: links lead somewhere, the glossary names what exists, both READMEs agree."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_a_file(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    broken = [target for target in targets if not (page.parent / target).exists()]
    assert broken == []


def test_the_glossary_names_what_exists() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    rows = re.findall(
        r"^\| `(\w+)` \| (\S+)", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) >= 15
    missing = [word for word, _ in rows if not re.search(rf"\b{word}\b", source)]
    assert missing == []


def test_both_readmes_name_the_same_commands_and_pages() -> None:
    english, chinese = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
    )
    commands = set(re.findall(r"gongkai (\w+)", english))
    assert commands == set(re.findall(r"gongkai (\w+)", chinese))
    pages = {target for target in LINK.findall(english) if target.startswith("docs/")}
    assert pages == {target for target in LINK.findall(chinese) if target.startswith("docs/")}


def test_the_readme_calls_the_test_command_that_ci_runs() -> None:
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
