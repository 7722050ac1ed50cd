"""Every public page: good in itself (the page client sees to that), and leading where it says."""

import collections

import pytest

from gongkai.base import scope
from gongkai.reports.models import AnnualReport

KINDS = [
    "/",
    "/about/",
    "/map/",
    "/organs/",
    "/organs/yuhang/",
    "/organs/yuhang/reports/2020/",
    "/reports/",
    "/reports/sum/",
    "/reports/sum/table3/new/natural/",
]


def test_every_link_leads_somewhere_and_every_page_is_good(site):
    """Walks the whole public site from the home page; fragments must exist on the page they point into."""
    titles = collections.Counter()
    found = {"/": site.get("/")}
    waiting = ["/"]
    fragments = set()
    while waiting:
        page = found[waiting.pop()]
        titles[page.title] += 1
        for link in page.links:
            path, _hash, fragment = link.partition("#")
            if not path or path.startswith("/desk/"):
                continue
            if path.endswith((".json", ".html")):
                assert site.client.get(path).status_code == 200
                continue
            if fragment:
                fragments.add((path, fragment))
            # One cell of the sum looks like the next: walk those of one row.
            if path not in found and (path.count("/") < 6 or "/closed/" in path or "/upheld/" in path):
                found[path] = site.get(path)
                waiting.append(path)
    assert [title for title, times in titles.items() if times > 1] == []
    assert {
        path for path, fragment in fragments if path in found and fragment not in found[path].ids
    } == set()
    assert {path for path in KINDS if path.count("/") < 6} <= found.keys()
    assert not site.client.cookies  # reading leaves no trace at the reader's


@pytest.mark.parametrize("path", KINDS)
def test_every_page_of_the_demonstration_says_so(site, path):
    page = site.get(path)
    assert "演示数据" in page.tree.one("aside").text
    assert "noindex" in page.meta["robots"]


@pytest.mark.parametrize(
    "path",
    [
        "/organs/yuhang/reports/2020.json",
        "/organs/yuhang/reports/2020.html",
        "/reports/sum.json",
        "/reports/sum/table3/new/natural/",
    ],
)
def test_files_of_the_demonstration_stay_out_of_search_engines(site, path):
    assert "noindex" in site.client.get(path).headers["X-Robots-Tag"]


@pytest.mark.parametrize(
    "path",
    [
        "/organs/nobody/",
        "/organs/nobody/reports/2020/",
        "/organs/yuhang/reports/2018/",
        "/organs/yuhang/reports/0000/",
        "/organs/yuhang/reports/9999.json",
        "/organs/yuhang/reports/20200/",
        "/organs/yuhang/reports/二〇二〇/",
        "/organs/yuhang/reports/2020.pdf",
        "/organs/%00/",
        "/reports/sum/table3/new/nothing/",
        "/reports/sum/table9/new/natural/",
        "/no/such/page",
    ],
)
def test_what_is_not_there_gets_the_sites_own_page(site, path):
    page = site.get(path, 404)
    assert page.h1 == "没有找到这个页面"
    assert {"/", "/map/", "/reports/"} <= set(page.links)


@pytest.mark.parametrize("path", [*KINDS, "/organs/yuhang/reports/2020.json", "/healthz", "/robots.txt"])
def test_pages_are_read_only(site, path):
    for method in (site.client.post, site.client.put, site.client.delete):
        assert method(path).status_code == 405
    assert site.client.head(path).status_code == 200


def test_a_report_that_is_not_published_is_not_there(site):
    with scope.everywhere("test"):
        AnnualReport.objects.filter(organ__slug="yuhang").update(published_at=None)
    site.get("/organs/yuhang/reports/2020/", 404)
    for path in ("/", "/reports/", "/map/", "/organs/yuhang/", "/reports/sum/"):
        assert "/organs/yuhang/reports/2020/" not in site.get(path).links


def test_a_failing_page_says_whose_fault_it_is(site, monkeypatch):
    def fail(*_args):
        raise RuntimeError("geheim")

    monkeypatch.setattr("gongkai.reports.queries.checked", fail)
    site.client.raise_request_exception = False
    page = site.get("/organs/yuhang/reports/2020/", 500)
    assert page.h1 == "网站出错了"
    assert "geheim" not in page.html
    assert site.client.get("/organs/yuhang/reports/2020.json").status_code == 500


def test_a_request_that_cannot_be_understood(site):
    page = site.check("/", site.client.get("/", headers={"host": "evil.example"}), 400)
    assert page.h1 == "无法理解这个请求"


def test_the_sites_own_codes_stand_where_there_are_some_and_are_never_made_up(site, settings):
    assert {"SiteDomain", "SiteIDCode"}.isdisjoint(site.get("/").meta)
    settings.SITE_DOMAIN, settings.SITE_ID_CODE = "xxgk.example.gov.cn", "1304000009"
    page = site.get("/")
    assert (page.meta["SiteDomain"], page.meta["SiteIDCode"]) == ("xxgk.example.gov.cn", "1304000009")
    assert "1304000009" in page.tree.one("footer").text
