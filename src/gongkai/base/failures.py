"""Failures that a reader can understand: what an action refuses, a full disk, a database that does not answer.

A view shows a refusal in its own page. What it lets through ends here, in words and never as a traceback; in each
case nothing was saved, because a write happens within one transaction.
"""

import errno
import logging
from collections.abc import Callable

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused

log = logging.getLogger(__name__)


class Failures:
    """Middleware: turns such exceptions of a view into a page."""

    def __init__(self, handle: Callable[[HttpRequest], HttpResponse]) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handle(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Refused):
            return _page(request, "409.html", str(problem), 409)
        if (sentence := _unsaved(problem)) is None:
            return None
        log.error("%s: %s", type(problem).__name__, sentence)  # the problem's own text may quote a row
        return _page(request, "503.html", sentence, 503)


def _page(request: HttpRequest, template: str, sentence: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template, {"sentence": sentence}, request), status=status)


def _unsaved(problem: Exception) -> str | None:
    """Why nothing could be saved; None where the cause is something else."""
    if _disk_is_full(problem):
        return _("服务器的磁盘满了，这一次没有保存。")
    if isinstance(problem, OperationalError):
        return _("数据库正忙或没有应答，这一次没有保存。")
    return None


def _disk_is_full(problem: Exception) -> bool:
    if isinstance(problem, OSError):
        return problem.errno in (errno.ENOSPC, errno.EDQUOT)
    cause = problem.__cause__
    state = getattr(cause, "sqlstate", None)  # PostgreSQL: class 53 is "insufficient resources"
    return isinstance(problem, DatabaseError) and (
        "disk is full" in str(problem) or state in ("53100", "53000")
    )
