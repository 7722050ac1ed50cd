"""Rules for all tests: which need the web extra, what a skip means. Imports nothing of the web extra."""

import os
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
WEB = {
    *("base", "accounts", "organs", "records", "registers", "cases", "remedies", "reports"),
    *("demo", "site", "portal", "desk"),
}
# Where every part is installed a skipped test is a mistake: GONGKAI_FORBID_SKIP=1 makes it fail.
SKIP_FORBIDDEN = os.environ.get("GONGKAI_FORBID_SKIP") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Last what drives a browser: it leaves a running loop in this process, in which a forked child cannot work.
    items.sort(key=lambda item: item.path.parent.name == "browser")
    for item in items:
        if item.get_closest_marker("ocr") and find_spec("rapidocr") is None:
            item.add_marker(pytest.mark.skip(reason="没有安装识别扫描件的部件；请运行 make ocr"))
        if item.path.relative_to(TESTS).parts[0] in WEB:
            item.add_marker("web")


def _fail_instead(report: pytest.TestReport | pytest.CollectReport) -> None:
    if SKIP_FORBIDDEN and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipping is forbidden here (GONGKAI_FORBID_SKIP=1): {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_instead(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_instead(report)
    return report
