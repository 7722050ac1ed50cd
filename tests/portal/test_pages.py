"""The page client itself: each rule finds the page that breaks it."""

import pytest
from django.http import HttpResponse

import pages

GOOD = """<!doctype html>
<html lang="zh-CN"><head><title>年报 - {site}</title><meta name="SiteName" content="{site}"></head>
<body><a href="#main">跳到正文</a><header>头</header><main id="main"><h1>年报</h1>
<div tabindex="0"><table><caption>表</caption><tr><th scope="row">一</th><td>1</td></tr></table></div>
<ul><li>项</li></ul><svg role="img"><title>图</title><desc>图</desc></svg>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken">
<label for="a">名</label><input id="a"></form>
</main><footer>脚</footer></body></html>"""
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
}


def problems(html: str, **headers: str) -> list[str]:
    sent = HEADERS | {name.replace("_", "-"): value for name, value in headers.items()}
    return pages.problems(pages.Page("/", HttpResponse(html, headers=sent)))


@pytest.fixture
def good(settings):
    settings.SITE_NAME = "公开"
    return GOOD.format(site="公开")


def test_a_good_page_has_no_problems(good):
    assert problems(good) == []


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("grammar", "<!doctype html>", ""),
        ("grammar", "</ul>", ""),
        ("grammar", "</li></ul>", "</ul></li>"),
        ("language", 'lang="zh-CN"', 'lang="en"'),
        ("names", "<h1>年报</h1>", "<h1>年报</h1><h1>年报</h1>"),
        ("names", "<title>年报 - 公开", "<title>别的 - 公开"),
        ("heading_order", "<ul>", "<h3>跳级</h3><ul>"),
        ("landmarks", "<header>头</header>", ""),
        ("landmarks", '<a href="#main">跳到正文</a>', ""),
        ("landmarks", "<ul>", "<nav>甲</nav><ul>"),
        ("ids", 'id="a"', 'id="main"'),
        ("ids", '<label for="a">', '<label for="b">'),
        ("ids", "<li>项", '<li><a href="#nowhere">项</a>'),
        ("labels", '<label for="a">名</label>', ""),
        ("labels", '<input type="hidden" name="csrfmiddlewaretoken">', ""),
        ("inline", "<ul>", "<script>1</script><ul>"),
        ("inline", "<ul>", "<style>p{}</style><ul>"),
        ("inline", "<li>", '<li style="color:red">'),
        ("inline", "<li>", '<li onclick="f()">'),
        ("inline", "<li>项", '<li><a href="javascript:f()">项</a>'),
        ("outside", "<li>项", '<li><a href="https://example.com/">项</a>'),
        ("outside", "<li>项", '<li><img alt="" src="//example.com/a.png">项'),
        ("meta", '<meta name="SiteName" content="公开">', ""),
        ("meta", "</head>", '<meta name="ColumnName" content="甲"></head>'),
        ("meta", "</head>", '<meta name="ArticleTitle" content="甲"></head>'),
        ("meta", "</head>", '<meta name="PubDate" content="2020年1月2日"></head>'),
        ("meta", "</head>", '<meta name="SiteIDCode" content=""></head>'),
        ("tables", "<caption>表</caption>", ""),
        ("tables", ' scope="row"', ""),
        ("tables", ' tabindex="0"', ""),
        ("words", "<li>项", "<li>None"),
        ("words", "<li>项", "<li>{{ organ"),
        ("words", "<li>项", '<li><a href="#main"></a>'),
        ("words", "<li>项", '<li><img src="/a.png">'),
        ("words", "<title>图</title>", ""),
        ("lists", "<li>项</li>", ""),
        ("demonstration", "<li>项", "<li>演示数据"),
    ],
)
def test_each_rule_finds_what_it_is_for(good, rule, right, wrong):
    assert right in good
    found = {says.partition(":")[0] for says in problems(good.replace(right, wrong, 1))}
    assert rule in found


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content_Security_Policy", ""),
        ("Content_Security_Policy", HEADERS["Content-Security-Policy"] + "; script-src 'unsafe-inline'"),
        ("Content_Security_Policy", HEADERS["Content-Security-Policy"] + "; img-src https://example.com"),
        ("Content_Security_Policy", "default-src 'none'"),
        ("X_Content_Type_Options", ""),
        ("Content_Type", "text/html"),
    ],
)
def test_weak_headers_are_found(good, header, value):
    assert any(says.startswith("headers:") for says in problems(good, **{header: value}))
