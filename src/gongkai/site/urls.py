"""All addresses: the public site at the root, the officers' desk under /desk/."""

from pathlib import Path

from django.urls import include, path

_FACES = {"desk": "desk/", "portal": ""}  # the desk first: the portal takes what is left
_PACKAGE = Path(__file__).resolve().parents[1]

# A face is shown once it has addresses.
urlpatterns = [
    path(prefix, include(f"gongkai.{face}.urls"))
    for face, prefix in _FACES.items()
    if (_PACKAGE / face / "urls.py").exists()
]
