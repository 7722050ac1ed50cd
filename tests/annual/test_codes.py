"""The list of codes and the checks that give them say the same."""

import re
from pathlib import Path

import pytest

from gongkai.annual import codes as declared
from gongkai.annual.check import check
from gongkai.annual.codes import CODES
from gongkai.annual.read import read
from gongkai.annual.report import Severity
from gongkai.papers.open import open_document

ANNUAL = Path(declared.__file__).parent
SAMPLES = sorted((ANNUAL.parent / "demo" / "samples").glob("*.txt"))
GIVEN = re.compile(
    r"""(?:Finding|Balance|Link|_warning|_finding|Claim)\(\s*(?:report,\s*)?"([A-Za-z0-9-]+)\""""
)


def sources() -> str:
    files = [path for path in ANNUAL.rglob("*.py") if path.name != "codes.py"]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("code", CODES)
def test_every_declared_code_is_given_by_a_check(code: str) -> None:
    assert f'"{code}"' in sources()


def test_every_code_given_is_declared() -> None:
    given = set(GIVEN.findall(sources()))
    assert len(given) > 10
    assert given <= set(CODES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_finding_is_graver_than_declared(path: Path) -> None:
    ranks = list(Severity)
    for finding in check(read(open_document(path))):
        assert ranks.index(finding.severity) >= ranks.index(CODES[finding.code].severity), finding
