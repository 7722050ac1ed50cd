"""Rules for all tests: which need the web extra, what a skip means. Imports nothing of the web extra."""

import os
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from gongkai.papers.writing.fonts import NoFonts

TESTS = Path(__file__).parent
WEB = {
    *("base", "accounts", "organs", "records", "registers", "cases", "remedies", "reports"),
    *("demo", "site", "portal", "desk"),
}
# Cannot be imported without the extra; other tests of scans are there to say how to get it.
collect_ignore = [] if find_spec("cv2") else ["papers/test_scan_pages.py"]
# Where every part is installed a skipped test is a mistake: GONGKAI_FORBID_SKIP=1 makes it fail.
SKIP_FORBIDDEN = os.environ.get("GONGKAI_FORBID_SKIP") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Last what drives a browser: it leaves a running loop in this process, in which a forked child cannot work.
    items.sort(key=lambda item: item.path.parent.name == "browser")
    for item in items:
        if item.get_closest_marker("ocr") and find_spec("rapidocr") is None:
            item.add_marker(pytest.mark.skip(reason="没有安装识别扫描件的部件；请运行 make ocr"))
        for marker, program in (("office", "soffice"), ("browser", "chromium")):
            if item.get_closest_marker(marker) and which(program) is None:
                item.add_marker(pytest.mark.skip(reason=_missing(program)))
        if item.path.relative_to(TESTS).parts[0] in WEB:
            item.add_marker("web")


# Programs and fonts that some tests run: where they are missing the test says how to get them.
PROGRAMS = {
    "soffice": "apt install libreoffice-writer-nogui libreoffice-calc-nogui",
    "chromium": "apt install chromium",
    "pdffonts": "apt install poppler-utils",
    "pdftotext": "apt install poppler-utils",
}


def _how_to_get(problem: BaseException | None) -> str | None:
    if isinstance(problem, NoFonts):
        return "没有中文字体；请运行 make fonts"
    if isinstance(problem, FileNotFoundError) and problem.filename in PROGRAMS:
        return _missing(problem.filename)
    return None


def _missing(program: str) -> str:
    return f"没有 {program}；请运行：{PROGRAMS[program]}"


def _fail_instead(report: pytest.TestReport | pytest.CollectReport) -> None:
    if SKIP_FORBIDDEN and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipping is forbidden here (GONGKAI_FORBID_SKIP=1): {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed and (hint := _how_to_get(call.excinfo.value if call.excinfo else None)):
        report.outcome = "skipped"
        report.longrepr = (str(item.path), item.location[1] or 0, hint)
    _fail_instead(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_instead(report)
    return report
