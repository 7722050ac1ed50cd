"""From the compiled report of a demonstration bureau down to one request and what happened to it, without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from gongkai.accounts.models import User
from gongkai.demo import account
from gongkai.demo.bureaus import bureaus
from gongkai.demo.load import load
from gongkai.demo.staff import NAME

REPORT = "/desk/yuhang/reports/2020/2019/"


@pytest.fixture
def site(chromium, transactional_db, live_server, settings, tmp_path, monkeypatch):
    """The site with one bureau's year, and its officers' passwords."""
    settings.DEMO, settings.KEYS, settings.HOST_IS_LOOPBACK = True, tmp_path / "keys", True
    shown = [bureau for bureau in bureaus() if bureau.slug == "yuhang"]
    monkeypatch.setattr("gongkai.demo.load.bureaus", lambda: shown)
    load()
    account.keep_in_step()
    return live_server.url


def password(name):
    lines = account.file().read_text(encoding="utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.split()[0] == name)


def test_a_published_figure_leads_to_the_request_it_counts(open_page, site):
    page = open_page("/desk/", java_script_enabled=False, width=360)
    page.get_by_label("用户名").fill(NAME)
    page.get_by_label("密码").fill(password(NAME))
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("link", name="年度报告", exact=True).click()
    page.get_by_role("link", name="2020年度", exact=True).click()
    assert page.url.endswith(REPORT)

    def cell(name):
        return page.locator(f"#table3-{name}")

    assert cell("new-natural").inner_text() == "31"
    assert cell("na_not_held-natural").inner_text() == "11"
    cell("na_not_held-natural").get_by_role("link").click()
    main = page.locator("main")
    assert "信息不存在" in main.inner_text()
    assert "条例第三十六条第（四）项" in main.inner_text()
    rows = main.locator("tbody tr")
    assert rows.count() == 11
    number = rows.first.get_by_role("link").inner_text()
    rows.first.get_by_role("link").click()
    assert number in page.locator("h1").inner_text()
    for step in ("登记申请", "审核通过，转入办理", "批准答复", "送达答复"):
        assert step in main.inner_text()


def test_the_pages_of_the_report_pass_axe_and_fit_a_telephone(open_page, site):
    page = open_page("/account/login/", width=360, bypass_csp=True)
    client = Client()
    client.force_login(User.objects.get(username=NAME))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    page.goto("/desk/yuhang/reports/")
    page.get_by_role("table").get_by_role("link").first.click()
    snapshot = page.url.removeprefix(site)
    broken = {}
    for path in (
        "/desk/yuhang/reports/",
        REPORT,
        f"{REPORT}table3/closed/natural/",
        f"{REPORT}table2/services/decisions/",
        snapshot,
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        results = Axe().run(page)
        if results.violations_count:
            broken[path] = results.generate_report()
    assert not broken, "\n".join(f"{path}\n{report}" for path, report in broken.items())
