"""What every page says of the site, and whether search engines may keep it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from gongkai.organs import queries

OURS = ("/desk/", "/account/")
ASKED = "gongkai.shows_demo"


@dataclass(frozen=True, slots=True)
class Site:
    """The site as its pages name it. `demo` is None where the database could not say."""

    name: str
    domain: str
    id_code: str
    demo: bool | None


def of_request(request: HttpRequest) -> dict[str, Site | bool]:
    """For templates: the site (`site` is taken by Django), and whether the page stays out of search engines."""
    demo = shows_demo(request)
    site = Site(settings.SITE_NAME, settings.SITE_DOMAIN, settings.SITE_ID_CODE, demo)
    return {"platform": site, "noindex": _hidden(request)}


def indexing(handle: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keeps the demonstration and the desk out of search engines, files as well as pages."""

    def handler(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if _hidden(request):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return handler


def shows_demo(request: HttpRequest) -> bool | None:
    """Whether the site holds the demonstration; asked once a request."""
    if ASKED not in request.META:
        try:
            request.META[ASKED] = queries.listed().filter(is_demo=True).exists()
        except DatabaseError:
            request.META[ASKED] = None
    found: bool | None = request.META[ASKED]
    return found


def _hidden(request: HttpRequest) -> bool:
    return request.path.startswith(OURS) or shows_demo(request) is not False
