"""What every request passes through."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongkai.base import scope

Handler = Callable[[HttpRequest], HttpResponse]


def public_scope(handle: Handler) -> Handler:
    """A request sees published rows only; the desk opens an organ's scope where a post allows it."""

    def handler(request: HttpRequest) -> HttpResponse:
        with scope.public():
            return handle(request)

    return handler


def no_body_to_head(handle: Handler) -> Handler:
    """HEAD asks for the headers alone; the server complains of a body it has to throw away."""

    def handler(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return handler


def permissions_policy(handle: Handler) -> Handler:
    """No page needs a camera, a microphone or a place."""

    def handler(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return handler
