"""The golden list of addresses. Addresses are kept: people bookmark them and print them in documents."""

from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

GOLDEN = Path(__file__).parents[1] / "golden" / "routes.txt"

HINT = """
The addresses of the site changed: {changes}
- Gone or renamed: bookmarks, search engines and printed documents still lead to the old one. Keep it, or redirect.
- New: is it in the site map, in the page client's crawl, closed to other organs, GET only where it changes nothing?
Where the change is meant, put the new list in place:
    cp {found} {golden}
"""


def routes(patterns, prefix=""):
    for each in patterns:
        where = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, where)
        elif isinstance(each, URLPattern):
            yield f"/{where}  {each.lookup_str}"


def test_addresses_are_kept(tmp_path):
    now = sorted(routes(get_resolver().url_patterns))
    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    found = tmp_path / "routes.txt"
    found.write_text("\n".join([*now, ""]), encoding="utf-8")
    changes = [f"- {gone}" for gone in kept if gone not in now] + [
        f"+ {new}" for new in now if new not in kept
    ]
    assert now == kept, HINT.format(changes=" ".join(["", *changes]), found=found, golden=GOLDEN)


def test_no_address_contains_another():
    """A trailing slash for pages, none for files: one address a page."""
    for route in routes(get_resolver().url_patterns):
        path = route.split("  ")[0]
        assert path.endswith("/") or "." in path.rsplit("/", 1)[1] or path == "/healthz", path
