"""The page client: every page that a test fetches is held against the rules of good pages.

A rule takes a page and yields sentences about what is wrong with it. Write a rule once, here, and it
holds for every page of the site.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

import markup

COLUMN_TYPES = {
    "首页", "概况信息", "机构职能", "信息公开指南", "信息公开目录", "信息公开年报", "依申请公开", "数据发布",
}  # fmt: skip
DEMO = "演示数据"
HOLDS_TEXT = {"th", "caption", "a", "button", "summary", "label", "title", "h1", "h2", "h3", "h4"}


@dataclass
class Page:
    """A fetched page: path, status, headers, tree."""

    path: str
    response: HttpResponse

    @cached_property
    def html(self) -> str:
        return self.response.content.decode()

    @cached_property
    def parsed(self) -> tuple[markup.Node, list[str]]:
        return markup.read(self.html)

    @property
    def tree(self) -> markup.Node:
        return self.parsed[0]

    @cached_property
    def nodes(self) -> list[markup.Node]:
        return list(self.tree.all())

    @cached_property
    def words(self) -> str:
        """All that the page says, its title too."""
        return self.tree.text

    def each(self, *tags: str) -> list[markup.Node]:
        return [node for node in self.nodes if node.tag in tags]

    @property
    def main(self) -> markup.Node:
        return self.tree.one("main")

    @property
    def text(self) -> str:
        """What the main part says."""
        return self.main.text

    @property
    def h1(self) -> str:
        return self.tree.one("h1").text

    @cached_property
    def title(self) -> str:
        return next(self.tree.one("head").all("title")).text

    @cached_property
    def meta(self) -> dict[str, str]:
        return {node["name"]: node.get("content") for node in self.each("meta") if "name" in node.attrs}

    @cached_property
    def ids(self) -> list[str]:
        return [node["id"] for node in self.nodes if "id" in node.attrs]

    @cached_property
    def links(self) -> list[str]:
        return [node["href"] for node in self.each("a")]


def grammar(page: Page) -> Iterator[str]:
    yield from page.parsed[1]


def language(page: Page) -> Iterator[str]:
    if page.tree.one("html").get("lang") != "zh-CN":
        yield "the page does not say lang=zh-CN"


def names(page: Page) -> Iterator[str]:
    headings = [node.text for node in page.each("h1")]
    if len(headings) != 1:
        yield f"{len(headings)} <h1>, one is right"
    elif page.title != f"{headings[0]} - {settings.SITE_NAME}":
        yield f"title {page.title!r} is not 「h1 - site name」 of h1 {headings[0]!r}"


def heading_order(page: Page) -> Iterator[str]:
    levels = [int(node.tag[1]) for node in page.each("h1", "h2", "h3", "h4", "h5", "h6")]
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"a heading jumps from h{above} to h{below}"


def landmarks(page: Page) -> Iterator[str]:
    for tag in ("header", "main", "footer"):
        if len(list(page.tree.all(tag))) != 1:
            yield f"there is not exactly one <{tag}>"
    first = next(page.tree.one("body").all("a"), None)
    if first is None or first["href"] != "#main":
        yield "the first link is not the one that skips to the main part"
    labels = [node.get("aria-label") for node in page.each("nav")]
    if len(set(labels)) != len(labels) or "" in labels:
        yield "a <nav> has no name of its own"


def ids(page: Page) -> Iterator[str]:
    for name in [name for name, times in Counter(page.ids).items() if times > 1]:
        yield f"the id {name} stands twice"
    known = set(page.ids)
    for node in page.nodes:
        for attribute in ("for", "headers", "aria-labelledby", "aria-describedby"):
            for name in node.get(attribute).split():
                if name not in known:
                    yield f"line {node.line}: {attribute}={name} points at nothing"
        href = node.get("href")
        if href.startswith("#") and href[1:] not in known:
            yield f"line {node.line}: the link {href} points at nothing"


def labels(page: Page) -> Iterator[str]:
    labelled = {node.get("for") for node in page.each("label")}
    for node in page.each("input", "select", "textarea"):
        if node.get("type") in {"hidden", "submit"}:
            continue
        if node.get("id") not in labelled and "aria-label" not in node.attrs:
            yield f"line {node.line}: <{node.tag} name={node.get('name')}> has no label"
    for form in page.each("form"):
        fields = {node.get("name") for node in form.all("input")}
        if form.get("method").lower() == "post" and "csrfmiddlewaretoken" not in fields:
            yield f"line {form.line}: a form posts without a token"


def inline(page: Page) -> Iterator[str]:
    for node in page.nodes:
        if node.tag == "style" or (node.tag == "script" and "src" not in node.attrs):
            yield f"line {node.line}: inline <{node.tag}>"
        for name, value in node.attrs.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"line {node.line}: <{node.tag} {name}=…> is inline"


def outside(page: Page) -> Iterator[str]:
    for node in page.nodes:
        for name in ("href", "src", "srcset", "action", "data", "poster"):
            if re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", node.get(name), re.IGNORECASE):
                yield f"line {node.line}: {name}={node[name]} leads to another host"


def meta(page: Page) -> Iterator[str]:
    if page.meta.get("SiteName") != settings.SITE_NAME:
        yield "meta SiteName is missing"
    for name, value in page.meta.items():
        if not value.strip() or value.strip() == "None":
            yield f"meta {name} is empty"
    if "ColumnType" in page.meta and page.meta["ColumnType"] not in COLUMN_TYPES:
        yield f"meta ColumnType {page.meta['ColumnType']} is no type of the guideline"
    column = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    if column & page.meta.keys() and not column <= page.meta.keys():
        yield f"of the column's tags {sorted(column - page.meta.keys())} are missing"
    if "ArticleTitle" in page.meta and not {"PubDate", "ContentSource"} <= page.meta.keys():
        yield "ArticleTitle without PubDate and ContentSource"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", page.meta.get("PubDate", "2000-01-01 00:00")):
        yield f"PubDate {page.meta['PubDate']} is not YYYY-MM-DD HH:MM"


def tables(page: Page) -> Iterator[str]:
    scrolled = [node for node in page.nodes if "tabindex" in node.attrs]
    for table in page.each("table"):
        if [node.tag for node in table.children[:1]] != ["caption"]:
            yield f"line {table.line}: a table has no caption"
        heads = list(table.all("th"))
        if not heads:
            yield f"line {table.line}: a table has no <th>"
        for head in heads:
            if head.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                yield f"line {head.line}: a <th> has no scope"
        if not any(table in node.children for node in scrolled):
            yield f"line {table.line}: the table cannot be scrolled by keyboard"


def words(page: Page) -> Iterator[str]:
    for node in page.each(*HOLDS_TEXT):
        if not node.text and not any(image.get("alt") for image in node.all("img")):
            yield f"line {node.line}: <{node.tag}> is empty"
    for leak in ("None", "{{", "{%", "}}", "&lt;", "&amp;"):
        if leak in page.words:
            yield f"the page shows {leak}"
    for node in page.each("img"):
        if "alt" not in node.attrs:
            yield f"line {node.line}: an image has no alt"
    for node in page.each("svg"):
        if {child.tag for child in node.children} < {"title", "desc"} or node.get("role") != "img":
            yield f"line {node.line}: a drawing has no title, desc or role"


def lists(page: Page) -> Iterator[str]:
    for node in page.each("ul", "ol"):
        if not node.children or any(child.tag != "li" for child in node.children):
            yield f"line {node.line}: a <{node.tag}> is empty or holds something beside <li>"


def headers(page: Page) -> Iterator[str]:
    sent = page.response.headers
    policy = sent.get("Content-Security-Policy", "")
    rules = {rule.split()[0]: set(rule.split()[1:]) for rule in policy.split(";") if rule.strip()}
    if not rules.get("default-src", {"*"}) <= {"'self'", "'none'"}:
        yield f"the content security policy is not strict: {policy!r}"
    for rule, sources in rules.items():
        if not sources <= {"'self'", "'none'", "data:"} or ("data:" in sources and rule != "img-src"):
            yield f"the content security policy allows {rule} {sorted(sources)}"
    for rule in ("base-uri", "form-action", "frame-ancestors"):
        if rule not in rules:
            yield f"the content security policy says nothing of {rule}"
    if sent.get("X-Content-Type-Options") != "nosniff":
        yield "X-Content-Type-Options is not nosniff"
    if not sent.get("Content-Type", "").startswith("text/html; charset=utf-8"):
        yield f"Content-Type is {sent.get('Content-Type')}"


def demonstration(page: Page) -> Iterator[str]:
    if DEMO in page.words:
        if "noindex" not in page.meta.get("robots", ""):
            yield "the page shows 演示数据 and may be indexed (meta robots)"
        if "noindex" not in page.response.headers.get("X-Robots-Tag", ""):
            yield "the page shows 演示数据 and may be indexed (X-Robots-Tag)"


RULES = (
    grammar, language, names, heading_order, landmarks, ids, labels, inline, outside, meta, tables, words,
    lists, headers, demonstration,
)  # fmt: skip


def problems(page: Page) -> list[str]:
    """Everything the rules have to say about a page."""
    return [f"{rule.__name__}: {says}" for rule in RULES for says in rule(page)]


@dataclass
class Pages:
    """Fetches pages and checks each of them."""

    client: Client

    def get(self, path: str, status: int = 200) -> Page:
        return self.check(path, self.client.get(path), status)

    def post(self, path: str, data: dict[str, str], status: int = 200) -> Page:
        return self.check(path, self.client.post(path, data), status)

    @staticmethod
    def check(path: str, response: HttpResponse, status: int) -> Page:
        """The answer as a page, held against all rules."""
        assert response.status_code == status, f"{path}: status {response.status_code}, expected {status}"
        page = Page(path, response)
        found = problems(page)
        assert not found, "\n".join([f"{path} breaks {len(found)} rules:", *found[:30]])
        return page
