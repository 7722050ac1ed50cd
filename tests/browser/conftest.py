"""Debian's Chromium, driven by Playwright, before a live server with the demonstration."""

import os
import shutil
import subprocess

import pytest
from playwright.sync_api import sync_playwright

from gongkai.demo.load import load

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
)


def _missing() -> str | None:
    """What this machine lacks, and how to get it."""
    if CHROMIUM is None:
        return "no Chromium: apt-get install chromium fonts-noto-cjk"
    fonts = shutil.which("fc-list")
    if fonts is None or not subprocess.run([fonts, ":lang=zh"], capture_output=True, check=True).stdout:
        return "no Chinese font: apt-get install fontconfig fonts-noto-cjk"
    return None


def pytest_collection_modifyitems(items):
    missing = _missing()
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")
            if missing:
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="session")
def chromium():
    # Playwright runs a loop in this thread; the tests use the database beside it, never inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *root])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(chromium, transactional_db, live_server, settings):
    """The address of the site with the demonstration."""
    settings.DEMO = True
    load(records=False)
    return live_server.url


@pytest.fixture
def open_page(chromium, site):
    """Opens a page in a window of its own: `open_page(path, width=…, **context)`."""
    contexts = []

    def open_at(path, width=1280, **options):
        contexts.append(
            chromium.new_context(base_url=site, viewport={"width": width, "height": 800}, **options)
        )
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()
