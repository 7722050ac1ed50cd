"""Pages that are only read."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]


def read_only(view: View) -> View:
    """GET and HEAD alone. Anything else is told so (405) before anybody asks for a token: nothing is written."""
    exempt: View = csrf_exempt(require_safe(view))
    return exempt
