"""Files made for a download."""

from django.http import HttpResponse


def attachment(text: str, name: str, kind: str) -> HttpResponse:
    """A text file that the browser saves instead of opening."""
    return HttpResponse(
        text,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
