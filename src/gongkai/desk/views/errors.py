"""A page that is not there: on the desk it is said in the desk's words, elsewhere in the site's."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import defaults


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404. The address never comes back in the page, nor whether an organ or a paper of it exists."""
    on_desk = request.path.startswith(reverse("desk:home"))
    return defaults.page_not_found(request, exception, "desk/404.html" if on_desk else "404.html")
