"""What machines ask for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from gongkai.base import health
from gongkai.portal.views.read_only import read_only


@never_cache
@read_only
def healthz(request: HttpRequest) -> HttpResponse:
    """One line a part; 200 where pages can be served, otherwise 503."""
    found = health.examine()
    lines = [f"{'ok' if part.ok else 'fail'} {part.name} {part.says}" for part in found.parts]
    return HttpResponse(
        "\n".join([*lines, ""]),
        status=200 if found.serves else 503,
        content_type="text/plain; charset=utf-8",
    )


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """The desk is not for search engines. A demonstration says noindex itself, so it may be fetched."""
    return HttpResponse("User-agent: *\nDisallow: /desk/\n", content_type="text/plain; charset=utf-8")
