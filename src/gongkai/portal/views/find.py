"""What an address asks for, or the page that says there is none."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

P = ParamSpec("P")
T = TypeVar("T")


def found(query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the query returns. Raises Http404 where it finds nothing."""
    try:
        return query(*args, **kwargs)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
