"""A form enters its row once: the row's key is made when the form is drawn and comes back, signed, with it.

Who sends the same form a second time (the browser's way back, a second click) is led to the row that is there; who
wrote something else into it meanwhile is asked, and loses nothing.
"""

import uuid

from django.core import signing
from django.forms import Form
from django.http import HttpRequest

from gongkai.organs.models import Organ

FIELD = "once"


def drawn(request: HttpRequest, organ: Organ) -> str:
    """The key of the row that a form may enter, for its hidden field."""
    return _signer(request, organ).sign(uuid.uuid4().hex)


def key(request: HttpRequest, organ: Organ) -> uuid.UUID | None:
    """The key that the form came back with; None where it has none of this officer's and organ's."""
    try:
        return uuid.UUID(_signer(request, organ).unsign(request.POST.get(FIELD, "")))
    except (signing.BadSignature, ValueError):
        return None


def ask(form: Form, request: HttpRequest, organ: Organ, told: str) -> None:
    """The form goes back with a key anew: sent again, it enters another row."""
    form.add_error(None, told)
    form.data = {**request.POST.dict(), FIELD: drawn(request, organ)}


def _signer(request: HttpRequest, organ: Organ) -> signing.Signer:
    return signing.Signer(salt=f"desk.once:{request.path}:{request.user.pk}:{organ.pk}")
